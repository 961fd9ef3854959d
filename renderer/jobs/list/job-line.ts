import type { JobEntry } from '../../../contract/job-requests.ts';
import type { Batch, Job } from '../../../contract/jobs.ts';

/** A line of the list as it is drawn: a batch, a job (alone or in an opened batch), or one that is on its way. */
export type JobLine =
  | { readonly kind: 'batch'; readonly key: string; readonly batch: Batch; readonly isOpen: boolean }
  | { readonly kind: 'job'; readonly key: string; readonly job: Job; readonly isInBatch: boolean }
  | { readonly kind: 'pending'; readonly key: null; readonly isInBatch: boolean };

/** A line that stands for something: what can be chosen and acted on. */
export type FilledLine = Exclude<JobLine, { kind: 'pending' }>;

export const batchKey = (batchId: string) => `batch:${batchId}`;

export const keyOfEntry = (entry: JobEntry) => (entry.type === 'job' ? entry.job.id : batchKey(entry.batch.id));

export const nameOfLine = (line: FilledLine) => (line.kind === 'batch' ? line.batch.name : line.job.fileName);
