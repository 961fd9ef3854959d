import type { JobState } from '../../../contract/job-states.ts';
import type { Job } from '../../../contract/jobs.ts';

/** States of jobs that wait for something before they (go on to) run. */
export const waitingStates = ['scheduled', 'queued', 'paused'] as const satisfies readonly JobState[];
export const unfinishedStates = [...waitingStates, 'running'] as const satisfies readonly JobState[];
export const endedStates = ['completed', 'cancelled', 'dead'] as const satisfies readonly JobState[];

export const isWaiting = (state: JobState): boolean => waitingStates.some((waiting) => waiting === state);
export const isEnded = (state: JobState): boolean => endedStates.some((ended) => ended === state);

/** Whether there is enough of a result to look at, even while the job runs on. */
export function hasResult(job: Job): boolean {
  const isMade = (kind: string) => job.artifacts.some((artifact) => artifact.kind === kind);
  return (
    ['comparison', 'training-report', 'prediction-report'].some(isMade) ||
    (isMade('profile-overview') && isMade('profile-columns'))
  );
}
