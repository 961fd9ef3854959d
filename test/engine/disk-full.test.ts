import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../builders/scripted-engine.ts';

/** A small disk of its own needs a mount, which only root may make, and only on Linux. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

let bench: EngineBench;
let disk: string | null = null;
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  await bench.stop();
  // Lazily: closed databases keep their files open until the garbage collector comes by.
  if (disk) execFileSync('umount', ['-l', disk]);
  disk = null;
  await bench.close();
});

async function smallDisk(): Promise<string | null> {
  const folder = path.join(bench.folder, 'disk');
  await mkdir(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null; // a container without the right to mount
  }
  disk = folder;
  return folder;
}

async function fill(file: string): Promise<void> {
  for (const sizeBytes of [65_536, 4_096, 1]) {
    try {
      for (;;) await appendFile(file, Buffer.alloc(sizeBytes));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

describe.skipIf(!canMount)('on a full disk', () => {
  it('the job that fills it fails with DISK_FULL and gives its room back; the others complete', async ({ skip }) => {
    const dataFolder = await smallDisk();
    if (!dataFolder) return skip('no right to mount');
    const engine = await bench.engine({ dataFolder, maxRunningJobs: 1 });
    const jobs = await bench.run(engine, 'good.csv', 'fill-store.csv', 'other.csv');
    expect(jobs.map((job) => job.state)).toEqual(['completed', 'failed', 'completed']);
    expect(jobs[1]!.fault).toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(path.join(dataFolder, 'scratch'))).toEqual([]);
    expect(engine.jobs.get(jobs[1]!.id).state).toBe('failed');
  });

  it('a submission is refused whole and can be made again when there is room', async ({ skip }) => {
    const dataFolder = await smallDisk();
    if (!dataFolder) return skip('no right to mount');
    const engine = await bench.engine({ dataFolder });
    const [first] = await bench.run(engine, 'good.csv');
    const filler = path.join(dataFolder, 'filler');
    await fill(filler);
    // The archive's log may still have room for a little; in the end there is none.
    const submitMany = async () => {
      for (let round = 0; round < 200; round++) await bench.submit(engine, 'fill-nothing.csv');
    };
    await expect(submitMany()).rejects.toMatchObject({ code: 'DISK_FULL' });
    const accepted = engine.jobs.list(1000, 0).jobs;
    await rm(filler);
    const ended = await engine.jobs.waitForEnd(accepted.map((job) => job.id));
    expect(ended.every((job) => job.state === 'completed' || job.fault?.code === 'DISK_FULL')).toBe(true);
    expect((await bench.run(engine, 'good.csv'))[0]!.state).toBe('completed');
    expect(engine.jobs.get(first!.id).state).toBe('completed');
  });
});
