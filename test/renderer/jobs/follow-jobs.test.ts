import { expect, it, vi } from 'vitest';
import type { Job, JobEvent } from '../../../contract/jobs.ts';
import { followJobs } from '../../../renderer/jobs/follow-jobs.ts';
import { buildJob } from '../build-job.ts';

const noMore = async () => ({ jobs: [], total: 0 });

async function* feed(events: readonly JobEvent[], fault?: Error): AsyncGenerator<JobEvent> {
  yield* events;
  if (fault) throw fault;
}

it('hands over changes that come together in one piece, the list first', async () => {
  const stop = new AbortController();
  const job = buildJob();
  const given: (readonly JobEvent[])[] = [];
  await followJobs({
    watch: async () =>
      feed([
        { type: 'jobsListed', jobs: [job] },
        { type: 'jobChanged', job: { ...job, state: 'running' } },
        { type: 'jobChanged', job: { ...job, state: 'completed' } },
      ]),
    list: noMore,
    onEvents: (events) => {
      given.push(events);
      if (given.length === 2) stop.abort();
    },
    onOlder: () => {},
    signal: stop.signal,
  });
  expect(given.map((events) => events.map((event) => event.type))).toEqual([
    ['jobsListed'],
    ['jobChanged', 'jobChanged'],
  ]);
});

it('begins anew when the feed ends or fails', async () => {
  const stop = new AbortController();
  const watch = vi
    .fn()
    .mockRejectedValueOnce(new Error('not open'))
    .mockResolvedValueOnce(feed([{ type: 'jobsListed', jobs: [] }], new Error('broken off')))
    .mockResolvedValueOnce(feed([{ type: 'jobsListed', jobs: [buildJob()] }]));
  const lists: number[] = [];
  await followJobs({
    watch,
    list: noMore,
    onEvents: ([first]) => {
      if (first?.type === 'jobsListed') lists.push(first.jobs.length);
      if (lists.length === 2) stop.abort();
    },
    onOlder: () => {},
    signal: stop.signal,
    reconnectMs: 1,
  });
  expect(lists).toEqual([0, 1]);
  expect(watch).toHaveBeenCalledTimes(3);
});

it('fetches the jobs beyond the list, page by page', async () => {
  const stop = new AbortController();
  const all = Array.from({ length: 2300 }, () => buildJob());
  const older: Job[] = [];
  const offsets: number[] = [];
  await followJobs({
    watch: async (signal) =>
      (async function* (): AsyncGenerator<JobEvent> {
        yield { type: 'jobsListed', jobs: all.slice(0, 1000) };
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      })(),
    list: async ({ limit, offset }) => {
      offsets.push(offset);
      return { jobs: all.slice(offset, offset + limit), total: all.length };
    },
    onEvents: () => {},
    onOlder: (jobs) => {
      older.push(...jobs);
      if (older.length === 1300) stop.abort();
    },
    signal: stop.signal,
  });
  expect(offsets).toEqual([1000, 2000]);
  expect(older.map((job) => job.id)).toEqual(all.slice(1000).map((job) => job.id));
});
