import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch, Job, JobCounts, JobEvent } from '../../../contract/jobs.ts';
import { JobEvents } from '../../../engine/jobs/job-events.ts';
import { watchJobs } from '../../../engine/jobs/watch-jobs.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const job = (id: string, fraction = 0) => ({ id, state: 'running', progress: { fraction } }) as unknown as Job;

/** A watcher that has read its first event. */
async function watch() {
  const events = new JobEvents();
  const leaving = new AbortController();
  let read = 0;
  const counts = async () => ({ counts: { running: ++read } as unknown as JobCounts, isQueuePaused: false });
  const batch = (id: string) => (id === 'gone' ? null : ({ id } as Batch));
  const watcher = watchJobs({ events, counts, batch }, leaving.signal);
  expect((await watcher.next()).value).toMatchObject({ type: 'jobsReset', isQueuePaused: false });
  const told: JobEvent[] = [];
  const done = (async () => {
    for await (const event of watcher) told.push(event);
  })();
  const words = () =>
    told.map((event) => {
      if (event.type === 'jobChanged') return `${event.job.id} ${event.job.progress.fraction}`;
      return event.type === 'batchChanged' ? `batch ${event.batch.id}` : event.type;
    });
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
  return { events, leaving, done, words, told, settle };
}

describe('a watcher', () => {
  it('hears of each job’s newest change only, in the order of the changes', async () => {
    const { events, words, settle } = await watch();
    for (let step = 1; step <= 50; step++) events.changed(job('a', step));
    events.changed(job('b', 1));
    events.changed(job('a', 51));
    await settle();
    // One that waited is handed the first at once.
    expect(words()).toEqual(['b 1', 'a 51']);
  });

  it('hears of sums four times a second at most', async () => {
    const { events, told, settle } = await watch();
    for (let step = 0; step < 100; step++) {
      events.countsTouched();
      events.batchTouched('one');
      events.batchTouched('gone');
      await settle(10);
    }
    await settle(1000);
    const counted = told.filter(({ type }) => type === 'countsChanged').length;
    expect(counted).toBeGreaterThanOrEqual(4);
    expect(counted).toBeLessThanOrEqual(6);
    expect(told.filter(({ type }) => type === 'batchChanged').length).toBeLessThanOrEqual(6);
  });

  it('hears that very much has changed in place of each of it', async () => {
    const { events, words, settle } = await watch();
    for (let number = 0; number < 1000; number++) events.changed(job(`job ${number}`));
    await settle();
    expect(words().filter((word) => word === 'jobsReset').length).toBeGreaterThan(0);
    expect(words().length).toBeLessThanOrEqual(205);
    events.reset();
    await settle();
    expect(words().at(-1)).toBe('jobsReset');
  });

  it('hears nothing any more once it has left', async () => {
    const { events, leaving, done, words, settle } = await watch();
    leaving.abort();
    await settle();
    await done;
    events.changed(job('a'));
    expect(words()).toEqual([]);
    expect(events.isHeard).toBe(false);
  });
});
