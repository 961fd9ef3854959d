import { optionLines } from '../../contract/option-texts.ts';
import type { Locale } from '../../contract/texts.ts';

type Options = Readonly<Record<string, unknown>>;

export interface OptionDifference {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

/** Options in which two trainings differ, in words. */
export function differingOptions(first: Options, second: Options, locale: Locale): readonly OptionDifference[] {
  const byKey = (options: Options) => new Map(optionLines(options, locale).map((line) => [line.key, line]));
  const [one, other] = [byKey(first), byKey(second)];
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys
    .map((key) => ({
      name: (one.get(key) ?? other.get(key))?.name ?? key,
      first: one.get(key)?.text ?? '–',
      second: other.get(key)?.text ?? '–',
    }))
    .filter((line) => line.first !== line.second);
}

/** What stands in `names` but not in `others`. */
export function onlyIn(names: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}
