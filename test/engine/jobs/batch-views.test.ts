import { describe, expect, it } from 'vitest';
import type { BatchRecord } from '../../../engine/archive/batch-repository.ts';
import { BatchViews } from '../../../engine/jobs/batch-views.ts';
import { waitingProgress } from '../../../engine/jobs/progress.ts';

const nothing = { scheduled: 0, queued: 0, paused: 0, running: 0, completed: 0, cancelled: 0, dead: 0 };
const record = (counts: Partial<typeof nothing>): BatchRecord => ({
  ...{ id: 'batch', sequence: 1, results: null, name: 'two.csv', createdAtMs: 0, finishedAtMs: null, jobs: 2 },
  ...{ submitter: { kind: 'person', name: null }, rows: 0, durationMs: 400, sizeBytes: 0 },
  counts: { ...nothing, ...counts },
});
const notice = (id: string, fraction: number, etaMs: number | null) => ({
  ...{ id, batchId: 'batch', fencingToken: 1 },
  progress: { ...waitingProgress, fraction, etaMs },
});
/** `notices`: what is thought to run. */
const viewsOf = (...notices: ReturnType<typeof notice>[]) =>
  new BatchViews({ running: () => notices, maxRunningJobs: () => 3 });

describe('a batch as it stands', () => {
  it('counts how far its running jobs are, and what is left of them', () => {
    const views = viewsOf(notice('one', 0.5, 300));
    expect(views.view(record({ running: 1, completed: 1 }))).toMatchObject({ fraction: 0.75, etaMs: 300 });
  });

  it('has no time left once all have ended, though one of them is still thought to run', () => {
    const views = viewsOf(notice('one', 0.9, 160));
    expect(views.view(record({ completed: 1, dead: 1 }))).toMatchObject({ fraction: 1, etaMs: null });
  });

  it('takes the one that is farthest for the one that has ended', () => {
    const views = viewsOf(notice('ended', 1, 5), notice('one', 0.5, 300));
    expect(views.view(record({ running: 1, completed: 1 }))).toMatchObject({ fraction: 0.75, etaMs: 300 });
  });
});
