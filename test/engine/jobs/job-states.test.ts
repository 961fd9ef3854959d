import { describe, expect, it } from 'vitest';
import { jobStates } from '../../../contract/job-states.ts';
import { isEndedState, isTransitionAllowed, isWaitingState, jobTransitions } from '../../../engine/jobs/job-states.ts';

describe('job states', () => {
  it('lead from every state to an end', () => {
    for (const state of jobStates) {
      const reached = new Set([state]);
      for (const from of reached) for (const to of jobTransitions[from]) reached.add(to);
      expect([...reached].some(isEndedState)).toBe(true);
    }
  });

  it('lead nowhere from completed, and back to the queue alone from the other ends', () => {
    expect(jobTransitions.completed).toEqual([]);
    for (const state of ['dead', 'cancelled'] as const) expect(jobTransitions[state]).toEqual(['queued']);
  });

  it('let a job run only from the queue', () => {
    expect(jobStates.filter((state) => isTransitionAllowed(state, 'running'))).toEqual(['queued']);
  });

  it('wait, run, or have ended', () => {
    for (const state of jobStates) {
      expect([isWaitingState(state), state === 'running', isEndedState(state)].filter(Boolean)).toHaveLength(1);
    }
  });
});
