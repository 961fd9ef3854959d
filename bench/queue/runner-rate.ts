import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defaultEngineSettings } from '../../contract/upkeep.ts';
import { openArchive } from '../../engine/archive/open-archive.ts';
import { ArtifactFolder } from '../../engine/artifacts/artifact-folder.ts';
import { Admission } from '../../engine/jobs/admission.ts';
import type { Attempt } from '../../engine/jobs/attempt.ts';
import { JobRunner } from '../../engine/jobs/job-runner.ts';
import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import { ThreadPool } from '../../engine/pool/thread-pool.ts';
import type { Recipe } from '../../engine/recipes/recipe.ts';
import { ArchiveLog } from '../../engine/upkeep/archive-log.ts';
import { newBatch, newJobs } from './embedded-peer.ts';

const recipe: Recipe = {
  version: 1,
  plan: async () => ({ plan: null, shards: [], estimatedMemoryBytes: 0 }),
  work: async () => {},
  merge: async () => [],
};

/**
 * Jobs a second through the runner of the app with a recipe that does nothing, `concurrency` side by side: each is admitted, gets its
 * scratch folder, is looked for among earlier results, plans, and ends with its notes and its duration on record.
 */
export async function runnerJobsPerSecond(parent: string, jobs: number, concurrency: number): Promise<number> {
  const folder = mkdtempSync(path.join(parent, 'runner-'));
  const hostId = randomUUID();
  const archive = openArchive(folder);
  const queue = new EmbeddedQueue(archive);
  const artifacts = new ArtifactFolder(folder, archive, hostId);
  const pool = new ThreadPool({ threads: { compute: 1, explore: 1 }, prewarmedLanes: ['explore'] });
  const onTrouble = (sentence: string, error: unknown) => console.error(sentence, error);
  const log = new ArchiveLog({ archive, pool, onTrouble });
  log.start();
  // Enough of everything, as a job that does nothing needs it not.
  const plenty = () => Number.MAX_SAFE_INTEGER;
  const admission = new Admission({
    ...{ dataFolder: folder, hostId, durations: archive.durations, elapsedMs: () => performance.now() },
    ...{ settings: () => defaultEngineSettings, running: () => archive.runningJobs.running() },
    machine: { totalMemoryBytes: plenty, availableMemoryBytes: plenty, freeDiskBytes: async () => plenty() },
  });
  let left = 0;
  let whenDone = () => {};
  const attempts = new Map<string, Attempt>();
  const runner = new JobRunner({
    ...{ archive, artifacts, pool, queue, admission, attempts, hostId, onTrouble, works: 'everything' },
    recipes: { profile: recipe, train: recipe, predict: recipe, compare: recipe, export: recipe },
    ...{ maxRunningJobs: () => concurrency, leaseMs: 30_000, attemptTimeoutMs: () => 60_000, maxTableBytes: plenty },
    ...{ checkpointDelayMs: undefined, now: Date.now, random: Math.random },
    ...{ onChanged: () => {}, onStopping: () => {}, onProgress: () => {}, onShown: () => {} },
    onCompleted: () => {
      if (--left === 0) whenDone();
    },
  });
  runner.start();
  const work = async (count: number) => {
    left = count;
    const done = new Promise<void>((resolve) => {
      whenDone = resolve;
    });
    await queue.submit(newBatch(), newJobs(count), { nowMs: Date.now(), hostId });
    const startedMs = performance.now();
    runner.wake();
    await done;
    return count / ((performance.now() - startedMs) / 1000);
  };
  await work(jobs);
  const rate = await work(jobs);
  await runner.close();
  await queue.close();
  await log.close();
  archive.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return rate;
}
