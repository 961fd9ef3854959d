import { Fault } from '../../contract/faults.ts';
import type { Artifact } from '../../contract/jobs.ts';
import type { NamedScratchFile } from '../../contract/orders.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ReuseKey } from '../archive/running-job-repository.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { modelUnknown } from '../models/model-unknown.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { fingerprintInputs } from '../recipes/fingerprint-inputs.ts';
import type { Recipe, RecipeContext } from '../recipes/recipe.ts';
import { engineVersion } from '../version.ts';
import type { Attempt } from './attempt.ts';
import { type FileFormat, formatOf } from './file-format.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { JobShards } from './shards/job-shards.ts';
import { workJob } from './work-job.ts';

export interface RunRecipeOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly queue: JobQueue;
  readonly recipes: Readonly<Record<RecipeName, Recipe>>;
  readonly now: () => number;
  readonly maxTableBytes: () => number;
  readonly checkpointDelayMs: number | undefined;
  readonly onProgress: (attempt: Attempt) => void;
  /** The job has something new to show, such as first results. */
  readonly onShown: (attempt: Attempt) => void;
}

/** What an attempt that went through has found: files of its own, or the artifacts of an earlier job. */
export type RecipeResult =
  | { readonly kind: 'made'; readonly files: readonly NamedScratchFile[]; readonly shards: JobShards }
  | { readonly kind: 'reused'; readonly from: JobRecord };

/** What must be alike for the result of an earlier job to be this one's. */
export function reuseKeyOf(
  job: Pick<JobRecord, 'recipe' | 'options' | 'reading' | 'otherInputs' | 'input'>,
  recipes: Readonly<Record<RecipeName, Recipe>>,
): ReuseKey {
  const { recipe, options, reading, input } = job;
  const otherReadings = job.otherInputs.map((other) => other.reading);
  const recipeVersion = recipes[recipe].version;
  return { recipe, recipeVersion, engineVersion, options, reading, otherReadings, sizeBytes: input.sizeBytes };
}

/** Works on a job in `scratchFolder`. Throws the recipe's fault, or the reason why the attempt was stopped. */
export async function runRecipe(
  attempt: Attempt,
  scratchFolder: string,
  options: RunRecipeOptions,
): Promise<RecipeResult> {
  const { record, claim } = attempt;
  const { archive, artifacts, queue, recipes, checkpointDelayMs } = options;
  const from = record.isReuseAllowed ? await findReusable(attempt, options) : null;
  if (from) return { kind: 'reused', from };
  const shards = new JobShards({
    ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts },
    write: (write) => queue.writeWithClaim(claim, write),
    isCancelled: () => attempt.stopReason === 'cancelled',
    ...(checkpointDelayMs === undefined ? {} : { delayMs: checkpointDelayMs }),
  });
  const files = await workJob(recipes[record.recipe], contextOf(attempt, scratchFolder, options), shards);
  attempt.signal.throwIfAborted();
  return { kind: 'made', files, shards };
}

/** An earlier job with the same bytes and all else alike. Only where there may be one the bytes are looked at first. */
async function findReusable(attempt: Attempt, { archive, recipes }: RunRecipeOptions): Promise<JobRecord | null> {
  const key = reuseKeyOf(attempt.record, recipes);
  if (!archive.runningJobs.hasLike(key)) return null;
  attempt.fingerprint = await fingerprintInputs(attempt.record, (kind, order) => attempt.run(kind, order));
  const equal = archive.runningJobs.findEqual(key, attempt.fingerprint);
  return equal && formatsOf(equal).join() === formatsOf(attempt.record).join() ? equal : null;
}

/** Files are read as their names promise: equal bytes under another ending are another table, or none. */
function formatsOf({ input, otherInputs }: JobRecord): FileFormat[] {
  return [input, ...otherInputs.map((other) => other.input)].map(({ fileName }) => formatOf(fileName));
}

function contextOf(attempt: Attempt, scratchFolder: string, options: RunRecipeOptions): RecipeContext {
  const { archive, artifacts, pool, maxTableBytes, onProgress, onShown } = options;
  const { record, signal } = attempt;
  return {
    ...{ job: record, signal, scratchFolder, maxTableBytes: maxTableBytes(), computeThreads: pool.computeThreads },
    fingerprint: attempt.fingerprint,
    model: (id) => {
      const found = archive.models.find(id);
      if (!found) throw modelUnknown(id);
      return { path: artifacts.pathOf(found), sha256: found.sha256, name: found.name, version: found.version };
    },
    run: (kind, order, onNotice) => attempt.run(kind, order, onNotice),
    showProgress: (progress) => {
      attempt.progress = progress;
      onProgress(attempt);
    },
    showTable: (table, fingerprint) => {
      attempt.table = table;
      attempt.fingerprint = fingerprint;
      onShown(attempt);
    },
    measure: (name, value) => {
      attempt.measurements[name] = value;
    },
    log: (level, text) => attempt.log(level, text),
    publish: (files) => publish(attempt, files, options),
  };
}

async function publish(
  attempt: Attempt,
  files: readonly NamedScratchFile[],
  { archive, artifacts, queue, recipes, now, onShown }: RunRecipeOptions,
): Promise<void> {
  const notes = notesOf(attempt, recipes);
  const isHeld = await artifacts.keep(files, () =>
    queue.writeWithClaim(attempt.claim, () => {
      archive.artifacts.attach(attempt.claim, artifactsOf(files), now());
      archive.runningJobs.note(attempt.claim, notes);
    }),
  );
  if (!isHeld) {
    attempt.stop('leaseLost');
    throw new Fault('JOB_LEASE_LOST');
  }
  attempt.written(notes.logLines);
  attempt.signal.throwIfAborted();
  attempt.record = archive.jobs.find(attempt.record.id) ?? attempt.record;
  onShown(attempt);
}

/** What the attempt knows by now, to be put on record with whatever is written next. */
export function notesOf(attempt: Attempt, recipes: Readonly<Record<RecipeName, Recipe>>) {
  const { record, table, fingerprint, measurements } = attempt;
  return {
    ...{ fileName: record.input.fileName, table, fingerprint, engineVersion },
    recipeVersion: recipes[record.recipe].version,
    measurements: Object.keys(measurements).length > 0 ? { ...measurements } : null,
    logLines: [...attempt.unwrittenLines],
  };
}

/** Puts the log lines of a running attempt on record, with whatever else it knows; nothing while there are none. */
export async function saveNotes(
  attempt: Attempt,
  { archive, queue, recipes }: Pick<RunRecipeOptions, 'archive' | 'queue' | 'recipes'>,
): Promise<void> {
  const notes = notesOf(attempt, recipes);
  if (notes.logLines.length === 0) return;
  const isHeld = await queue.writeWithClaim(attempt.claim, () => archive.runningJobs.note(attempt.claim, notes));
  if (isHeld) attempt.written(notes.logLines);
}

/** The files of a result as the artifacts they become. */
export function artifactsOf(files: readonly NamedScratchFile[]): Artifact[] {
  return files.map(({ kind, sha256, sizeBytes, extension }) => ({ kind, variant: '', sha256, sizeBytes, extension }));
}
