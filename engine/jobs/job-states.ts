import type { JobState } from '../../contract/job-states.ts';

/** Which state may follow which; the queue alone changes states. Completed is final; dead and cancelled can be re-driven. */
export const jobTransitions: Readonly<Record<JobState, readonly JobState[]>> = {
  scheduled: ['queued', 'paused', 'cancelled'],
  queued: ['running', 'paused', 'cancelled'],
  paused: ['queued', 'scheduled', 'cancelled'],
  running: ['completed', 'cancelled', 'paused', 'queued', 'dead'],
  completed: [],
  cancelled: ['queued'],
  dead: ['queued'],
};

export function isTransitionAllowed(from: JobState, to: JobState): boolean {
  return jobTransitions[from].includes(to);
}

const endedStates: ReadonlySet<JobState> = new Set(['completed', 'cancelled', 'dead']);

/** Whether nothing more happens to a job of this state unless a person asks for it. */
export function isEndedState(state: JobState): boolean {
  return endedStates.has(state);
}

const waitingStates: ReadonlySet<JobState> = new Set(['scheduled', 'queued', 'paused']);

export function isWaitingState(state: JobState): boolean {
  return waitingStates.has(state);
}
