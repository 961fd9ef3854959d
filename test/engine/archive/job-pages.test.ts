import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobFilter, jobFilterSchema, jobOrders } from '../../../contract/job-requests.ts';
import { jobStates, priorities } from '../../../contract/job-states.ts';
import type { JobRecord } from '../../../engine/archive/job-record.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import type { JobOrder } from '../../../engine/archive/page-plan.ts';
import { isEndedState } from '../../../engine/jobs/job-states.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import fc from '../../builders/fast-check.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';

const startMs = 1_700_000_000_000;
const fileNames = ['Grades 2024.xlsx', '学生成绩.csv', 'sales.csv', 'SALES north.xlsx', 'Äpfel.csv'];

let folder: ArchiveFolder;
let archive: Archive;
let jobs: JobRecord[];
let batchIds: string[];

/** 3,000 jobs in batches of many sizes, in all states. */
beforeAll(async () => {
  folder = await ArchiveFolder.make();
  archive = folder.open();
  const queue = new EmbeddedQueue(archive);
  batchIds = [];
  const ids: string[] = [];
  for (let batchNumber = 0; ids.length < 3000; batchNumber++) {
    const batch = newBatch();
    const size = [1, 1, 7, 1500, 60][batchNumber % 5]!;
    const made = Array.from({ length: size }, (_, place) => {
      const number = ids.length + place;
      const fileName = `${number % 7} ${fileNames[number % fileNames.length]}`;
      const input = { path: `/data/${number}`, fileName, sizeBytes: (number * 7919) % 997, modifiedAtMs: null };
      const notBeforeMs = number % 11 === 0 ? startMs + 1e9 : null;
      return newJob(fileName, { input, notBeforeMs, priority: priorities[number % 3]! });
    });
    await queue.submit(batch, made, { nowMs: startMs + batchNumber * 1000, hostId: 'host' });
    batchIds.push(batch.id);
    ids.push(...made.map((job) => job.id));
  }
  const cause = { nowMs: startMs + 1e6, hostId: 'host' };
  await queue.pauseWaiting(
    ids.filter((_, place) => place % 13 === 1),
    cause,
  );
  await queue.cancelWaiting(
    ids.filter((_, place) => place % 17 === 2),
    cause,
  );
  const claims = await queue.claim({
    hostId: 'host',
    leaseMs: 1000,
    limit: 2000,
    nowMs: cause.nowMs,
    maxRunning: 5000,
  });
  const fault = { code: 'WORKER_DIED', values: {}, detail: null } as const;
  const settlements = claims.slice(20).map((claim, place) => {
    const durationMs = ((place * 31) % 500) + 0.25;
    if (place % 5 === 0) return { claim, end: { kind: 'failed' as const, durationMs, fault, retryAtMs: null } };
    return { claim, end: { kind: 'completed' as const, durationMs } };
  });
  await queue.settle(settlements, cause.nowMs);
  jobs = await Promise.all(ids.map(async (id) => (await queue.find(id))!));
});
afterAll(() => folder.remove());

const filterOf = (filter: Partial<JobFilter>) => jobFilterSchema.parse(filter);

function isKept(job: JobRecord, filter: JobFilter): boolean {
  const text = `${job.input.fileName} ${job.sheet ?? ''}`.toLowerCase();
  return (
    (filter.states.length === 0 || filter.states.includes(job.state)) &&
    (filter.batchId === null || filter.batchId === job.batchId) &&
    (filter.priority === null || filter.priority === job.priority) &&
    (filter.fromMs === null || job.createdAtMs >= filter.fromMs) &&
    (filter.toMs === null || job.createdAtMs <= filter.toMs) &&
    text.includes(filter.search.toLowerCase())
  );
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a.toLowerCase()), Buffer.from(b.toLowerCase()));
const hasEnded = ({ state }: JobRecord) => Number(isEndedState(state));
const byRank = (a: JobRecord, b: JobRecord) => a.rank - b.rank || a.sequence - b.sequence;
const orders: Record<JobOrder, (a: JobRecord, b: JobRecord) => number> = {
  newest: (a, b) => b.sequence - a.sequence,
  queue: (a, b) => hasEnded(a) - hasEnded(b) || (hasEnded(a) ? b.sequence - a.sequence : byRank(a, b)),
  name: (a, b) => byBytes(a.input.fileName, b.input.fileName) || a.sequence - b.sequence,
  duration: (a, b) =>
    hasEnded(b) - hasEnded(a) || (b.durationMs ?? -1) - (a.durationMs ?? -1) || b.sequence - a.sequence,
  size: (a, b) => b.input.sizeBytes - a.input.sizeBytes || b.sequence - a.sequence,
};

/** A batch keeps the order of its ranks as its jobs end. */
const ordering = (order: JobOrder, { batchId }: JobFilter) =>
  order === 'queue' && batchId !== null ? byRank : orders[order];

describe('pages of jobs', () => {
  it('hold jobs in every state', () => {
    expect(new Set(jobs.map((job) => job.state))).toEqual(new Set(jobStates));
  });

  it('are what sorting all kept jobs would give, whatever the filter, the order and the place', async () => {
    const filters = fc.record({
      states: fc.subarray([...jobStates]),
      search: fc.oneof(fc.constant(''), fc.constantFrom('sales', 'SALES N', '成绩', 'äpfel', '%', 'x', 'nothing')),
      batchId: fc.option(fc.nat(4).map((place) => batchIds[place]!)),
      fromMs: fc.option(fc.integer({ min: startMs - 1, max: startMs + 10_000 })),
      toMs: fc.option(fc.integer({ min: startMs - 1, max: startMs + 10_000 })),
      priority: fc.option(fc.constantFrom(...priorities)),
    });
    const places = fc.record({ limit: fc.integer({ min: 1, max: 60 }), offset: fc.nat(3100) });
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...jobOrders), places, async (filter, order, { limit, offset }) => {
        const kept = jobs.filter((job) => isKept(job, filter)).sort(ordering(order, filter));
        const page = await archive.jobPages.page({ filter, order, limit, offset });
        expect(page.total).toBe(kept.length);
        expect(page.jobs.map((job) => job.id)).toEqual(kept.slice(offset, offset + limit).map((job) => job.id));
      }),
      { numRuns: 300 },
    );
  });

  it('give the same records as a look at each job', async () => {
    const { jobs: page } = await archive.jobPages.page({
      filter: filterOf({}),
      order: 'newest',
      limit: 1000,
      offset: 0,
    });
    expect(page).toEqual([...jobs].sort(orders.newest).slice(0, 1000));
  });

  it('have the ids of a whole selection behind them', async () => {
    const all = await archive.jobPages.ids(filterOf({ search: 'sales' }), null);
    const expected = jobs.filter((job) => isKept(job, filterOf({ search: 'sales' }))).sort(orders.newest);
    expect(all).toEqual(expected.map((job) => job.id));
    expect(await archive.jobPages.ids(filterOf({ states: ['dead'] }), ['completed'])).toEqual([]);
    const dead = await archive.jobPages.ids(filterOf({ batchId: batchIds[3]! }), ['dead', 'cancelled']);
    const isDead = (job: JobRecord) => job.batchId === batchIds[3] && ['dead', 'cancelled'].includes(job.state);
    expect(dead).toHaveLength(jobs.filter(isDead).length);
  });
});

describe('entries', () => {
  it('are batches of several jobs, and jobs that stand alone, newest first', () => {
    const { entries, total } = archive.batches.entries(1000, 0);
    expect(total).toBe(batchIds.length);
    expect(entries.map((entry) => (entry.type === 'job' ? entry.job.batchId : entry.batch.id))).toEqual(
      [...batchIds].reverse(),
    );
    for (const entry of entries) {
      if (entry.type === 'job') expect(entry.job).toEqual(jobs.find((job) => job.id === entry.job.id));
      else {
        const own = jobs.filter((job) => job.batchId === entry.batch.id);
        const counts = jobStates.map((state) => [state, own.filter((job) => job.state === state).length]);
        expect(entry.batch.counts).toEqual(Object.fromEntries(counts));
        expect(entry.batch.jobs).toBe(own.length);
        const completed = own.filter((job) => job.state === 'completed');
        expect(entry.batch.durationMs).toBeCloseTo(
          completed.reduce((sum, job) => sum + job.durationMs!, 0),
          6,
        );
        expect(entry.batch.sizeBytes).toBe(completed.reduce((sum, job) => sum + job.input.sizeBytes, 0));
      }
    }
    expect(archive.batches.entries(3, 2).entries).toEqual(entries.slice(2, 5));
  });
});
