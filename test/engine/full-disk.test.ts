import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobFilterSchema } from '../../contract/job-requests.ts';
import { runCommand } from '../builders/auspex-command.ts';
import { EngineBench } from '../builders/scripted-engine.ts';
import { canMount, SmallDisk } from '../builders/small-disk.ts';

/** Enough that a reserve is laid by. */
const diskSize = '80m';
const newest = { limit: 10, offset: 0, order: 'newest' as const };

let bench: EngineBench;
let disk: SmallDisk | null;
beforeEach(async () => {
  bench = await EngineBench.open();
  disk = await SmallDisk.mount(path.join(bench.folder, 'disk'), diskSize);
});
afterEach(async () => {
  await bench.stop();
  disk?.unmount();
  await bench.close();
});

const reserveBytes = async (dataFolder: string) =>
  (await stat(path.join(dataFolder, 'reserve')).catch(() => null))?.size ?? 0;

describe.skipIf(!canMount)('an engine that opens on a full disk', () => {
  it('shows the jobs, keeps those that wait, and gives the room back that it took', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = path.join(disk.folder, 'data');
    const first = await bench.engine({ dataFolder, works: 'ownJobs' });
    const [done] = await bench.run(first, 'done.csv');
    await first.jobs.setQueuePaused(true);
    const [waiting] = await bench.submit(first, 'waiting.csv');
    await first.close();
    expect(await reserveBytes(dataFolder)).toBe(2 ** 20);

    // Twice: what the first one takes must be there again for the second.
    for (const _round of [1, 2]) {
      await disk.fill();
      const engine = await bench.engine({ dataFolder, settings: { minFreeDiskBytes: 500_000_000 } });
      const { jobs } = await engine.jobs.list(jobFilterSchema.parse({}), newest);
      expect(jobs.map(({ id, state }) => [id, state])).toEqual([
        [waiting!.id, 'queued'],
        [done!.id, 'completed'],
      ]);
      expect((await engine.jobs.history(done!.id)).attempts).toHaveLength(1);
      await engine.jobs.setQueuePaused(false);
      await expect
        .poll(async () => (await engine.jobs.get(waiting!.id)).waitReason?.kind, { timeout: 20_000 })
        .toBe('disk');
      await engine.close();
      expect(await reserveBytes(dataFolder)).toBeGreaterThanOrEqual(2 ** 19);
    }
    await disk.empty();
    const last = await bench.engine({ dataFolder });
    const [ended] = await last.jobs.waitForEnd([waiting!.id]);
    expect(ended!.state).toBe('completed');
  });

  it('refuses with DISK_FULL where it has no reserve', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = path.join(disk.folder, 'data');
    await disk.fill();
    await expect(bench.engine({ dataFolder })).rejects.toMatchObject({ code: 'DISK_FULL' });
    // tmpfs still makes folders; no file of ours is left lying.
    expect(await readdir(dataFolder).catch(() => [])).toEqual([]);
  });
});

describe.skipIf(!canMount)('on a disk that is full while the engine works', () => {
  it.each(['remove', 'cancel', 'setQueuePaused'] as const)('%s can make room', async (command) => {
    if (!disk) return;
    const engine = await bench.engine({ dataFolder: path.join(disk.folder, 'data') });
    await engine.jobs.setQueuePaused(command !== 'setQueuePaused');
    const submitMany = async () => {
      for (let round = 0; round < 1000; round++) await bench.submit(engine, 'good.csv');
    };
    const [job] = await bench.submit(engine, 'first.csv');
    if (command === 'remove') await engine.jobs.cancel({ ids: [job!.id] });
    await disk.fill();
    // What the archive's log had left is taken too.
    await expect(submitMany()).rejects.toMatchObject({ code: 'DISK_FULL' });
    if (command === 'setQueuePaused') {
      await engine.jobs.setQueuePaused(true);
      expect((await engine.jobs.counts()).isQueuePaused).toBe(true);
    } else {
      expect(await engine.jobs[command]({ ids: [job!.id] })).toBe(1);
      const left = engine.jobs.get(job!.id).then(({ state }) => state);
      await expect(left.catch((fault) => fault.code)).resolves.toBe(command === 'remove' ? 'JOB_UNKNOWN' : 'cancelled');
    }
    await disk.empty();
  });
});

describe.skipIf(!canMount)('the command line on a full disk', () => {
  it('lists and shows jobs', async ({ skip }) => {
    if (!disk) return skip('no right to mount');
    const dataFolder = path.join(disk.folder, 'data');
    const engine = await bench.engine({ dataFolder });
    const [job] = await bench.run(engine, 'good.csv');
    await engine.close();
    await disk.fill();
    const listed = await runCommand(['jobs', 'list', '--json', '--data', dataFolder]);
    expect(JSON.parse(listed.stdout)).toMatchObject({ jobs: [{ id: job!.id }], total: 1 });
    const shown = await runCommand(['jobs', 'show', job!.id, '--json', '--data', dataFolder]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ job: { state: 'completed' } });
  });
});
