import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type JobFilter, jobFilterSchema } from '../../contract/job-requests.ts';
import { openArchive } from '../../engine/archive/open-archive.ts';
import type { JobOrder } from '../../engine/archive/page-plan.ts';
import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import { median } from '../measure.ts';
import { newBatch, newJobs } from './embedded-peer.ts';

const jobsInAll = 100_000;
const batchSizes = [10_000, 1, 1, 1, 5, 20, 100, 300];
const names = ['grades', '学生成绩', 'sales report', 'people'];
const cause = () => ({ nowMs: Date.now(), hostId: null });

export interface ListingTime {
  readonly what: string;
  readonly medianMs: number;
  readonly longestMs: number;
}

/** How long it takes to read pages of 50 out of 100,000 jobs in 95 % ended, 5 % waiting. */
export async function timeListing(parent: string): Promise<ListingTime[]> {
  const folder = mkdtempSync(path.join(parent, 'listing-'));
  const archive = openArchive(folder);
  const queue = new EmbeddedQueue(archive);
  let accepted = 0;
  let largestBatch = '';
  for (let turn = 0; accepted < jobsInAll; turn++) {
    const count = Math.min(jobsInAll - accepted, batchSizes[turn === 0 ? 0 : 1 + (turn % 7)]!);
    const first = accepted;
    const batch = newBatch();
    if (turn === 0) largestBatch = batch.id;
    const jobs = newJobs(count, (place) => {
      const number = first + place;
      const fileName = `${names[number % names.length]} ${2020 + (number % 6)} ${number}.xlsx`;
      const input = { path: `/data/${fileName}`, fileName, sizeBytes: (number * 7919) % 100_003, modifiedAtMs: 1 };
      return { input, priority: number % 50 === 0 ? 'high' : 'normal' };
    });
    await queue.submit(batch, jobs, cause());
    accepted += count;
  }
  const fault = { code: 'INTERNAL', values: {}, detail: null } as const;
  for (let ended = 0; ended < jobsInAll * 0.95; ended += 500) {
    const claims = await queue.claim({ hostId: 'a', leaseMs: 1, limit: 500, nowMs: Date.now(), maxRunning: 500 });
    const settlements = claims.map((claim, place) => {
      const durationMs = (ended * 7 + place * 31) % 5000;
      if (place % 20 === 0) return { claim, end: { kind: 'failed' as const, durationMs, fault, retryAtMs: null } };
      return { claim, end: { kind: 'completed' as const, durationMs } };
    });
    await queue.settle(settlements, Date.now());
  }
  const page = (what: string, filter: Partial<JobFilter>, order: JobOrder, offset: number): Read => {
    const parsed = jobFilterSchema.parse(filter);
    const read = () => archive.jobPages.page({ filter: parsed, order, limit: 50, offset });
    return [`${what}, ${order}, from ${offset}`, read];
  };
  const reads: Read[] = [
    ['the Jobs screen, from 0', () => archive.batches.entries(50, 0)],
    ['the Jobs screen, from 2000', () => archive.batches.entries(50, 2000)],
    ...(['newest', 'queue', 'name', 'duration', 'size'] as const).flatMap((order) =>
      [0, 50_000, 99_000].map((offset) => page('all', {}, order, offset)),
    ),
    page('completed', { states: ['completed'] }, 'newest', 40_000),
    page('dead', { states: ['dead'] }, 'newest', 1000),
    page('completed', { states: ['completed'] }, 'name', 1000),
    page('waiting', { states: ['scheduled', 'queued', 'paused'] }, 'queue', 1000),
    page('a batch of 10,000', { batchId: largestBatch }, 'queue', 5000),
    page('search, 20 found', { search: '4711' }, 'newest', 0),
    page('search, 25,000 found', { search: '成绩' }, 'newest', 1000),
    page('search, all found', { search: 'xlsx' }, 'newest', 50_000),
    page('search, none found', { search: 'nothing like it' }, 'newest', 0),
  ];
  const times: ListingTime[] = [];
  for (const [what, read] of reads) times.push(await timed(what, read));
  await queue.close();
  archive.close();
  rmSync(folder, { recursive: true, force: true });
  return times;
}

/** What is read, and how. */
type Read = readonly [what: string, read: () => unknown];

async function timed(what: string, read: () => unknown): Promise<ListingTime> {
  const times: number[] = [];
  for (let turn = 0; turn < 21; turn++) {
    const startedMs = performance.now();
    await read();
    times.push(performance.now() - startedMs);
  }
  return { what, medianMs: median(times), longestMs: Math.max(...times) };
}
