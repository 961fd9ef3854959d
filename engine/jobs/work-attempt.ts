import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { faultRegistry } from '../../contract/fault-registry.ts';
import { Fault, toFaultData } from '../../contract/faults.ts';
import type { ModelDescription } from '../../contract/models/model-library-orders.ts';
import { ContentMissing } from '../archive/content-repository.ts';
import type { JobRecord } from '../archive/job-record.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { trainedModel } from '../models/trained-model.ts';
import type { Attempt } from './attempt.ts';
import { formatOf } from './file-format.ts';
import type { AttemptEnd } from './queue/job-queue.ts';
import { retryDelayMs } from './retry-delay.ts';
import { artifactsOf, notesOf, type RecipeResult, type RunRecipeOptions, runRecipe } from './run-recipe.ts';

export interface WorkAttemptOptions extends RunRecipeOptions {
  readonly attemptTimeoutMs: () => number;
  readonly random: () => number;
  /** Once the host closes, an end that cannot be written is left to the next start. */
  readonly isClosing: () => boolean;
  readonly onTrouble: (sentence: string, error: unknown) => void;
  readonly onCompleted: (id: string) => void;
  /** The end of an attempt is being written: what is claimed now is claimed behind it. */
  readonly onSettling: () => void;
}

/** How often an end is written again when the archive cannot be written, as on a full disk; longer and longer. */
const writeRetry = { firstMs: 250, longestMs: 5_000, timesWhenClosing: 4 };

/** Where an attempt writes before anything is finished: a folder of its own, so that no earlier attempt can disturb it. */
const scratchNameOf = ({ record }: Attempt): string => `${record.id}-${record.attempt}`;

/** Works on a job until the attempt has come to an end and that end is on record; never throws. */
export async function workAttempt(attempt: Attempt, options: WorkAttemptOptions): Promise<void> {
  const { artifacts, onTrouble } = options;
  const timeoutMs = options.attemptTimeoutMs();
  const timedOut = new Fault('JOB_TIMED_OUT', { minutes: Math.max(1, Math.round(timeoutMs / 60_000)) });
  const timer = setTimeout(() => attempt.stop('timedOut', timedOut), timeoutMs);
  let fault = await tryToComplete(attempt, options);
  clearTimeout(timer);
  await attempt.stopOrders();
  if (fault === null) {
    // Most of it are the artifacts by other names: the next job need not wait for these to go.
    artifacts.removeScratchFolderSoon(scratchNameOf(attempt));
    return options.onCompleted(attempt.record.id);
  }
  // First the scratch: on a full disk it is the room that the archive needs, and that the next job needs.
  await artifacts.removeScratchFolder(scratchNameOf(attempt)).catch((error) => {
    onTrouble('A scratch folder could not be removed; the next start removes it.', error);
  });
  if (attempt.stopReason === 'leaseLost') return;
  if (attempt.stopReason === 'timedOut') fault = timedOut;
  if (attempt.stopReason === null && fault.detail) attempt.log('error', `${fault.code}: ${fault.detail}`);
  await writeEnd(attempt, fault, options).catch((error) => {
    onTrouble('The end of a job could not be noted; the next start takes it up again.', error);
  });
}

/** Null once the job is completed; else the fault that kept it from that. */
async function tryToComplete(attempt: Attempt, options: WorkAttemptOptions): Promise<Fault | null> {
  try {
    attempt.signal.throwIfAborted();
    const scratchFolder = await options.artifacts.makeScratchFolder(scratchNameOf(attempt));
    let result = await runRecipe(attempt, scratchFolder, options);
    if (result.kind === 'reused' && !(await tryToReuse(attempt, result, options))) {
      // Its files have gone in the meantime: the work is done after all.
      attempt.record = { ...attempt.record, isReuseAllowed: false };
      result = await runRecipe(attempt, scratchFolder, options);
    }
    if (result.kind === 'made') await complete(attempt, result, options);
    return null;
  } catch (error) {
    if (error instanceof Fault && error.code === 'JOB_LEASE_LOST') attempt.stop('leaseLost');
    return faultOfWriteError(error);
  }
}

/** Completes the job in one transaction with its artifacts. */
async function complete(
  attempt: Attempt,
  { files, shards }: RecipeResult & { kind: 'made' },
  options: WorkAttemptOptions,
): Promise<void> {
  const { archive, artifacts, now } = options;
  const made = artifactsOf(files);
  const model = await trainedModel(attempt.record, files, (file) => attempt.run('describe-model', { path: file.path }));
  await artifacts.keep(files, () =>
    settle(attempt, { kind: 'completed', durationMs: attempt.durationMs }, options, () => {
      archive.artifacts.attach(attempt.claim, made, now());
      if (model) archive.models.add(model, now());
      shards.complete();
      // What an earlier attempt had done part of says nothing about how long the whole takes.
      if (shards.keptShards === 0) noteDuration(attempt, options);
    }),
  );
}

/** Completes the job with the artifacts of an earlier one; false when these are no longer there. */
async function tryToReuse(
  attempt: Attempt,
  { from }: RecipeResult & { kind: 'reused' },
  options: WorkAttemptOptions,
): Promise<boolean> {
  const { archive, artifacts: folder, now } = options;
  const { sheet, rows, columns } = from;
  const artifacts = from.artifacts.filter(({ kind }) => !kind.startsWith('report-'));
  if (artifacts.length === 0 || sheet === null || rows === null || columns === null) return false;
  attempt.table = { sheet: sheetAsTaken(sheet, from, attempt.record), rows, columns };
  try {
    // The model it made is in the library, unless it was removed since.
    const kept = artifacts.filter(({ kind, sha256 }) => kind === 'model' && !archive.models.withContent(sha256));
    const model = await trainedModel(attempt.record, kept, (content) =>
      describeStored(attempt, folder.pathOf(content)),
    );
    await settle(attempt, { kind: 'completed', durationMs: attempt.durationMs, reusedFrom: from.id }, options, () => {
      archive.artifacts.attach(attempt.claim, artifacts, now());
      if (model) archive.models.add(model, now());
    });
    return true;
  } catch (error) {
    if (!(error instanceof ContentMissing)) throw error;
    attempt.table = null;
    return false;
  }
}

/** What the sheet of an earlier job is called here: the one table of a text file is called after its file. */
function sheetAsTaken(sheet: string, from: JobRecord, { input }: JobRecord): string {
  const isText = ['csv', 'tsv', 'parquet', 'json'].includes(formatOf(input.fileName));
  return isText && sheet === path.parse(from.input.fileName).name ? path.parse(input.fileName).name : sheet;
}

/** Throws ContentMissing where the file has gone. */
async function describeStored(attempt: Attempt, modelPath: string): Promise<ModelDescription> {
  if (!existsSync(modelPath)) throw new ContentMissing(modelPath);
  return attempt.run('describe-model', { path: modelPath });
}

/** Puts an end on record, with what the attempt knows. Throws JOB_LEASE_LOST, and the reason of a stop that came before. */
async function settle(
  attempt: Attempt,
  end: AttemptEnd,
  options: WorkAttemptOptions,
  write: () => void = () => {},
): Promise<void> {
  const { archive, queue, recipes, now } = options;
  // Whoever was told that the job stops must not see it completed.
  if (end.kind === 'completed') attempt.signal.throwIfAborted();
  const notes = notesOf(attempt, recipes);
  const alongside = () => {
    archive.runningJobs.note(attempt.claim, notes);
    write();
  };
  const settled = queue.settle([{ claim: attempt.claim, end, alongside }], now());
  attempt.isSettling = true;
  options.onSettling();
  const [isHeld] = await settled;
  attempt.written(notes.logLines);
  if (!isHeld) throw new Fault('JOB_LEASE_LOST');
}

function noteDuration(attempt: Attempt, { archive, now }: WorkAttemptOptions): void {
  const { recipe, input, estimate } = attempt.record;
  const duration = {
    sizeBytes: input.sizeBytes,
    durationMs: attempt.durationMs,
    estimatedMs: estimate?.durationMs ?? null,
    memoryBytes: attempt.measurements.estimatedMemoryBytes ?? null,
  };
  archive.durations.note(recipe, formatOf(input.fileName), duration, now());
}

/**
 * Ends the attempt without a result. Where the archive cannot be written it is tried again until it can: what a person
 * decided, or a job's fault, is not forgotten for want of room.
 */
async function writeEnd(attempt: Attempt, fault: Fault, options: WorkAttemptOptions): Promise<void> {
  const { isClosing, onTrouble } = options;
  let waitMs = writeRetry.firstMs;
  for (let tries = 1; ; tries++) {
    try {
      await settle(attempt, endOf(attempt, fault, options), options);
      return;
    } catch (error) {
      if (error instanceof Fault && error.code === 'JOB_LEASE_LOST') return;
      if (isClosing() && tries >= writeRetry.timesWhenClosing) throw error;
      if (tries === writeRetry.timesWhenClosing) {
        onTrouble('The end of a job could not be written to the archive; trying again.', error);
      }
    }
    await sleep(waitMs);
    waitMs = Math.min(waitMs * 2, writeRetry.longestMs);
  }
}

function endOf(attempt: Attempt, fault: Fault, { now, random }: WorkAttemptOptions): AttemptEnd {
  const { durationMs, stopReason, record } = attempt;
  if (stopReason === 'cancelled' || stopReason === 'paused' || stopReason === 'hostClosed') {
    return { kind: stopReason, durationMs };
  }
  const { isRetryable } = faultRegistry[fault.code];
  const retryAtMs = isRetryable ? now() + retryDelayMs(record.failures + 1, random) : null;
  return { kind: stopReason === 'timedOut' ? 'timedOut' : 'failed', durationMs, fault: toFaultData(fault), retryAtMs };
}
