import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Fault, reviveFault } from '../../contract/faults.ts';
import type { NamedScratchFile, Order, OrderKind, Reply } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import { profileOptionsSchema } from '../../contract/recipes.ts';
import type { JobRecord } from '../../engine/archive/job-record.ts';
import type { Checkpoints, FinishedShard, RecipeContext } from '../../engine/recipes/recipe.ts';
import runOrder from '../../workers/entry.ts';

export interface TestAttempt {
  readonly context: RecipeContext;
  /** The orders that were given, in their sequence. */
  readonly orders: { readonly kind: OrderKind; readonly order: Order<OrderKind> }[];
  readonly published: NamedScratchFile[];
  readonly tables: { readonly rows: number; readonly fingerprint: string }[];
  remove(): Promise<void>;
}

/** An attempt of a recipe at a real file, by the real handlers, on this thread. */
export async function testAttempt(file: string, changes: Partial<RecipeContext> = {}): Promise<TestAttempt> {
  const scratchFolder = await mkdtemp(path.join(os.tmpdir(), 'auspex-attempt-'));
  const found = await stat(file);
  const input = { path: file, fileName: path.basename(file), sizeBytes: found.size, modifiedAtMs: found.mtimeMs };
  const orders: TestAttempt['orders'] = [];
  const published: NamedScratchFile[] = [];
  const tables: { rows: number; fingerprint: string }[] = [];
  const run = async <K extends OrderKind>(kind: K, order: Order<K>): Promise<Reply<K>> => {
    orders.push({ kind, order });
    const answer = await runOrder({ kind, order, noticePort: null, cancelFlag: new SharedArrayBuffer(4) });
    if (answer.ok) return answer.reply as Reply<K>;
    throw reviveFault(answer.fault);
  };
  const context: RecipeContext = {
    job: {
      recipe: 'profile',
      input,
      reading: mainTable,
      otherInputs: [],
      options: profileOptionsSchema.parse({}),
    } as Partial<JobRecord> as JobRecord,
    ...{ signal: new AbortController().signal, scratchFolder, computeThreads: 2, maxTableBytes: 1e9 },
    ...{ fingerprint: null, run, showProgress: () => {}, measure: () => {}, log: () => {} },
    showTable: ({ rows }, fingerprint) => tables.push({ rows, fingerprint }),
    publish: async (files) => {
      published.push(...files);
    },
    model: () => {
      throw new Fault('MODEL_UNKNOWN');
    },
    ...changes,
  };
  const remove = () => rm(scratchFolder, { recursive: true, force: true });
  return { context, orders, published, tables, remove };
}

/** Checkpoints in memory that begin with `finished`, and the places handed in since. */
export function memoryCheckpoints(finished: Iterable<FinishedShard> = []) {
  const all = new Map([...finished].map((shard) => [shard.place, shard]));
  const handedIn: number[] = [];
  const checkpoints: Checkpoints = {
    finished: all,
    finish: (place, { reply, files }) => {
      if (all.has(place)) throw new Error(`shard ${place} was finished before`);
      // As it comes back from the archive: what JSON cannot hold would be lost.
      const shard = { place, reply: JSON.parse(JSON.stringify(reply)), files };
      handedIn.push(place);
      all.set(place, shard);
      return shard;
    },
  };
  return { checkpoints, handedIn, shards: () => [...all.values()].sort((a, b) => a.place - b.place) };
}
