import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveFileOf, isMarkedDamaged } from '../../../engine/archive/damaged-archive.ts';
import { type CheckDepth, openCheckedArchive } from '../../../engine/upkeep/checked-archive.ts';
import { checkArchive } from '../../../workers/archive/check-archive.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { testContext } from '../../builders/order-context.ts';

let folder: ArchiveFolder;
let checked: CheckDepth[];
let troubles: string[];
beforeEach(async () => {
  folder = await ArchiveFolder.make();
  [checked, troubles] = [[], []];
});
afterEach(() => folder.remove());

/** An archive too large to be checked in passing. */
function grow(): void {
  folder.open().close();
  folder.tamper(`WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 700)
    INSERT INTO facts SELECT 'filler ' || number, hex(zeroblob(2000)) FROM numbers`);
}

const check = async (path: string, depth: CheckDepth) => {
  checked.push(depth);
  return (await checkArchive({ path, depth }, testContext().context)).damage;
};

async function open(options: Partial<Parameters<typeof openCheckedArchive>[0]> = {}) {
  const opened = await openCheckedArchive({
    ...{ dataFolder: folder.dataFolder, now: () => Date.UTC(2024, 0, 1), isThorough: true, check },
    onTrouble: (sentence) => troubles.push(sentence),
    ...options,
  });
  opened.archive.close();
  return opened.replacedAs;
}

const unclean = `INSERT INTO hosts (id, name, kind, pid, is_working, started_at_ms) VALUES ('gone', 'gone', 'app', 1, 1, 1)`;
const setAside = 'archive.damaged-2024-01-01-0000.sqlite';

describe('the check at the start', () => {
  it('of a large archive runs off the thread: quickly after an end in order, fully after one without a word', async () => {
    grow();
    expect(await open()).toBeNull();
    folder.tamper(unclean);
    expect(await open()).toBeNull();
    expect(checked).toEqual(['quick', 'full']);
  });

  it('finds damage inside a small archive for a process that only looks, too', async () => {
    folder.open().close();
    const file = archiveFileOf(folder.dataFolder);
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xaa, 4096 * 3, 4096 * 20));
    expect(await open({ isThorough: false })).toBe(setAside);
    expect(checked).toEqual([]);
    expect(await open({ isThorough: false })).toBeNull();
  });

  it('of a large archive is left by a process that only looks to one that works', async () => {
    grow();
    folder.tamper(unclean);
    await open({ isThorough: false });
    // As the next process would note of the one that is gone.
    folder.tamper('UPDATE hosts SET ended_at_ms = 2');
    expect(checked).toEqual([]);
    await open();
    await open();
    expect(checked).toEqual(['full', 'quick']);
  });

  it('that takes too long goes on beside the work; what it finds is dealt with at the next start', async () => {
    grow();
    const late = async () => {
      await sleep(50);
      return 'a page is gone';
    };
    expect(await open({ check: late, patienceMs: { quick: 0, full: 0 } })).toBeNull();
    await expect.poll(() => isMarkedDamaged(folder.dataFolder)).toBe(true);
    expect(troubles.join()).toContain('a page is gone');
    expect(await open()).toBe(setAside);
    expect(isMarkedDamaged(folder.dataFolder)).toBe(false);
    expect(await readdir(folder.dataFolder)).toContain(setAside);
  });

  it('that cannot be done keeps nobody from working', async () => {
    grow();
    expect(await open({ check: () => Promise.reject(new Error('no thread')) })).toBeNull();
    expect(troubles).toHaveLength(1);
  });

  it('takes up a setting aside that was interrupted, and minds a mark that is damaged itself', async () => {
    folder.open().close();
    await writeFile(path.join(folder.dataFolder, 'archive.damaged'), '../../etc/passwd');
    expect(await open()).toBe(setAside);
    await writeFile(path.join(folder.dataFolder, 'archive.damaged'), setAside);
    // The archive of that name is there already: what is set aside now must not take its place.
    expect(await open()).not.toBe(setAside);
  });
});
