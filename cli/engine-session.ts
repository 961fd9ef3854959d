import path from 'node:path';
import type { Locale } from '../contract/texts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../engine/local-client.ts';
import type { ThreadPool } from '../engine/pool/thread-pool.ts';
import type { Invocation } from './command-line.ts';
import { defaultDataFolder } from './default-data-folder.ts';
import { poolOptions } from './early-threads.ts';
import type { Interruption } from './interruption.ts';
import { type MisuseCode, MisuseError } from './misuse.ts';
import type { TextOutput } from './progress-display.ts';
import { tellNotices } from './tell-notices.ts';

export interface Surroundings {
  /** What relative paths start from. */
  readonly folder: string;
  readonly output: TextOutput;
  readonly errorOutput: TextOutput;
  /** Threads that were started early, for this command. */
  readonly pool: ThreadPool | null;
}

/** What a command works with while it runs. */
export interface Session {
  readonly engine: Engine;
  readonly client: LocalClient;
  readonly invocation: Invocation;
  readonly locale: Locale;
  readonly surroundings: Surroundings;
  readonly interruption: Interruption;
  /** An absolute path for a word of the command line. */
  resolve(name: string): string;
  /** A line on stdout. */
  print(line: string): void;
  /** A line on stderr: what is no result. */
  tell(line: string): void;
  /** The last line of stdout with --json. */
  printJson(value: unknown): void;
}

/** Opens the engine on the data folder of the command line, lets `work` use it, and closes it whatever happens. */
export async function withEngine(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
  works: 'everything' | 'ownJobs' | 'nothing',
  threads: number,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const { locale, options } = invocation;
  const resolve = (name: string) => path.resolve(surroundings.folder, name);
  const print = (line: string) => void surroundings.output.write(`${line}\n`);
  const tell = (line: string) => void surroundings.errorOutput.write(`${line}\n`);
  const engine = await createEngine({
    dataFolder: options.data === undefined ? defaultDataFolder() : resolve(options.data),
    hostKind: 'commandLine',
    works,
    ...poolOptions(threads, invocation.command),
    pool: surroundings.pool,
    onTrouble: (sentence, error) => tell(`${sentence} ${String(error)}`),
  });
  try {
    const client = createLocalClient(engine);
    await tellNotices(engine, locale, tell);
    const printJson = (value: unknown) => print(JSON.stringify(value));
    return await work({
      ...{ engine, client, invocation, locale, surroundings, interruption },
      ...{ resolve, print, tell, printJson },
    });
  } finally {
    await engine.close();
  }
}

/** Jobs in which an abbreviated id is looked for. */
const abbreviableJobs = 1000;

/** The end of an id, which is its random part: the beginning tells the time, and jobs submitted together share it. */
export const shortId = (id: string): string => id.slice(-8);

/** The one of `ids` that `word` is or ends. Throws MisuseError, `unknown` where there is none. */
export function idOf(word: string, ids: readonly string[], unknown: MisuseCode): string {
  const found = ids.filter((id) => id === word || (word.length >= 4 && id.endsWith(word)));
  if (found.length !== 1) throw new MisuseError(found.length === 0 ? unknown : 'idAmbiguous', { word });
  return found[0]!;
}

/** The ids that `words` are or end; among the newest jobs an end will do. Throws MisuseError. */
export async function jobIdsOf({ client }: Session, words: readonly string[]): Promise<string[]> {
  let newest: readonly string[] | null = null;
  const ids: string[] = [];
  for (const word of words) {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word)) {
      ids.push(word);
      continue;
    }
    newest ??= (await client.jobs.listJobs({ limit: abbreviableJobs, offset: 0 })).jobs.map((job) => job.id);
    ids.push(idOf(word, newest, 'idUnknown'));
  }
  return ids;
}
