type Options = Readonly<Record<string, unknown>>;

export interface OptionDifference {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

const text = (value: unknown) =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** Options in which two trainings differ, by name. */
export function differingOptions(first: Options, second: Options): readonly OptionDifference[] {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  return names
    .map((name) => ({ name, first: text(first[name]), second: text(second[name]) }))
    .filter((one) => one.first !== one.second);
}

/** What stands in `names` but not in `others`. */
export function onlyIn(names: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}
