import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../engine/files/make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-make-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a folder', () => {
  it('is made with those above it, and left alone where it is', async () => {
    const wanted = path.join(folder, '学年', 'reports of 2024');
    await makeFolder(wanted);
    await writeFile(path.join(wanted, 'a.txt'), 'kept');
    await makeFolder(wanted);
    expect((await stat(path.join(wanted, 'a.txt'))).size).toBe(4);
  });

  it('is refused where a file bears its name, or the name of one above it', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, 'x');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(path.join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(process.platform !== 'linux')('is refused at once where none can be made', async () => {
    await expect(makeFolder('/proc/auspex/reports')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
