import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../builders/scripted-engine.ts';

/** A folder that is read-only for everybody needs a mount, which only root may make, and only on Linux. */
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

describe('a data folder', () => {
  it.skipIf(!canMount)('that is read-only is refused with its name, and left as it is', async ({ skip }) => {
    const first = await bench.engine();
    await bench.run(first, 'good.csv');
    await first.close();
    const folder = path.join(bench.folder, 'disk');
    await mkdir(folder);
    try {
      execFileSync('mount', ['--bind', bench.dataFolder, folder], { stdio: 'ignore' });
    } catch {
      return skip('no right to mount');
    }
    disk = folder;
    execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
    await expect(bench.engine({ dataFolder: folder })).rejects.toMatchObject({
      ...{ code: 'DATA_FOLDER_READ_ONLY', values: { folder } },
    });
    const again = await bench.engine();
    expect((await again.jobs.counts()).counts.completed).toBe(1);
  });

  it('that cannot be made is refused', async () => {
    const file = path.join(bench.folder, 'a-file');
    await writeFile(file, 'x');
    const refused = bench.engine({ dataFolder: path.join(file, 'data') });
    await expect(refused).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
  });

  it.skipIf(process.platform !== 'linux')('where no folder can be made is refused at once', async () => {
    const folder = '/proc/auspex/data';
    await expect(bench.engine({ dataFolder: folder })).rejects.toMatchObject({
      ...{ code: 'DATA_FOLDER_NOT_WRITABLE', values: { folder } },
    });
  });

  it('is made with the folders above it', async () => {
    const engine = await bench.engine({ dataFolder: path.join(bench.folder, 'deep', 'down', 'data') });
    const [job] = await bench.run(engine, 'good.csv');
    expect(job!.state).toBe('completed');
  });
});
