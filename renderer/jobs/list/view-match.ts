import type { JobFilter } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';

/** Whether the filter keeps a job, as the engine decides it. */
export function isKept(job: Job, filter: JobFilter): boolean {
  const { states, search, batchId, fromMs, toMs, priority } = filter;
  if (states.length > 0 && !states.includes(job.state)) return false;
  if (batchId !== null && job.batchId !== batchId) return false;
  if (priority !== null && job.priority !== priority) return false;
  if (fromMs !== null && job.createdAtMs < fromMs) return false;
  if (toMs !== null && job.createdAtMs > toMs) return false;
  return search === '' || `${job.fileName}\n${job.sheet ?? ''}`.toLowerCase().includes(search.toLowerCase());
}
