import { beforeEach, describe, expect, it } from 'vitest';
import type { Batch, Job } from '../../../contract/jobs.ts';
import { noCounts } from '../../../main/presence/shell-state.ts';
import { TellingCollector } from '../../../main/presence/tellings.ts';
import { buildBatch, buildJob } from '../../builders/build-job.ts';

const nowMs = 1_900_000_000_000;
let collector: TellingCollector;
beforeEach(() => {
  collector = new TellingCollector(() => nowMs);
});

const dead = (batchId: string, fileName = 'grades.xlsx'): Job =>
  buildJob({
    state: 'dead',
    batchId,
    fileName,
    finishedAtMs: nowMs - 10,
    fault: { code: 'FILE_MISSING', values: { file: fileName }, detail: null },
  });
const ended = (parts: Partial<Batch> = {}): Batch => buildBatch({ finishedAtMs: nowMs - 5, ...parts });
const hearBatch = (batch: Batch) => collector.hear({ type: 'batchChanged', batch });
const hearJob = (job: Job) => collector.hear({ type: 'jobChanged', job });

describe('a batch that has ended', () => {
  it('is told once, with what came of it', () => {
    const batch = ended({ name: 'plants', jobs: 100, counts: { ...noCounts, completed: 97, dead: 2, cancelled: 1 } });
    expect(hearBatch(batch)).toBe(true);
    hearBatch(batch);
    expect(collector.take('en')).toEqual([
      {
        title: '“plants” has ended',
        body: '97 completed, 2 failed, 1 cancelled',
        wish: { type: 'showBatch', batchId: batch.id, name: 'plants' },
      },
    ]);
    expect(hearBatch(batch)).toBe(false);
    expect(collector.take('en')).toEqual([]);
  });

  it('is told again when it was re-driven and ended once more', () => {
    const batch = ended();
    hearBatch(batch);
    collector.take('en');
    hearBatch({ ...batch, finishedAtMs: null });
    hearBatch({ ...batch, finishedAtMs: nowMs });
    expect(collector.take('en')).toHaveLength(1);
  });

  it('is not told while a job of it may still change, nor long afterwards, nor when the person cancelled it', () => {
    hearBatch(ended({ finishedAtMs: null }));
    hearBatch(ended({ finishedAtMs: nowMs - 3_600_000 }));
    hearBatch(ended({ counts: { ...noCounts, cancelled: 2 } }));
    expect(collector.take('en')).toEqual([]);
  });

  it('of one file speaks of the file, and of why it failed', () => {
    const done = ended({ name: 'a.csv', jobs: 1, counts: { ...noCounts, completed: 1 } });
    const failed = ended({ name: 'b.csv', jobs: 1, counts: { ...noCounts, dead: 1 } });
    const job = dead(failed.id, 'b.csv');
    hearBatch(done);
    hearJob(job);
    hearBatch(failed);
    expect(collector.take('en')).toMatchObject([
      { title: '“a.csv” is done' },
      {
        title: '“b.csv” could not be finished',
        body: 'The file “b.csv” is no longer where it was.',
        wish: { type: 'showJob', jobId: job.id },
      },
    ]);
  });
});

describe('dead jobs', () => {
  it('of a batch that goes on are told together, the first time', () => {
    hearJob(dead('b1', 'a.csv'));
    hearJob(dead('b1', 'b.csv'));
    expect(collector.take('zh-CN')).toEqual([
      { title: '2 个任务未能完成', body: 'a.csv，b.csv', wish: { type: 'showJobs' } },
    ]);
    expect(hearJob(dead('b1', 'c.csv'))).toBe(false);
  });

  it('that died long ago are not told when something else about them changes', () => {
    expect(hearJob({ ...dead('b1'), finishedAtMs: nowMs - 3_600_000, isPinned: true })).toBe(false);
  });

  it('are not told beside the batch they ended', () => {
    const batch = ended({ jobs: 5, counts: { ...noCounts, completed: 4, dead: 1 } });
    hearJob(dead(batch.id));
    hearBatch(batch);
    expect(collector.take('en').map(({ wish }) => wish.type)).toEqual(['showBatch']);
  });
});

it('remembers no more than it needs over months', () => {
  for (let index = 0; index < 5_000; index++) hearBatch(ended());
  expect(collector.take('en')).toHaveLength(5_000);
});
