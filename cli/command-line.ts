import { parseArgs } from 'node:util';
import { type Locale, localeOf, locales } from '../contract/texts.ts';

export interface ProfileCommand {
  readonly name: 'profile';
  readonly locale: Locale;
  readonly files: readonly string[];
  readonly sheet: string | null;
  readonly isEverySheet: boolean;
  readonly outFolder: string | null;
  readonly dataFolder: string | null;
  readonly threads: number | null;
  readonly isJson: boolean;
}

export type Command =
  | ProfileCommand
  | { readonly name: 'version' }
  | { readonly name: 'help'; readonly locale: Locale; readonly topic: 'auspex' | 'profile' }
  /** Not a command at all; `reason` says in English what is wrong with it. */
  | { readonly name: 'misuse'; readonly locale: Locale; readonly reason: string; readonly topic: 'auspex' | 'profile' };

/** Beyond this a thread only costs memory. */
const maxThreads = 256;

const options = {
  sheet: { type: 'string' },
  'all-sheets': { type: 'boolean' },
  out: { type: 'string' },
  data: { type: 'string' },
  threads: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

/** The language of the person's environment. */
export function environmentLocale(environment: Readonly<Record<string, string | undefined>>): Locale {
  return localeOf(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG);
}

/** What the words after `auspex` ask for. Never throws: what cannot be understood is a `misuse`. */
export function parseCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  const locale = environmentLocale(environment);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0]! : String(error);
    return { name: 'misuse', locale, reason, topic: words[0] === 'profile' ? 'profile' : 'auspex' };
  }
  const { values, positionals } = parsed;
  const [verb, ...files] = positionals;
  if (values.version) return { name: 'version' };
  if (values.help) return { name: 'help', locale, topic: verb === 'profile' ? 'profile' : 'auspex' };
  if (verb === 'help') return { name: 'help', locale, topic: files[0] === 'profile' ? 'profile' : 'auspex' };
  if (verb === undefined) return { name: 'misuse', locale, reason: 'no command is given', topic: 'auspex' };
  if (verb !== 'profile') return { name: 'misuse', locale, reason: `there is no command “${verb}”`, topic: 'auspex' };
  return profileCommand(values, files, locale);
}

const parse = (words: readonly string[]) => parseArgs({ args: [...words], options, allowPositionals: true });

function profileCommand(
  values: ReturnType<typeof parse>['values'],
  files: readonly string[],
  environmentLanguage: Locale,
): Command {
  const locale = locales.find((one) => one === values.lang) ?? environmentLanguage;
  const misuse = (reason: string): Command => ({ name: 'misuse', locale, reason, topic: 'profile' });
  if (files.length === 0) return misuse('no FILE is given');
  if (files.includes('')) return misuse('a FILE is an empty word');
  if (values.lang !== undefined && values.lang !== locale) return misuse(`--lang knows ${locales.join(' and ')}`);
  const isEverySheet = values['all-sheets'] ?? false;
  if (isEverySheet && values.sheet !== undefined) return misuse('--sheet and --all-sheets exclude each other');
  const threads = values.threads === undefined ? null : Number(values.threads);
  if (threads !== null && !(Number.isInteger(threads) && threads >= 1 && threads <= maxThreads)) {
    return misuse(`--threads takes a whole number from 1 to ${maxThreads}`);
  }
  for (const name of ['sheet', 'out', 'data'] as const) {
    if (values[name] === '') return misuse(`--${name} takes a word that is not empty`);
  }
  return {
    ...{ name: 'profile', locale, files, isEverySheet, threads, isJson: values.json ?? false },
    ...{ sheet: values.sheet ?? null, outFolder: values.out ?? null, dataFolder: values.data ?? null },
  };
}
