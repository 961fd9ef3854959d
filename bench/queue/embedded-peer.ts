import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { mainTable } from '../../contract/reading.ts';
import { profileOptionsSchema } from '../../contract/recipes.ts';
import type { NewBatch, NewJob } from '../../engine/archive/job-record.ts';
import { openArchive } from '../../engine/archive/open-archive.ts';
import { newJobId } from '../../engine/jobs/job-id.ts';
import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import type { ClaimedJob } from '../../engine/jobs/queue/job-queue.ts';
import { payload, type QueuePeer } from './queue-peer.ts';

const options = profileOptionsSchema.parse({});
const hostId = randomUUID();
const cause = () => ({ nowMs: Date.now(), hostId });

export function newBatch(): NewBatch {
  return { id: newJobId(), name: 'benchmark', submitter: { kind: 'person', name: null }, results: null };
}

export function newJobs(count: number, change: (place: number) => Partial<NewJob> = () => ({})): NewJob[] {
  return Array.from({ length: count }, (_, place) => ({
    ...{
      id: newJobId(),
      recipe: 'profile',
      options,
      reading: mainTable,
      otherInputs: [],
      priority: 'normal',
      notBeforeMs: null,
    },
    ...{ maxAttempts: 3, isReuseAllowed: true, estimate: null },
    input: { ...payload.input, modifiedAtMs: 1_700_000_000_000 },
    ...change(place),
  }));
}

/** The queue of the engine over an archive of its own in `parent`. */
export function embeddedPeer(parent: string): QueuePeer {
  const folder = mkdtempSync(path.join(parent, 'embedded-'));
  const archive = openArchive(folder);
  const queue = new EmbeddedQueue(archive);
  const claim = (limit: number, maxRunning: number) =>
    queue.claim({ hostId, leaseMs: 30_000, limit, nowMs: Date.now(), maxRunning });
  const settle = (one: ClaimedJob) =>
    queue.settle([{ claim: one, end: { kind: 'completed', durationMs: 1 } }], Date.now());

  async function drain(jobs: number, concurrency: number): Promise<void> {
    let free = concurrency;
    let left = jobs;
    await new Promise<void>((resolve, reject) => {
      let isClaiming = false;
      const work = async (one: ClaimedJob) => {
        await settle(one);
        free++;
        if (--left === 0) resolve();
      };
      // As a host does it: whatever is free is claimed at once, and each job is settled when it has ended.
      const fill = async () => {
        if (isClaiming || free === 0 || left === 0) return;
        isClaiming = true;
        const claims = await claim(free, concurrency);
        isClaiming = false;
        free -= claims.length;
        for (const one of claims) work(one).then(fill, reject);
      };
      fill().catch(reject);
    });
  }

  return {
    name: 'Auspex, embedded',
    promise: 'on disk (synchronous=FULL)',
    submit: async (count) => void (await queue.submit(newBatch(), newJobs(count), cause())),
    drain,
    startDelaysMs: async () => null,
    close: async () => {
      await queue.close();
      archive.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
