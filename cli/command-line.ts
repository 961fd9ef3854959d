import { parseArgs } from 'node:util';
import { type Locale, localeOf, locales } from '../contract/texts.ts';
import {
  type CommandName,
  type CommandSpec,
  commandNames,
  commandSpecs,
  flagsOfCommands,
  type OptionName,
  optionTypes,
  type Topic,
} from './command-specs.ts';
import { MisuseError, misuseOfParser } from './misuse.ts';

export type OptionValues = { readonly [O in OptionName]?: (typeof optionTypes)[O] extends 'string' ? string : boolean };

/** A command with its verb, words and options, all of them known to it. */
export interface Invocation {
  readonly name: 'invocation';
  readonly command: CommandName;
  /** '' for a command without verbs. */
  readonly verb: string;
  readonly locale: Locale;
  readonly words: readonly string[];
  readonly options: OptionValues;
  readonly isJson: boolean;
}

export type Command =
  | Invocation
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly locale: Locale; readonly topic: Topic }
  /** Not a command at all. */
  | Misuse;

export interface Misuse {
  readonly name: 'misuse';
  readonly locale: Locale;
  readonly error: MisuseError;
  readonly topic: Topic;
  /** '' where it is not known. */
  readonly verb: string;
  readonly isJson: boolean;
}

const parserOptions = Object.fromEntries(
  Object.entries(optionTypes).map(([name, type]) => {
    const short = { help: 'h', version: 'V' }[name];
    return [name, short === undefined ? { type } : { type, short }];
  }),
);

/** The options as the command among `words` takes them. */
function parserOptionsOf(words: readonly string[]): typeof parserOptions {
  const command = words.find((word) => !word.startsWith('-')) ?? '';
  const flags = Object.hasOwn(flagsOfCommands, command) ? flagsOfCommands[command] : [];
  return { ...parserOptions, ...Object.fromEntries((flags ?? []).map((name) => [name, { type: 'boolean' as const }])) };
}

/** The language of the person's environment. */
function environmentLocale(environment: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG);
}

/** What the words after `auspex` ask for. Never throws: what cannot be understood is a `misuse`. */
export function parseCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  const systemLocale = environmentLocale(environment);
  let values: OptionValues;
  let positionals: string[];
  try {
    const parsed = parseArgs({ args: [...words], options: parserOptionsOf(words), allowPositionals: true });
    values = parsed.values as OptionValues;
    positionals = parsed.positionals;
  } catch (error) {
    const topic = topicOf(words[0]);
    const verb = topic && !('' in commandSpecs[topic]) ? (words[1] ?? '') : '';
    const isJson = words.includes('--json');
    return {
      name: 'misuse',
      locale: systemLocale,
      error: misuseOfParser(error),
      topic: topic ?? 'auspex',
      verb,
      isJson,
    };
  }
  const locale = locales.find((one) => one === values.lang) ?? systemLocale;
  const [first, ...rest] = positionals;
  if (values.version) return { name: 'version' };
  if (values.help) return { name: 'help', locale, topic: topicOf(first) ?? 'auspex' };
  if (first === 'help') return { name: 'help', locale, topic: topicOf(rest[0]) ?? 'auspex' };
  const misuse = (error: MisuseError, topic: Topic = 'auspex', verb = ''): Misuse => ({
    ...{ name: 'misuse', locale, error, topic, verb, isJson: values.json ?? false },
  });
  if (first === undefined) return misuse(new MisuseError('commandMissing'));
  const command = topicOf(first);
  if (!command) return misuse(new MisuseError('commandUnknown', { command: first }));
  if (values.lang !== undefined && values.lang !== locale) {
    return misuse(new MisuseError('optionKnows', { option: '--lang', known: locales.join(', ') }), command);
  }
  const verbs: Readonly<Record<string, CommandSpec>> = commandSpecs[command];
  const verb = '' in verbs ? '' : (rest.shift() ?? '');
  const spec = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!spec) {
    const known = Object.keys(verbs).join(', ');
    return misuse(new MisuseError(verb === '' ? 'verbMissing' : 'verbUnknown', { command, known, verb }), command);
  }
  const problem = wordProblem(spec, rest) ?? optionProblem(spec, values, `${command} ${verb}`.trim());
  if (problem !== null) return misuse(problem, command, verb);
  return { name: 'invocation', command, verb, locale, words: rest, options: values, isJson: values.json ?? false };
}

const topicOf = (word: string | undefined): CommandName | undefined => commandNames.find((name) => name === word);

function wordProblem(spec: CommandSpec, words: readonly string[]): MisuseError | null {
  if (words.includes('')) return new MisuseError('wordEmpty', { word: spec.wordName || 'word' });
  if (spec.words === 'none' && words.length > 0) return new MisuseError('wordTooMany', { word: words[0]! });
  if (spec.words === 'one' && words.length > 1) return new MisuseError('wordTooMany', { word: words[1]! });
  const needsWord = spec.words === 'one' || spec.words === 'some';
  return needsWord && words.length === 0 ? new MisuseError('wordMissing', { word: spec.wordName }) : null;
}

function optionProblem(spec: CommandSpec, values: OptionValues, command: string): MisuseError | null {
  for (const [name, value] of Object.entries(values)) {
    if (!spec.options.includes(name as OptionName))
      return new MisuseError('optionForeign', { command, option: `--${name}` });
    if (value === '') return new MisuseError('optionEmpty', { option: `--${name}` });
  }
  return null;
}

/** A whole number from an option. Throws MisuseError. */
export function wholeNumber(options: OptionValues, name: OptionName, from: number, to: number): number | null {
  const word = options[name];
  if (word === undefined) return null;
  const value = Number(word);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new MisuseError('optionTakesWholeNumber', { option: `--${name}`, from, to });
}

/** A number from an option. Throws MisuseError. */
export function numberFrom(options: OptionValues, name: OptionName, from: number, to: number): number | null {
  const word = options[name];
  if (word === undefined) return null;
  const value = Number(word);
  if (value >= from && value <= to) return value;
  throw new MisuseError('optionTakesNumber', { option: `--${name}`, from, to });
}

/** One of `values` from an option. Throws MisuseError. */
export function oneOf<T extends string>(options: OptionValues, name: OptionName, values: readonly T[]): T | null {
  const word = options[name];
  if (word === undefined) return null;
  const found = values.find((value) => value === word);
  if (found !== undefined) return found;
  throw new MisuseError('optionKnows', { option: `--${name}`, known: values.join(', ') });
}

/** The names of a list such as `Weight,Height`. */
export const columnNames = (list: string | undefined): string[] =>
  (list ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));

/** A time from an option: ISO 8601 (local unless it says otherwise), or HH:MM for the next such time. Throws MisuseError. */
export function timeFrom(options: OptionValues, name: OptionName, nowMs: number): number | null {
  const word = options[name];
  if (typeof word !== 'string') return null;
  const clock = /^(\d{1,2}):(\d{2})$/.exec(word);
  if (clock) {
    const time = new Date(nowMs);
    time.setHours(Number(clock[1]), Number(clock[2]), 0, 0);
    if (Number(clock[1]) < 24 && Number(clock[2]) < 60) {
      if (time.getTime() <= nowMs) time.setDate(time.getDate() + 1);
      return time.getTime();
    }
  }
  // A date alone would be midnight in London, not here.
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(word) ? `${word}T00:00` : word.replace(' ', 'T');
  const time = /^\d{4}-\d{2}-\d{2}T/.test(whole) ? new Date(whole) : null;
  if (time && !Number.isNaN(time.getTime())) return time.getTime();
  throw new MisuseError('optionTakesTime', { option: `--${name}` });
}
