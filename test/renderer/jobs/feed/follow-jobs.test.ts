import { expect, it, vi } from 'vitest';
import type { JobEvent } from '../../../../contract/jobs.ts';
import { followJobs, newestOfEach } from '../../../../renderer/jobs/feed/follow-jobs.ts';
import { buildBatch, buildJob, noCounts } from '../../../builders/build-job.ts';

const reset: JobEvent = { type: 'jobsReset', counts: noCounts, isQueuePaused: false };

async function* feed(events: readonly JobEvent[], fault?: Error): AsyncGenerator<JobEvent> {
  yield* events;
  if (fault) throw fault;
}

it('hands over changes that come together in one piece, each thing once, the reset at once', async () => {
  const stop = new AbortController();
  const job = buildJob();
  const given: (readonly JobEvent[])[] = [];
  await followJobs({
    watch: async () =>
      feed([
        reset,
        { type: 'jobChanged', job: { ...job, state: 'running' } },
        { type: 'jobChanged', job: { ...job, state: 'completed' } },
      ]),
    onEvents: (events) => {
      given.push(events);
      if (given.length === 2) stop.abort();
    },
    signal: stop.signal,
  });
  expect(given).toEqual([[reset], [{ type: 'jobChanged', job: { ...job, state: 'completed' } }]]);
});

it('begins anew when the feed ends or fails', async () => {
  const stop = new AbortController();
  const watch = vi
    .fn()
    .mockRejectedValueOnce(new Error('not open'))
    .mockResolvedValueOnce(feed([reset], new Error('broken off')))
    .mockResolvedValueOnce(feed([reset]));
  let resets = 0;
  await followJobs({
    watch,
    onEvents: ([first]) => {
      if (first?.type === 'jobsReset') resets += 1;
      if (resets === 2) stop.abort();
    },
    signal: stop.signal,
    reconnectMs: 1,
  });
  expect(watch).toHaveBeenCalledTimes(3);
});

it('keeps the last event about each thing, a removal too', () => {
  const [a, b] = [buildJob(), buildJob()];
  const batch = buildBatch();
  const last: JobEvent[] = [
    { type: 'jobChanged', job: b },
    { type: 'batchChanged', batch },
    { type: 'jobRemoved', id: a.id },
  ];
  expect(newestOfEach([{ type: 'jobChanged', job: a }, { type: 'batchChanged', batch }, ...last])).toEqual(last);
});
