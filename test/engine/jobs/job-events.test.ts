import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { type JobChange, JobEvents } from '../../../engine/jobs/job-events.ts';
import { waitingProgress } from '../../../engine/jobs/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const queued = { id: 'job', batchId: 'batch', state: 'queued', progress: waitingProgress } as unknown as Job;
const running = (fraction: number): Job => ({
  ...queued,
  ...{ state: 'running', progress: { ...queued.progress, fraction } },
});

function listen() {
  const events = new JobEvents();
  const told: JobChange[] = [];
  const stop = events.listen((change) => told.push(change));
  const fractions = () =>
    told.flatMap((change) => (change.type === 'jobChanged' ? [change.job.progress.fraction] : []));
  return { events, told, stop, fractions };
}

describe('job events', () => {
  it('tell progress at most ten times a second, and the newest', () => {
    const { events, fractions } = listen();
    let now = 0;
    events.changed(running(0));
    for (let step = 1; step <= 100; step++) {
      now = step / 100;
      events.progressed(queued.id, () => running(now));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(fractions().length).toBeLessThanOrEqual(12);
    expect(fractions().length).toBeGreaterThanOrEqual(10);
    expect(fractions().at(-1)).toBe(1);
  });

  it('tell a change of state at once and nothing held back after it', () => {
    const { events, told } = listen();
    events.changed(running(0));
    events.progressed(queued.id, () => running(0.5));
    events.changed({ ...queued, state: 'completed' });
    vi.advanceTimersByTime(500);
    expect(told.map((change) => change.type === 'jobChanged' && change.job.state)).toEqual(['running', 'completed']);
  });

  it('tell nobody who has left, and nothing of a job that no longer runs', () => {
    const { events, told, stop } = listen();
    events.progressed(queued.id, () => null);
    vi.advanceTimersByTime(500);
    expect(told).toEqual([]);
    stop();
    events.removed(queued.id);
    expect(told).toEqual([]);
  });
});
