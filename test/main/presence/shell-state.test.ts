import { describe, expect, it } from 'vitest';
import {
  idleState,
  noCounts,
  type ShellState,
  shellStateAfter,
  withRunning,
  workFraction,
} from '../../../main/presence/shell-state.ts';
import { taskbarLook } from '../../../main/presence/taskbar.ts';
import { buildJob } from '../../builders/build-job.ts';

const counted = (state: ShellState, counts: Partial<typeof noCounts>, isQueuePaused = false) =>
  shellStateAfter(state, { type: 'countsChanged', counts: { ...noCounts, ...counts }, isQueuePaused });
const running = (fraction: number) => {
  const job = buildJob({ state: 'running' });
  return { ...job, progress: { ...job.progress, fraction } };
};

describe('shellStateAfter', () => {
  it('knows a job for as long as it runs', () => {
    const job = running(0.4);
    const during = shellStateAfter(idleState, { type: 'jobChanged', job });
    expect([...during.running.values()]).toEqual([{ id: job.id, label: 'grades.xlsx', fraction: 0.4 }]);
    expect(shellStateAfter(during, { type: 'jobChanged', job: { ...job, state: 'completed' } }).running.size).toBe(0);
    expect(shellStateAfter(during, { type: 'jobRemoved', id: job.id }).running.size).toBe(0);
  });

  it('forgets the running jobs at a reset, until they are read anew', () => {
    const state = withRunning(idleState, [running(0.1), { ...running(0.2), sheet: 'A' }]);
    expect([...state.running.values()].map(({ label }) => label)).toEqual(['grades.xlsx', 'grades.xlsx – A']);
    const reset = shellStateAfter(state, { type: 'jobsReset', counts: noCounts, isQueuePaused: true });
    expect(reset).toMatchObject({ isQueuePaused: true, running: new Map() });
  });
});

describe('workFraction', () => {
  it('is nothing while nothing is to be done, whatever was done before', () => {
    expect(workFraction(counted(idleState, { completed: 500 }))).toBeNull();
  });

  it('counts what has ended since there was nothing to do, and the parts of what runs', () => {
    let state = counted(idleState, { completed: 500 });
    state = counted(state, { completed: 500, running: 2, queued: 2 });
    expect(workFraction(state)).toBe(0);
    state = withRunning(counted(state, { completed: 501, dead: 1, running: 2 }), [running(0.5), running(0.5)]);
    expect(workFraction(state)).toBe(0.75);
    expect(workFraction(counted(state, { completed: 504 }))).toBeNull();
  });

  it('stays between 0 and 1 when ended jobs are removed meanwhile', () => {
    let state = counted(idleState, { completed: 500, running: 1 });
    state = counted(state, { completed: 3, running: 1 });
    const fraction = workFraction(state);
    expect(fraction).toBeGreaterThanOrEqual(0);
    expect(fraction).toBeLessThanOrEqual(1);
  });
});

describe('taskbarLook', () => {
  it('shows nothing when idle, a bar with a number while jobs run', () => {
    expect(taskbarLook(idleState)).toEqual({ fraction: -1, mode: 'none', badge: 0 });
    const state = withRunning(counted(idleState, { running: 1, queued: 3 }), [running(0.5)]);
    expect(taskbarLook(state)).toEqual({ fraction: 0.13, mode: 'normal', badge: 4 });
  });

  it('tells a paused queue from one that works', () => {
    const state = counted(counted(idleState, { running: 1, queued: 3 }), { running: 1, queued: 3 }, true);
    expect(taskbarLook(state).mode).toBe('paused');
    expect(taskbarLook(counted(state, { queued: 4 }, true))).toEqual({ fraction: -1, mode: 'none', badge: 0 });
  });
});
