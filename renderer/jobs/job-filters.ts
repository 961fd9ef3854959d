import type { Job, JobState } from '../../contract/jobs.ts';
import type { JobFilter } from '../store/jobs-slice.ts';

export const jobFilters: readonly JobFilter[] = ['all', 'active', 'completed', 'failed', 'cancelled'];

const filterOfState: Readonly<Record<JobState, JobFilter>> = {
  queued: 'active',
  running: 'active',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Whether the job still has work before it. */
export const isActive = (job: Job): boolean => filterOfState[job.state] === 'active';

/** How many of `jobs` each filter shows. */
export function countByFilter(jobs: Iterable<Job>): Record<JobFilter, number> {
  const counts: Record<JobFilter, number> = { all: 0, active: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const job of jobs) {
    counts.all += 1;
    counts[filterOfState[job.state]] += 1;
  }
  return counts;
}

/** The jobs that pass the filter and whose file or sheet contains `search`, newest first. */
export function shownJobs(jobs: Iterable<Job>, filter: JobFilter, search: string): Job[] {
  const wanted = search.trim().toLowerCase();
  const shown: Job[] = [];
  for (const job of jobs) {
    if (filter !== 'all' && filterOfState[job.state] !== filter) continue;
    if (wanted && !`${job.fileName}\n${job.sheet ?? ''}`.toLowerCase().includes(wanted)) continue;
    shown.push(job);
  }
  return shown.sort((a, b) => b.createdAtMs - a.createdAtMs);
}

/** Whether there is enough of a result to look at, even while the job runs on. */
export function hasResult(job: Job): boolean {
  const made = new Set(job.artifacts.map((artifact) => artifact.kind));
  return made.has('profile-overview') && made.has('profile-columns');
}
