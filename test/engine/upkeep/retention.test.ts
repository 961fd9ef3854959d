import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../../contract/jobs.ts';
import { defaultEngineSettings } from '../../../contract/upkeep.ts';
import { openArchive } from '../../../engine/archive/open-archive.ts';
import { ArtifactFolder } from '../../../engine/artifacts/artifact-folder.ts';
import { ResultManifests } from '../../../engine/artifacts/result-manifests.ts';
import type { Engine } from '../../../engine/engine.ts';
import { Audit } from '../../../engine/upkeep/audit.ts';
import { CleanUp } from '../../../engine/upkeep/clean-up.ts';
import { JobRemoval } from '../../../engine/upkeep/job-removal.ts';
import { planRetention } from '../../../engine/upkeep/retention-plan.ts';
import { EngineBench } from '../../builders/scripted-engine.ts';

const dayMs = 24 * 60 * 60 * 1000;
let bench: EngineBench;
let nowMs: number;
let engine: Engine;
beforeEach(async () => {
  bench = await EngineBench.open();
  nowMs = Date.UTC(2024, 0, 1);
  engine = await bench.engine({ now: () => nowMs });
});
afterEach(() => bench.close());

const everyJob = { states: [], search: '', batchId: null, fromMs: null, toMs: null, priority: null };
async function names(): Promise<string[]> {
  const { jobs } = await engine.jobs.list(everyJob, { limit: 1000, offset: 0, order: 'newest' });
  return jobs.map(({ fileName }) => fileName).sort();
}
async function storedFiles(): Promise<string[]> {
  const found = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
/** Runs jobs so that they end on this day after the first. */
async function runOnDay(day: number, ...files: string[]): Promise<Job[]> {
  nowMs = Date.UTC(2024, 0, 1 + day);
  return bench.run(engine, ...files);
}
const actions = async () =>
  (await engine.upkeep.listAudit({ limit: 20, offset: 0, search: 'cleanedUp' })).entries.map(({ actor }) => actor);

describe('retention by age', () => {
  it('removes ended jobs of a state once they are older than its days, and no others', async () => {
    await runOnDay(0, 'old.csv', 'crash-plan.csv');
    await runOnDay(5, 'young.csv');
    engine.upkeep.changeSettings({ maxAttempts: 1, retention: { completedDays: 3 } });
    nowMs = Date.UTC(2024, 0, 7);
    expect((await engine.upkeep.getStorage()).reclaimable).toMatchObject({ jobs: 1 });
    const storage = await engine.upkeep.cleanUp();
    expect(await names()).toEqual(['crash-plan.csv', 'young.csv']);
    expect(storage.lastCleanUp).toMatchObject({ atMs: nowMs, removedJobs: 1, orphanFiles: 0 });
    engine.upkeep.changeSettings({ retention: { deadDays: 1 } });
    await engine.upkeep.cleanUp();
    expect(await names()).toEqual(['young.csv']);
    expect(await actions()).toEqual(['person', 'person']);
  });

  it('forgets deliveries that are done with after a month, and no others', async () => {
    const archive = openArchive(bench.dataFolder);
    const deliver = (id: string) => {
      const origin = { origin: id, kind: 'report', target: '/reports', subject: 'a.csv', jobId: null } as const;
      archive.deliveries.insert({ id, ...origin, payload: '{}', atMs: nowMs });
    };
    for (const id of ['done', 'dropped', 'waiting']) deliver(id);
    nowMs += 29 * dayMs;
    deliver('young');
    for (const id of ['done', 'young'] as const) archive.deliveries.end(id, 'done');
    archive.deliveries.end('dropped', 'dropped');
    const left = () => ['done', 'dropped', 'waiting', 'young'].filter((id) => archive.deliveries.find(id) !== null);
    await engine.upkeep.cleanUp();
    expect(left()).toEqual(['done', 'dropped', 'waiting', 'young']);
    nowMs += 2 * dayMs;
    await engine.upkeep.cleanUp();
    expect(left()).toEqual(['waiting', 'young']);
    archive.close();
  });

  it('removes nothing by default, but cancelled jobs after a month', async () => {
    await runOnDay(0, 'done.csv');
    const [waiting] = await bench.submit(engine, 'slow-read.csv');
    await engine.jobs.cancel({ ids: [waiting!.id] });
    await engine.jobs.waitForEnd([waiting!.id]);
    nowMs += 29 * dayMs;
    await engine.upkeep.cleanUp();
    expect(await names()).toHaveLength(2);
    nowMs += 2 * dayMs;
    await engine.upkeep.cleanUp();
    expect(await names()).toEqual(['done.csv']);
  });

  it('leaves pinned jobs and those that have not ended', async () => {
    const [pinned] = await runOnDay(0, 'pinned.csv', 'old.csv');
    await engine.jobs.pin({ ids: [pinned!.id] }, true);
    await bench.submit(engine, 'slow-read.csv');
    engine.upkeep.changeSettings({ retention: { completedDays: 1, cancelledDays: 1, deadDays: 1 } });
    nowMs += 400 * dayMs;
    expect(await engine.upkeep.cleanUp()).toMatchObject({ pinnedJobs: 1, jobs: 2 });
    expect(await names()).toEqual(['pinned.csv', 'slow-read.csv']);
  });

  it('takes a batch away with its last job', async () => {
    const [job] = await runOnDay(0, 'a.csv', 'b.csv');
    engine.upkeep.changeSettings({ retention: { completedDays: 1 } });
    nowMs += 2 * dayMs;
    await engine.upkeep.cleanUp();
    await expect((async () => engine.jobs.getBatch(job!.batchId))()).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
  });
});

describe('retention by size', () => {
  it('removes the oldest unpinned jobs until the rest fits, as foretold', async () => {
    const [first] = await runOnDay(0, 'one.csv');
    await engine.jobs.pin({ ids: [first!.id] }, true);
    for (const [day, name] of ['two.csv', 'three.csv', 'four.csv'].entries()) await runOnDay(day + 1, name);
    const before = await engine.upkeep.cleanUp();
    // Beside the engine, as another process would: with a smaller limit than a person may set.
    const archive = openArchive(bench.dataFolder);
    const artifacts = new ArtifactFolder(bench.dataFolder, archive, 'beside');
    await artifacts.prepare(() => false);
    const manifests = new ResultManifests(bench.dataFolder, archive, () => {});
    const retention = { ...defaultEngineSettings.retention, maxArtifactBytes: before.artifactBytes - 1 };
    const cleanUp = new CleanUp({
      ...{ archive, artifacts, audit: new Audit(archive), now: () => nowMs, onRemoved: () => {} },
      removal: new JobRemoval({ archive, artifacts, manifests }),
      settings: () => ({ ...defaultEngineSettings, retention }),
    });
    const plan = await planRetention(archive, retention, nowMs);
    expect(plan.jobIds).toHaveLength(1);
    expect(await cleanUp.run({ actor: 'person', isSweeping: false })).toMatchObject({ removedJobs: 1 });
    archive.close();
    const after = await engine.upkeep.getStorage();
    expect(await names()).toEqual(['four.csv', 'one.csv', 'three.csv']);
    expect(before.artifactBytes - after.artifactBytes).toBe(plan.sizeBytes);
    expect(after.artifactBytes).toBeLessThan(before.artifactBytes);
  });

  it('does not count as free what another job still needs', async () => {
    const [first] = await runOnDay(0, 'same.csv');
    nowMs += dayMs;
    const again = await engine.jobs.rerun(first!.id);
    await engine.jobs.waitForEnd([again.id]);
    await engine.upkeep.cleanUp();
    engine.upkeep.changeSettings({ retention: { completedDays: 1 } });
    nowMs += dayMs;
    const files = (await storedFiles()).length;
    expect((await engine.upkeep.getStorage()).reclaimable).toEqual({ jobs: 1, sizeBytes: 0 });
    await engine.upkeep.cleanUp();
    expect(await storedFiles()).toHaveLength(files);
    expect((await engine.results.getOverview(again.id)).rows).toBe(3);
    nowMs += 2 * dayMs;
    const { reclaimable } = await engine.upkeep.getStorage();
    expect(reclaimable.sizeBytes).toBeGreaterThan(0);
    const { lastCleanUp } = await engine.upkeep.cleanUp();
    expect(lastCleanUp!.freedBytes).toBeGreaterThanOrEqual(reclaimable.sizeBytes);
    expect(await storedFiles()).toEqual([]);
  });
});

describe('a clean-up', () => {
  it('waits for one that is at work, and both do their part', async () => {
    await runOnDay(0, ...Array.from({ length: 12 }, (_, number) => `file${number}.csv`));
    engine.upkeep.changeSettings({ retention: { completedDays: 1 } });
    nowMs += 2 * dayMs;
    const [one, other] = await Promise.all([engine.upkeep.cleanUp(), engine.upkeep.cleanUp()]);
    expect([one.jobs, other.jobs]).toEqual([0, 0]);
    expect(other.lastCleanUp!.removedJobs).toBe(0);
    expect(await storedFiles()).toEqual([]);
  });

  it('is told to watchers, in this process and in another', async () => {
    const [job] = await runOnDay(0, 'a.csv');
    const other = await bench.engine({ now: () => nowMs, works: 'nothing' });
    const leaving = new AbortController();
    const watchers = [engine, other].map((watched) => watched.jobs.watch(leaving.signal));
    for (const watcher of watchers) await watcher.next();
    const removals = watchers.map(async (watcher) => {
      for await (const event of watcher) if (event.type === 'jobRemoved') return event.id;
      return null;
    });
    engine.upkeep.changeSettings({ retention: { completedDays: 1 } });
    nowMs += 2 * dayMs;
    await engine.upkeep.cleanUp();
    expect(await Promise.all(removals)).toEqual([job!.id, job!.id]);
    leaving.abort();
  });

  it('by hand takes files that nobody knows, too', async () => {
    await runOnDay(0, 'a.csv');
    const folder = path.join(bench.dataFolder, 'artifacts', 'ff');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${'ff'.repeat(32)}.parquet`), 'left by a crash');
    const { lastCleanUp } = await engine.upkeep.cleanUp();
    expect(lastCleanUp).toMatchObject({ removedJobs: 0, orphanFiles: 1 });
  });
});
