import type { JobFilter } from '../../../contract/job-requests.ts';
import type { Job, JobCounts } from '../../../contract/jobs.ts';
import { noCounts } from '../../builders/build-job.ts';
import { completed, profileArtifacts, progressAt, waiting } from './sample-jobs.ts';

export const noFilter: JobFilter = { states: [], search: '', batchId: null, fromMs: null, toMs: null, priority: null };

export function isKept(job: Job, { states, search, batchId, fromMs, toMs, priority }: JobFilter): boolean {
  return (
    (states.length === 0 || states.includes(job.state)) &&
    (batchId === null || job.batchId === batchId) &&
    (priority === null || job.priority === priority) &&
    (fromMs === null || job.createdAtMs >= fromMs) &&
    (toMs === null || job.createdAtMs <= toMs) &&
    (search === '' || `${job.fileName}\n${job.sheet ?? ''}`.toLowerCase().includes(search.toLowerCase()))
  );
}

export function countsOf(jobs: Iterable<Job>): JobCounts {
  const counts = { ...noCounts };
  for (const job of jobs) counts[job.state] += 1;
  return counts;
}

export function advanced(job: Job): Job {
  const fraction = Math.min(1, job.progress.fraction + 0.004);
  if (fraction >= 1) return { ...job, ...completed(Date.now() - (job.startedAtMs ?? 0), Date.now()) };
  return {
    ...job,
    artifacts: fraction > 0.7 ? profileArtifacts.slice(0, 2) : [],
    progress: progressAt(fraction, job.sheet),
  };
}

export const asQueued: Partial<Job> = { state: 'queued', progress: waiting, fault: null, attempt: 0, waitReason: null };
