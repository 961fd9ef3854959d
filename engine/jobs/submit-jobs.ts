import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Priority, Submitter } from '../../contract/job-states.ts';
import { completeOptions, type RecipeName, type Submission } from '../../contract/recipes.ts';
import type { JobRecord, NewBatch, NewJob, WorkInput } from '../archive/job-record.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { type Audit, actorOf } from '../upkeep/audit.ts';
import type { Estimates } from './estimates.ts';
import { newJobId } from './job-id.ts';
import type { JobQueue } from './queue/job-queue.ts';

/** What a job works on. */
export interface NewInput extends WorkInput {
  /** Earlier tables: others beside the job compare its input with these. */
  readonly since?: readonly WorkInput[];
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
  readonly inputs: readonly NewInput[];
  /** What every job needs beside its own input. */
  readonly otherInputs: readonly WorkInput[];
  /** How inputs are compared with earlier tables. */
  readonly sinceOptions?: Extract<Submission, { recipe: 'compare' }>['options'];
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

/** The jobs of `work`, in its order. */
export async function newJobs(
  work: Omit<NewWork, 'name' | 'submitter' | 'results'>,
  { estimates, ...settings }: Pick<SubmitOptions, 'maxAttempts'> & { readonly estimates: Pick<Estimates, 'estimate'> },
): Promise<NewJob[]> {
  const maxAttempts = settings.maxAttempts();
  const { recipe, priority, notBeforeMs, isReuseAllowed, otherInputs } = work;
  const options = completeOptions(recipe, work.options);
  const jobs: NewJob[] = [];
  const sinceOptions = completeOptions('compare', work.sinceOptions ?? {});
  for (const { input, reading, since = [] } of work.inputs) {
    jobs.push({
      ...{ id: newJobId(), recipe, options, input, reading, otherInputs, priority, notBeforeMs, isReuseAllowed },
      ...{ maxAttempts, estimate: estimates.estimate(recipe, input) },
    });
    for (const earlier of since) {
      jobs.push({
        ...{ id: newJobId(), recipe: 'compare', options: sinceOptions, input, reading },
        ...{ otherInputs: [earlier], priority, notBeforeMs, isReuseAllowed, maxAttempts },
        estimate: estimates.estimate('compare', input),
      });
    }
    if (jobs.length % sliceJobs === 0) await nextTurn();
  }
  return jobs;
}
