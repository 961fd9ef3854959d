import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../contract/faults.ts';
import type { Archive } from '../../../engine/archive/open-archive.ts';
import { ArtifactFolder } from '../../../engine/artifacts/artifact-folder.ts';
import { EmbeddedQueue } from '../../../engine/jobs/queue/embedded-queue.ts';
import { JobShards } from '../../../engine/jobs/shards/job-shards.ts';
import { workJob } from '../../../engine/jobs/work-job.ts';
import type { Recipe, RecipeContext, ShardScratchFile } from '../../../engine/recipes/recipe.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import fc from '../../builders/fast-check.ts';
import { newBatch, newJob } from '../../builders/new-job.ts';

const shardCount = 5;
const cause = { nowMs: 1, hostId: null };

let folder: ArchiveFolder;
let archive: Archive;
let artifacts: ArtifactFolder;
let queue: EmbeddedQueue;
/** Places in the sequence in which they were worked on; −1 is the plan. */
let worked: number[];

beforeEach(async () => {
  folder = await ArchiveFolder.make();
  archive = folder.open();
  artifacts = new ArtifactFolder(folder.dataFolder, archive, 'host-a');
  await artifacts.prepare(() => true);
  queue = new EmbeddedQueue(archive);
  worked = [];
});
afterEach(async () => {
  await artifacts.close();
  await queue.close();
  await folder.remove();
});

async function write(context: RecipeContext, name: string, text: string): Promise<ShardScratchFile> {
  const file = path.join(context.scratchFolder, name);
  await writeFile(file, text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path: file, sha256, sizeBytes: text.length, extension: '.json' };
}

/** Each shard writes its square; the merge puts them side by side. Breaks off before the work on `breaksAt`. */
function squares(breaksAt: number | null): Recipe<{ base: number }> {
  const step = (place: number) => {
    if (place === breaksAt) throw new Fault('WORKER_DIED');
    worked.push(place);
  };
  return {
    version: 1,
    plan: async () => {
      step(-1);
      const shards = Array.from({ length: shardCount }, (_, place) => `square of ${place}`);
      return { plan: { base: 10 }, shards, estimatedMemoryBytes: 8 };
    },
    work: async (context, { base }, checkpoints) => {
      for (let place = 0; place < shardCount; place++) {
        if (checkpoints.finished.has(place)) continue;
        step(place);
        const made = await write(context, `square-${place}`, String((base + place) ** 2));
        checkpoints.finish(place, { reply: { place }, files: { made } }, performance.now());
      }
    },
    merge: async (context, _, shards) => {
      step(shardCount);
      const texts = await Promise.all(shards.map(({ files }) => readFile(files.made!.path, 'utf8')));
      return [{ ...(await write(context, 'all', texts.join(' '))), kind: 'rows' }];
    },
  };
}

/** How an attempt ends: by itself, by a fault before some step, or with its process, right before some step. */
interface End {
  readonly breaksAt: number | null;
  readonly isHostLost: boolean;
}

/** One attempt; gives the text of the result, or null. */
async function attempt({ breaksAt, isHostLost }: End): Promise<string | null> {
  const [job] = await queue.claim({ hostId: 'host-a', leaseMs: 1000, limit: 1, nowMs: Date.now(), maxRunning: 1 });
  const { record, ...claim } = job!;
  const scratchFolder = path.join(folder.dataFolder, 'scratch', `attempt-${record.attempt}`);
  await mkdir(scratchFolder, { recursive: true });
  const shards = new JobShards({
    ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts, delayMs: 1e6 },
    write: (note) => queue.writeWithClaim(claim, note),
  });
  const context = {
    ...{ job: record, scratchFolder, signal: new AbortController().signal, measure: () => {} },
  } as Partial<RecipeContext> as RecipeContext;
  try {
    if (isHostLost) shards.save = () => Promise.resolve();
    const [made] = await workJob(squares(breaksAt), context, shards);
    const text = await readFile(made!.path, 'utf8');
    const end = { kind: 'completed', durationMs: 1 } as const;
    await queue.settle([{ claim, end, alongside: () => shards.complete() }], Date.now());
    return text;
  } catch (error) {
    expect(error).toMatchObject({ code: 'WORKER_DIED' });
    if (isHostLost) {
      // What only memory and scratch held is gone.
      await rm(scratchFolder, { recursive: true });
      await queue.recover(['host-a'], { code: 'HOST_LOST', values: {}, detail: null }, Date.now(), Date.now());
    } else await queue.settle([{ claim, end: { kind: 'hostClosed', durationMs: 1 } }], Date.now());
    return null;
  }
}

async function untilDone(ends: readonly End[]): Promise<string> {
  await queue.submit(newBatch(), [newJob('table.csv', { maxAttempts: 1000 })], cause);
  for (const end of ends) {
    const text = await attempt(end);
    if (text !== null) return text;
  }
  return (await attempt({ breaksAt: null, isHostLost: false }))!;
}

const result = '100 121 144 169 196';
const breakingOff = (breaksAt: number): End => ({ breaksAt, isHostLost: false });
const losingHost = (breaksAt: number): End => ({ breaksAt, isHostLost: true });

describe('attempts of a job', () => {
  it('go on where the last one broke off: the plan is made once and no shard is done twice', async () => {
    expect(await untilDone([breakingOff(2), breakingOff(4), breakingOff(shardCount)])).toBe(result);
    expect(worked).toEqual([-1, 0, 1, 2, 3, 4, shardCount]);
  });

  it('begin anew what died with its process before it was on the disk', async () => {
    expect(await untilDone([breakingOff(2), losingHost(4)])).toBe(result);
    expect(worked).toEqual([-1, 0, 1, 2, 3, 2, 3, 4, shardCount]);
  });

  it('give the same bytes whatever happened in between, and do no finished shard again', async () => {
    const end = fc.record({ breaksAt: fc.integer({ min: -1, max: shardCount }), isHostLost: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(end, { maxLength: 8 }), async (ends) => {
        worked = [];
        expect(await untilDone(ends)).toBe(result);
        const losses = ends.filter(({ isHostLost }) => isHostLost).length;
        for (let place = -1; place < shardCount; place++) {
          const times = worked.filter((one) => one === place).length;
          expect(times).toBeGreaterThanOrEqual(1);
          expect(times).toBeLessThanOrEqual(losses + 1);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a plan that another version of the engine made begin anew', async () => {
    await queue.submit(newBatch(), [newJob('table.csv')], cause);
    await attempt(breakingOff(3));
    folder.tamper(`UPDATE job_plans SET made_by = '0.0.1'`);
    expect(await attempt({ breaksAt: null, isHostLost: false })).toBe(result);
    expect(worked).toEqual([-1, 0, 1, 2, -1, 0, 1, 2, 3, 4, shardCount]);
  });

  it('whose job is cancelled meanwhile end without a result', async () => {
    await queue.submit(newBatch(), [newJob('table.csv')], cause);
    await attempt(breakingOff(3));
    const [job] = await queue.claim({ hostId: 'host-a', leaseMs: 1000, limit: 1, nowMs: Date.now(), maxRunning: 1 });
    const { record, ...claim } = job!;
    const shards = new JobShards({
      ...{ sequence: record.sequence, attempt: record.attempt, shards: archive.shards, artifacts },
      write: (note) => queue.writeWithClaim(claim, note),
    });
    const controller = new AbortController();
    controller.abort(new Fault('JOB_CANCELLED'));
    const context = { job: record, signal: controller.signal, measure: () => {} } as Partial<RecipeContext>;
    const working = workJob(squares(null), context as RecipeContext, shards);
    await expect(working).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect(worked).toEqual([-1, 0, 1, 2]);
  });
});
