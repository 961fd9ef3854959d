import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createInterface } from 'node:readline';
import { submissionSchema } from '../../contract/recipes.ts';
import {
  crashModel,
  crashPrediction,
  crashSearch,
  crashTraining,
  earlierOf,
  isCompared,
  isPredicted,
  isSearched,
  isTrained,
} from './crash-tables.ts';

/** What the process is told in its first argument. */
export interface FireOrders {
  readonly dataFolder: string;
  readonly threads: number;
  /** What the threads run in place of the real workers; null: these. */
  readonly workerFile: string | null;
  readonly maxAttempts: number;
  /** Batches to submit, each a list of files. */
  readonly batches: readonly (readonly string[])[];
  /** Kills itself around its step of this number on the disk, before or after it; null: is killed from outside. */
  readonly fatalStep: { readonly number: number; readonly isBefore: boolean } | null;
  /** Ends once every job has ended. */
  readonly endsWhenDone: boolean;
}

const orders = JSON.parse(process.argv[2]!) as FireOrders;
const die = () => process.kill(process.pid, 'SIGKILL');

/** Counts what changes the disk beside the archive, so that a death can be laid right before or right after each step. */
function watchSteps({ number, isBefore }: NonNullable<FireOrders['fatalStep']>): void {
  let steps = 0;
  for (const name of ['link', 'rename', 'rm', 'mkdir', 'copyFile', 'open'] as const) {
    const original = fs[name] as (...args: unknown[]) => Promise<unknown>;
    const watched = async (...args: unknown[]) => {
      if (++steps !== number) return original(...args);
      if (isBefore) die();
      return original(...args).finally(die);
    };
    Object.assign(fs, { [name]: watched });
  }
  syncBuiltinESMExports();
}

if (orders.fatalStep) watchSteps(orders.fatalStep);

// Only now: the engine takes its functions as they are when it is loaded.
const { createEngine } = await import('../../engine/engine.ts');
const engine = await createEngine({
  ...{ dataFolder: orders.dataFolder, threads: { compute: orders.threads }, prewarmedLanes: [], checkpointDelayMs: 0 },
  settings: { maxAttempts: orders.maxAttempts, minFreeDiskBytes: 0 },
  ...(orders.workerFile ? { workerFile: orders.workerFile } : {}),
});
const tell = (line: string) => console.log(line);

// The parent is gone, or this process has outlived its part.
createInterface({ input: process.stdin }).on('close', () => process.exit(3));

tell('opened');
for (const files of orders.batches) {
  const inputs = [];
  for (const file of files) inputs.push({ ticket: (await engine.tickets.issueTicket(file)).id, tables: null });
  const name = `batch of ${files.length}`;
  const submission = submissionSchema.parse({ ...(await workOn(files)), isReuseAllowed: false, name, inputs });
  const { jobs } = await engine.jobs.submit(submission);
  tell(`accepted ${jobs.map((job) => job.id).join(' ')}`);
}
/** A batch is of one recipe. */
async function workOn(files: readonly string[]): Promise<object> {
  if (files.every(isCompared)) {
    const { id } = await engine.tickets.issueTicket(earlierOf(files[0]!));
    return { recipe: 'compare', otherInputs: [{ ticket: id, tables: null }] };
  }
  if (files.every(isSearched)) return { recipe: 'train', options: crashSearch };
  if (files.every(isTrained)) return { recipe: 'train', options: crashTraining };
  if (!files.every(isPredicted)) return { recipe: 'profile' };
  return { recipe: 'predict', options: { ...crashPrediction, modelId: engine.models.findNamed(crashModel)!.id } };
}
const unfinished = ({ scheduled, queued, paused, running }: Record<string, number>) =>
  scheduled! + queued! + paused! + running!;
const done = new AbortController();
for await (const event of engine.jobs.watch(done.signal)) {
  if (event.type === 'jobChanged') {
    const { artifacts, progress, state } = event.job;
    tell(`${state} ${progress.stage} ${Math.floor(10 * progress.fraction)} ${artifacts.length}`);
  }
  if (event.type !== 'jobsReset' && event.type !== 'countsChanged') continue;
  if (orders.endsWhenDone && unfinished(event.counts) === 0) done.abort();
}
// What deaths left behind is found by the sweep at the start.
await engine.upkeep.settled();
await engine.close();
process.exit(0);
