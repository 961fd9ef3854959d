import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Priority, Submitter } from '../../contract/job-states.ts';
import { profileOptionsSchema, type RecipeName, type Submission } from '../../contract/recipes.ts';
import type { JobInput, JobRecord, NewBatch, NewJob } from '../archive/job-record.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { type Audit, actorOf } from '../upkeep/audit.ts';
import type { Estimates } from './estimates.ts';
import { newJobId } from './job-id.ts';
import type { JobQueue } from './queue/job-queue.ts';

/** A file and the sheet to be read in it; null: the first visible one that holds a table. */
export interface WorkInput {
  readonly input: JobInput;
  readonly askedSheet: string | null;
}

/** Jobs to be accepted together, whoever asks for them. */
export interface NewWork {
  /** What the batch is called. */
  readonly name: string;
  readonly submitter: Submitter;
  readonly recipe: RecipeName;
  readonly options: Submission['options'];
  readonly priority: Priority;
  readonly notBeforeMs: number | null;
  readonly isReuseAllowed: boolean;
  readonly inputs: readonly WorkInput[];
  readonly results: NewBatch['results'];
  /** Runs in the transaction that accepts the jobs; what it throws undoes everything and reaches the caller. */
  readonly alongside?: (batchId: string) => void;
}

export interface SubmitOptions {
  readonly queue: JobQueue;
  readonly audit: Audit;
  readonly estimates: Estimates;
  readonly hostId: string;
  readonly maxAttempts: () => number;
  readonly now: () => number;
}

/** Jobs made ready in one turn of the event loop: a few milliseconds' work. */
const sliceJobs = 1000;

/**
 * Accepts jobs: all are on disk when it resolves, or none is. Files are compared with what was chosen only when their jobs
 * start, so that one bad file keeps no other from being accepted. Throws DISK_FULL and what `alongside` throws.
 */
export async function submitJobs(work: NewWork, options: SubmitOptions): Promise<JobRecord[]> {
  const { audit, hostId, now, queue } = options;
  const { name, submitter, results, alongside } = work;
  const batch: NewBatch = { id: newJobId(), name, submitter, results };
  const jobs = await newJobs(work, options);
  const subject = jobs.length === 1 ? jobs[0]!.input.fileName : `${name} (${jobs.length} jobs)`;
  try {
    const noteAll = () => {
      audit.note(actorOf(submitter), 'submitted', subject);
      alongside?.(batch.id);
    };
    return await queue.submit(batch, jobs, { nowMs: Math.round(now()), hostId, alongside: noteAll });
  } catch (error) {
    throw faultOfWriteError(error);
  }
}

async function newJobs(work: NewWork, { estimates, ...settings }: SubmitOptions): Promise<NewJob[]> {
  const maxAttempts = settings.maxAttempts();
  const { recipe, priority, notBeforeMs, isReuseAllowed } = work;
  const options = profileOptionsSchema.parse(work.options);
  const jobs: NewJob[] = [];
  for (const { input, askedSheet } of work.inputs) {
    jobs.push({
      ...{ id: newJobId(), recipe, options, input, askedSheet, priority, notBeforeMs, isReuseAllowed },
      ...{ maxAttempts, estimate: estimates.estimate(recipe, input) },
    });
    if (jobs.length % sliceJobs === 0) await nextTurn();
  }
  return jobs;
}
