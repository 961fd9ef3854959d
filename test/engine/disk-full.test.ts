import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../contract/job-requests.ts';
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

describe.skipIf(!canMount)('on a full disk', () => {
  it('the job that fills it fails with DISK_FULL and gives its room back; the others complete', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = disk.folder;
    const engine = await bench.engine({ dataFolder, settings: { maxRunningJobs: 1 } });
    const jobs = await bench.run(engine, 'good.csv', 'fill-store.csv', 'other.csv');
    expect(jobs.map((job) => job.state)).toEqual(['completed', 'dead', 'completed']);
    expect(jobs[1]!.fault).toMatchObject({ code: 'DISK_FULL' });
    const hosts = await readdir(path.join(dataFolder, 'scratch'));
    await expect.poll(() => readdir(path.join(dataFolder, 'scratch', hosts[0]!)), { timeout: 30_000 }).toEqual([]);
    expect((await engine.jobs.get(jobs[1]!.id)).state).toBe('dead');
  });

  it('a submission is refused whole and can be made again when there is room', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = disk.folder;
    const engine = await bench.engine({ dataFolder });
    const [first] = await bench.run(engine, 'good.csv');
    await disk.fill();
    // The archive's log may still have room for a little; in the end there is none.
    const submitMany = async () => {
      for (let round = 0; round < 200; round++) await bench.submit(engine, 'fill-nothing.csv');
    };
    await expect(submitMany()).rejects.toMatchObject({ code: 'DISK_FULL' });
    const page = { limit: 1000, offset: 0, order: 'newest' as const };
    const accepted = (await engine.jobs.list(jobFilterSchema.parse({}), page)).jobs;
    await disk.empty();
    const ended = await engine.jobs.waitForEnd(accepted.map((job) => job.id));
    expect(ended.every((job) => job.state === 'completed' || job.fault?.code === 'DISK_FULL')).toBe(true);
    expect((await bench.run(engine, 'good.csv'))[0]!.state).toBe('completed');
    expect((await engine.jobs.get(first!.id)).state).toBe('completed');
  });
});
