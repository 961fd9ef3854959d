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
import { ThreadPool } from '../../engine/pool/thread-pool.ts';
import { ArchiveLog } from '../../engine/upkeep/archive-log.ts';
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

/**
 * The queue of the engine over an archive of its own in `parent`, whose log a thread keeps short as in the engine: otherwise the
 * connection that writes has to, at 160 MB, amid whatever is measured then.
 */
export function embeddedPeer(parent: string): QueuePeer {
  const folder = mkdtempSync(path.join(parent, 'embedded-'));
  const archive = openArchive(folder);
  const pool = new ThreadPool({ threads: { compute: 1, explore: 1 }, prewarmedLanes: ['explore'] });
  const onTrouble = (sentence: string, error: unknown) => console.error(sentence, error);
  const log = new ArchiveLog({ archive, pool, onTrouble });
  log.start();
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
      const run = async (one: ClaimedJob) => {
        const settled = settle(one);
        free++;
        // What has ended in this turn is settled and what has become free is claimed in one commit.
        queueMicrotask(() => fill().catch(reject));
        await settled;
        if (--left === 0) resolve();
      };
      const fill = async () => {
        if (isClaiming || free === 0 || left === 0) return;
        isClaiming = true;
        const asked = free;
        free = 0;
        const claims = await claim(asked, concurrency);
        isClaiming = false;
        free += asked - claims.length;
        for (const one of claims) run(one).catch(reject);
        if (claims.length === 0 && left > 0) setImmediate(() => fill().catch(reject));
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
      await log.close();
      await pool.close();
      archive.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
