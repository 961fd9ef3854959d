/*
 * How long does the engine hold the thread of its host, which in the app is the main process? A data folder of 100,000 jobs,
 * 20,000 of them completed with a file each; the whole engine on it, as the app has it, does what takes longest, while
 * the time between two turns of the event loop is measured. To reach: nothing over 20 ms. `--folder DIR` puts the files
 * there; `--quick` takes a tenth of the jobs.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { jobFilterSchema } from '../contract/job-requests.ts';
import { openArchive } from '../engine/archive/open-archive.ts';
import { artifactPathOf, artifactRootOf } from '../engine/artifacts/artifact-path.ts';
import { ResultManifests } from '../engine/artifacts/result-manifests.ts';
import { createEngine } from '../engine/engine.ts';
import { EmbeddedQueue } from '../engine/jobs/queue/embedded-queue.ts';
import { newBatch, newJobs } from './queue/embedded-peer.ts';

const { values } = parseArgs({ options: { folder: { type: 'string' }, quick: { type: 'boolean', default: false } } });
const parent = mkdtempSync(path.join(values.folder ?? tmpdir(), 'auspex-bench-thread-'));
const scale = values.quick ? 0.1 : 1;
const [waitingJobs, completedJobs, atOnce] = [80_000 * scale, 20_000 * scale, 500];
const longAgoMs = Date.now() - 400 * 24 * 60 * 60_000;
const dataFolder = path.join(parent, 'data');
mkdirSync(dataFolder);

async function fill(): Promise<void> {
  const archive = openArchive(dataFolder);
  const queue = new EmbeddedQueue(archive);
  const manifests = new ResultManifests(dataFolder, archive, (_, error) => {
    throw error;
  });
  const root = artifactRootOf(dataFolder);
  const named = (count: number, from: number) =>
    newJobs(count, (place) => {
      const fileName = `grades ${(from + place) * 7919} 学生成绩.xlsx`;
      return { input: { path: `/data/${fileName}`, fileName, sizeBytes: from + place, modifiedAtMs: 1 } };
    });
  for (let done = 0; done < completedJobs; done += atOnce) {
    await queue.submit(newBatch(), named(atOnce, done), { nowMs: longAgoMs, hostId: 'a' });
    const claims = await queue.claim({
      ...{ hostId: 'a', leaseMs: 1000, limit: atOnce, nowMs: longAgoMs, maxRunning: atOnce },
    });
    const settlements = claims.map((claim) => {
      const content = { sha256: randomBytes(32).toString('hex'), extension: '.json', sizeBytes: 2 };
      const file = artifactPathOf(root, content);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '{}');
      const artifact = { kind: 'profile-overview' as const, variant: '', ...content };
      const alongside = () => archive.artifacts.attach(claim, [artifact], longAgoMs);
      return { claim, end: { kind: 'completed' as const, durationMs: 1 }, alongside };
    });
    await queue.settle(settlements, longAgoMs);
    for (const { id } of claims) await manifests.write(id);
  }
  for (let done = 0; done < waitingJobs; done += 10_000) {
    await queue.submit(newBatch(), named(Math.min(10_000, waitingJobs - done), done), {
      nowMs: Date.now(),
      hostId: null,
    });
  }
  await queue.close();
  archive.close();
}

/** Processor time of this process so far, in milliseconds. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Runs `work` and says how long it took and how long the thread was held at most: by the clock, which on a busy machine holds
 * what others took, and by the processor time of the process, which holds what its other threads did meanwhile.
 */
async function watched(what: string, work: () => Promise<unknown>): Promise<void> {
  let [longestMs, lastMs, isOver] = [0, performance.now(), false];
  let [mostProcessorMs, lastProcessorMs] = [0, processorMs()];
  const look = () => {
    const [nowMs, nowProcessorMs] = [performance.now(), processorMs()];
    longestMs = Math.max(longestMs, nowMs - lastMs);
    mostProcessorMs = Math.max(mostProcessorMs, nowProcessorMs - lastProcessorMs);
    [lastMs, lastProcessorMs] = [nowMs, nowProcessorMs];
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const startedMs = performance.now();
  await work();
  const tookMs = performance.now() - startedMs;
  isOver = true;
  look();
  const turn = `${longestMs.toFixed(1).padStart(6)} ms, ${mostProcessorMs.toFixed(1).padStart(5)} ms of the processor`;
  console.log(`${what.padEnd(36)} ${tookMs.toFixed(0).padStart(7)} ms   longest turn ${turn}`);
}

await fill();
const engine = await createEngine({
  ...{ dataFolder, works: 'nothing', threads: { compute: 1 }, settings: { minFreeDiskBytes: 0 } },
});
const heard = new AbortController();
void (async () => {
  for await (const _ of engine.jobs.watch(heard.signal));
})();
await engine.upkeep.settled();
console.log(`${(waitingJobs + completedJobs).toLocaleString('en')} jobs, somebody watches`);
const filter = (change: object) => jobFilterSchema.parse(change);
const page = (change: object, order: 'newest' | 'queue' | 'name') =>
  engine.jobs.list(filter(change), { limit: 50, offset: 0, order });
await watched('nothing at all', () => new Promise((resolve) => setTimeout(resolve, 1000)));
await watched('search, none found', () => page({ search: 'nothing like it' }, 'newest'));
await watched('search, all found, by name', () => page({ search: 'grades' }, 'name'));
await watched('search, all found, in queue order', () => page({ search: 'grades' }, 'queue'));
await watched('the middle of the queue', () =>
  engine.jobs.list(filter({}), { limit: 50, offset: waitingJobs / 2, order: 'queue' }),
);
await watched('storage, a fifth may go', () => engine.upkeep.getStorage());
await watched('pause all', () => engine.jobs.pause({ filter: filter({}) }));
await watched('resume all', () => engine.jobs.resume({ filter: filter({}) }));
await watched('another priority for all', () => engine.jobs.setPriority({ filter: filter({}) }, 'high'));
await watched('cancel all', () => engine.jobs.cancel({ filter: filter({}) }));
await watched('remove the completed ones', () => engine.jobs.remove({ filter: filter({ states: ['completed'] }) }));
await watched('remove half the cancelled ones', async () => {
  const { jobs } = await engine.jobs.list(filter({}), { limit: 1, offset: waitingJobs / 2, order: 'newest' });
  const batches = new Set<string>();
  for (let offset = 0; batches.size < 4 && offset < waitingJobs; offset += 1000) {
    batches.add((await engine.jobs.list(filter({}), { limit: 1, offset, order: 'newest' })).jobs[0]!.batchId);
  }
  for (const batchId of [jobs[0]!.batchId, ...batches]) await engine.jobs.remove({ batchId });
});
await watched('clean up', () => engine.upkeep.cleanUp());
heard.abort();
await engine.close();
rmSync(parent, { recursive: true, force: true });
