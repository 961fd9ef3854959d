import type { JobState } from '../../contract/jobs.ts';

/** Where each state may lead. A running job goes back to queued when its process died or was closed under it. */
export const jobTransitions: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['running', 'cancelled'],
  running: ['completed', 'failed', 'cancelled', 'queued'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function isTransitionAllowed(from: JobState, to: JobState): boolean {
  return jobTransitions[from].includes(to);
}

/** Whether nothing more happens to a job in this state. */
export function isFinalState(state: JobState): boolean {
  return jobTransitions[state].length === 0;
}
