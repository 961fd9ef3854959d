import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../engine/archive/open-archive.ts';
import { ArtifactFolder } from '../../engine/artifacts/artifact-folder.ts';
import { EmbeddedQueue } from '../../engine/jobs/queue/embedded-queue.ts';
import { JobShards } from '../../engine/jobs/shards/job-shards.ts';
import { newBatch, newJob } from '../builders/new-job.ts';
import { EngineBench } from '../builders/scripted-engine.ts';
import { canMount, SmallDisk } from '../builders/small-disk.ts';

let bench: EngineBench;
let disk: SmallDisk | null;
beforeEach(async () => {
  bench = await EngineBench.open();
  disk = await SmallDisk.mount(path.join(bench.folder, 'disk'), '3m');
});
afterEach(async () => {
  await bench.stop();
  disk?.unmount();
  await bench.close();
});

describe.skipIf(!canMount)('a checkpoint on a full disk', () => {
  it('is refused whole and can be made once there is room', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const archive = openArchive(disk.folder);
    const artifacts = new ArtifactFolder(disk.folder, archive, 'host-a');
    await artifacts.prepare(() => true);
    const queue = new EmbeddedQueue(archive);
    await queue.submit(newBatch(), [newJob('table.csv')], { nowMs: 1, hostId: null });
    const claim = async () => {
      const [job] = await queue.claim({ hostId: 'host-a', leaseMs: 9, limit: 1, nowMs: Date.now(), maxRunning: 1 });
      const { sequence, attempt } = job!.record;
      return new JobShards({
        ...{ sequence, attempt, shards: archive.shards, artifacts, delayMs: 1e6 },
        write: (write) => queue.writeWithClaim(job!, write),
      });
    };
    const scratch = await artifacts.makeScratchFolder('attempt');
    const text = 'x'.repeat(100_000);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const made = { path: path.join(scratch, 'made'), sha256, sizeBytes: text.length, extension: '.json' };
    await writeFile(made.path, text);
    const shards = await claim();
    shards.begin({ plan: { of: 'a long plan'.repeat(10_000) }, shards: ['one', 'two'], estimatedMemoryBytes: 1 });
    shards.finish(0, { reply: 'r'.repeat(50_000), files: { made } }, 0);

    await disk.fill();
    await expect(shards.save()).rejects.toMatchObject({ code: 'DISK_FULL' });
    shards.finish(1, { reply: 2, files: {} }, 0);
    await expect(shards.save()).rejects.toMatchObject({ code: 'DISK_FULL' });
    await disk.empty();
    await shards.save();

    await queue.recover(['host-a'], { code: 'HOST_LOST', values: {}, detail: null }, Date.now(), Date.now());
    const again = await claim();
    expect(await again.load()).toMatchObject({ of: expect.stringContaining('plan') });
    expect([...again.finished.keys()]).toEqual([0, 1]);
    expect(await readFile(again.finished.get(0)!.files.made!.path, 'utf8')).toBe(text);
    await queue.close();
    archive.close();
    await rm(scratch, { recursive: true });
  });
});

describe.skipIf(!canMount)('a job whose end finds the disk full', () => {
  it('is neither lost nor done twice: it completes once there is room', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const engine = await bench.engine({ dataFolder: disk.folder, checkpointDelayMs: 10 });
    const [job] = await bench.submit(engine, 'pause-correlate.csv');
    let filling: Promise<void> | null = null;
    const ended = engine.jobs.waitForEnd([job!.id], ({ progress }) => {
      if (progress.stage === 'correlating') filling ??= disk!.fill();
    });
    await expect.poll(() => filling, { timeout: 20_000 }).not.toBeNull();
    await filling;
    const trouble = 'The end of a job could not be written to the archive; trying again.';
    await expect.poll(() => bench.troubles, { timeout: 20_000 }).toContain(trouble);
    expect((await engine.jobs.get(job!.id)).state).toBe('running');
    await disk.empty();
    const [end] = await ended;
    expect(end!.state).toBe('completed');
    const { shards, events } = await engine.jobs.history(job!.id);
    expect(shards.every(({ finishedAtMs }) => finishedAtMs !== null)).toBe(true);
    expect(events.filter(({ state }) => state === 'completed')).toHaveLength(1);
  });
});
