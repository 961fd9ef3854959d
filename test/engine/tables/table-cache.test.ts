import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TableCache } from '../../../engine/tables/table-cache.ts';

let dataFolder: string;
let nowMs = Date.now();
beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(os.tmpdir(), 'auspex-cache-'));
  nowMs = Date.now();
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

async function open(maxBytes = 1e9, hostId = 'here'): Promise<TableCache> {
  const cache = new TableCache({ dataFolder, hostId, maxBytes, now: () => nowMs });
  await cache.prepare((id) => id === 'gone');
  return cache;
}

const text = (content: string) => (scratchPath: string) => writeFile(scratchPath, content);

describe('the cache of tables', () => {
  it('keeps a file by what it was made from, for every process', async () => {
    const cache = await open();
    expect(await cache.find('.rows', 'a', 1)).toBeNull();
    const file = await cache.make('.rows', ['a', 1], text('made'));
    expect(await readFile(file, 'utf8')).toBe('made');
    expect(await (await open(1e9, 'elsewhere')).find('.rows', 'a', 1)).toBe(file);
    expect(await cache.find('.rows', 'a', 2)).toBeNull();
  });

  it('never shows what was not finished, and removes what a host that is gone left', async () => {
    const cache = await open();
    const failing = cache.make('.rows', ['a'], async (scratchPath) => {
      await writeFile(scratchPath, 'half');
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await cache.find('.rows', 'a')).toBeNull();
    const gone = await open(1e9, 'gone');
    await gone.make('.rows', ['b'], text('b'));
    await writeFile(path.join(dataFolder, 'cache/work/gone/left'), 'left');
    await open();
    expect(await readdir(path.join(dataFolder, 'cache/work'))).not.toContain('gone');
    await cache.close();
    expect(await readdir(path.join(dataFolder, 'cache/work'))).toEqual([]);
  });

  it('gives up what was not used for the longest once it is full, never what may be in sight', async () => {
    const cache = await open(25);
    const files: string[] = [];
    for (const name of ['one', 'two', 'three']) files.push(await cache.make('.rows', [name], text('0123456789')));
    expect(await readdir(path.join(dataFolder, 'cache/tables'))).toHaveLength(3);
    const anHourAgo = new Date(nowMs - 3_600_000);
    for (const file of files) await utimes(file, anHourAgo, anHourAgo);
    expect(await cache.find('.rows', 'one')).toBe(files[0]);
    await cache.make('.rows', ['four'], text('0123456789'));
    expect(await cache.find('.rows', 'one')).toBe(files[0]);
    expect([await cache.find('.rows', 'two'), await cache.find('.rows', 'three')]).toEqual([null, null]);
  });
});
