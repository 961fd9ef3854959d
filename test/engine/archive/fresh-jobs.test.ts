import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type JobFilter, jobFilterSchema, jobOrders } from '../../../contract/job-requests.ts';
import { openDatabase } from '../../../engine/archive/database.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';
import { recount } from '../../builders/recount.ts';

let folder: ArchiveFolder;
let archive: Archive;
let queue: EmbeddedQueue;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
  archive = folder.open();
  queue = new EmbeddedQueue(archive);
});
afterEach(() => folder.remove());

async function submit(...names: string[]): Promise<void> {
  const jobs = names.map((name) => newJob(name));
  await queue.submit(newBatch(), jobs, { nowMs: 1_700_000_000_000, hostId: 'host' });
}

const asked = (order: (typeof jobOrders)[number], filter: Partial<JobFilter> = {}) => ({
  ...{ filter: jobFilterSchema.parse(filter), order, limit: 500, offset: 0 },
});

async function found(of: Archive, order: (typeof jobOrders)[number], filter: Partial<JobFilter> = {}) {
  const { jobs, total } = await of.jobPages.page(asked(order, filter));
  expect(jobs).toHaveLength(total);
  return jobs.map(({ input }) => input.fileName).sort();
}

/** How many jobs are in the indexes of the lists, and how many there are. */
function listed(): { listed: number; jobs: number } {
  const database = openDatabase(folder.file, 5000);
  try {
    const count = (condition: string) =>
      (database.prepare(`SELECT count(*) AS found FROM jobs ${condition}`).get() as { found: number }).found;
    return { listed: count('INDEXED BY jobs_listed WHERE is_fresh = 0'), jobs: count('') };
  } finally {
    database.close();
  }
}

it('a job submitted alone is in every list and search at once, in every process', async () => {
  const other = folder.open();
  const names: string[] = [];
  for (let turn = 0; turn < 5; turn++) {
    names.push(`${turn} grades.csv`);
    await submit(names.at(-1)!);
    expect(listed()).toEqual({ listed: turn, jobs: turn + 1 });
    const reader = turn % 2 === 0 ? other : archive;
    for (const order of jobOrders) expect(await found(reader, order)).toEqual(names);
    expect(await found(reader, 'name', { search: `${turn} GRADES` })).toEqual([names.at(-1)]);
    expect(await reader.jobPages.ids(jobFilterSchema.parse({}), null)).toHaveLength(names.length);
  }
  expect(recount(folder)).toEqual([]);
});

it('a job submitted alone is whole to whoever looks at it before it is settled', async () => {
  const other = folder.open();
  const before = other.jobChanges.newest();
  const submitter = { kind: 'watchedFolder', name: 'Inbox' } as const;
  const batch = newBatch({ submitter, results: { folder: '/results', locale: 'zh-CN' } });
  const [job] = await queue.submit(batch, [newJob('grades.csv')], { nowMs: 1_700_000_000_000, hostId: 'host' });
  const first = { state: 'queued', cause: 'submitted' };
  expect(other.jobs.find(job!.id)).toEqual(job);
  expect(other.jobs.findAll([job!.sequence])).toEqual([job]);
  const change = { ...first, jobId: job!.id, batchId: batch.id, hostId: 'host' };
  expect(other.jobChanges.since(before.change, 9)).toMatchObject([change]);
  const history = other.jobHistory.read(job!.sequence);
  expect(history.events).toMatchObject([{ ...first, atMs: 1_700_000_000_000, attempt: 0, fault: null }]);
  expect(listed()).toEqual({ listed: 0, jobs: 1 });

  const found = other.batches.find(batch.id);
  expect(found).toMatchObject({ name: batch.name, submitter, jobs: 1, counts: { queued: 1 }, results: batch.results });
  expect(listed()).toEqual({ listed: 1, jobs: 1 });
  expect(archive.jobs.find(job!.id)).toEqual(job);
  expect(archive.jobHistory.read(job!.sequence)).toEqual(history);
  expect(other.jobChanges.since(before.change, 9)).toMatchObject([change]);
  expect(recount(folder)).toEqual([]);
});

it.each([
  ['0', 'f'],
  ['f', '0'],
])('a batch id is given once, whether its job is settled or not (%s, %s)', async (one, other) => {
  const cause = { nowMs: 1_700_000_000_000, hostId: 'host' };
  const idFrom = (digit: string) => `${digit.repeat(8)}${randomUUID().slice(8)}`;
  const [settled, fresh] = [newBatch({ id: idFrom(one) }), newBatch({ id: idFrom(other) })];
  await queue.submit(settled, [newJob('one.csv'), newJob('two.csv')], cause);
  await queue.submit(fresh, [newJob('three.csv')], cause);
  for (const batch of [settled, fresh]) {
    for (const of of [queue, new EmbeddedQueue(folder.open())]) {
      await expect(of.submit(batch, [newJob('again.csv')], cause)).rejects.toThrow(batch.id);
      const two = [newJob('again.csv'), newJob('and again.csv')];
      await expect(of.submit(batch, two, cause)).rejects.toThrow(batch.id);
    }
  }
  expect(await found(archive, 'name')).toEqual(['one.csv', 'three.csv', 'two.csv']);
  expect(recount(folder)).toEqual([]);
});

it('very many come into the indexes together, and all of them with a batch', async () => {
  for (let turn = 0; turn < 100; turn++) await submit(`${turn}.csv`);
  const { listed: ofHundred, jobs } = listed();
  expect(jobs).toBe(100);
  expect(ofHundred).toBeGreaterThan(0);
  expect(ofHundred).toBeLessThan(100);
  await submit('one.csv', 'two.csv');
  expect(listed()).toEqual({ listed: 102, jobs: 102 });
});

it('one that was worked or changed before anybody looked is listed as it is', async () => {
  for (const name of ['completed.csv', 'cancelled.csv', 'also cancelled.csv']) await submit(name);
  const cause = { nowMs: 1_700_000_001_000, hostId: 'host' };
  const claims = await queue.claim({ hostId: 'host', leaseMs: 1000, limit: 1, nowMs: cause.nowMs, maxRunning: 9 });
  await queue.settle([{ claim: claims[0]!, end: { kind: 'completed', durationMs: 1 } }], cause.nowMs);
  const waiting = (await queue.head(9)).map(({ id }) => id);
  await queue.cancelWaiting(waiting, cause);
  // The first change of a state settled all of them.
  expect(listed()).toMatchObject({ listed: 3 });
  expect(await found(archive, 'newest', { states: ['completed'] })).toEqual(['completed.csv']);
  expect(await found(archive, 'size', { states: ['cancelled'] })).toEqual(['also cancelled.csv', 'cancelled.csv']);
  expect(recount(folder)).toEqual([]);
});

it('what was accepted and not listed when the process ended is found by the next one', async () => {
  await submit('last words.csv');
  archive.close();
  expect(await found(folder.open(), 'name', { search: 'last' })).toEqual(['last words.csv']);
});

it('lists are given though the archive cannot be written: without the newest few, and whole again afterwards', async () => {
  await submit('one.csv', 'two.csv');
  await submit('fresh.csv');
  const other = openDatabase(folder.file, 0);
  other.exec('BEGIN IMMEDIATE');
  const during = await archive.jobPages.page(asked('name'));
  other.exec('ROLLBACK');
  other.close();
  expect(during.jobs.map(({ input }) => input.fileName)).toEqual(['one.csv', 'two.csv']);
  expect(await found(archive, 'name')).toEqual(['fresh.csv', 'one.csv', 'two.csv']);
});
