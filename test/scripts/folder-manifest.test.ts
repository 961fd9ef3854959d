import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkManifest, writeManifest } from '../../scripts/folder-manifest.mjs';

let folder = '';
let manifest = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-manifest-'));
  manifest = path.join(folder, 'manifest.json');
  await mkdir(path.join(folder, 'inner'));
  await writeFile(path.join(folder, 'program'), 'code');
  await writeFile(path.join(folder, 'inner/data'), 'data');
  await writeManifest(folder, manifest);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const check = () => checkManifest(folder, manifest, (name: string) => name === 'program');

describe('a manifest', () => {
  it('finds nothing wrong with the folder it was made from', async () => {
    expect(await check()).toBeNull();
  });

  it('finds a changed program, a missing file and a missing manifest', async () => {
    await writeFile(path.join(folder, 'program'), 'evil');
    expect(await check()).toBe('program was changed');
    await writeFile(path.join(folder, 'program'), 'code');
    await rm(path.join(folder, 'inner/data'));
    expect(await check()).toBe('inner/data is missing');
    await rm(manifest);
    expect(await check()).toBe('there is no readable manifest');
  });
});
