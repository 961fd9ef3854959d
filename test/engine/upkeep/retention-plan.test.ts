import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultEngineSettings } from '../../../contract/upkeep.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { tooOldJobs } from '../../../engine/upkeep/retention-plan.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';

const dayMs = 24 * 60 * 60 * 1000;

let folder: ArchiveFolder;
beforeEach(async () => {
  folder = await ArchiveFolder.make();
});
afterEach(() => folder.remove());

describe('the jobs that are too old', () => {
  it('are told by when they ended and how, whatever their place among the others', async () => {
    const archive = folder.open();
    const queue = new EmbeddedQueue(archive);
    const names = Array.from({ length: 120 }, (_, place) => `${place}.csv`);
    const jobs = names.map((name) => newJob(name));
    const ids = jobs.map((job) => job.id);
    await queue.submit(newBatch(), jobs, { nowMs: 0, hostId: 'host' });
    await queue.cancelWaiting(ids.slice(100), { nowMs: 5 * dayMs, hostId: 'host' });
    const claims = await queue.claim({ hostId: 'host', leaseMs: 1, limit: 99, nowMs: 0, maxRunning: 99 });
    // The first half ends last; one job waits all the time.
    const settle = (some: typeof claims, nowMs: number) =>
      queue.settle(
        some.map((claim) => ({ claim, end: { kind: 'completed' as const, durationMs: 1 } })),
        nowMs,
      );
    await settle(claims.slice(50), 10 * dayMs);
    await settle(claims.slice(0, 50), 40 * dayMs);
    const tooOld = async (completedDays: number | null, cancelledDays: number | null, nowMs: number) => {
      const retention = { ...defaultEngineSettings.retention, completedDays, cancelledDays, deadDays: null };
      return (await tooOldJobs(archive, retention, nowMs)).map(({ id }) => id);
    };
    expect(await tooOld(30, null, 45 * dayMs)).toEqual(ids.slice(50, 99));
    expect(await tooOld(30, null, 75 * dayMs)).toEqual(ids.slice(0, 99));
    expect(await tooOld(30, 40, 45.5 * dayMs)).toEqual([...ids.slice(50, 99), ...ids.slice(100)]);
    expect(await tooOld(null, null, 1000 * dayMs)).toEqual([]);
  });
});
