import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettlingFiles } from '../../../../engine/timetable/watched-folders/settling-files.ts';

const workbook = fileURLToPath(new URL('../../../../examples/messy.xlsx', import.meta.url));

let folder: string;
let nowMs: number;
let files: SettlingFiles;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-settling-'));
  nowMs = 1_000;
  files = new SettlingFiles({ stableMs: 2_000, unfinishedMs: 30_000, pollMs: 500, elapsedMs: () => nowMs });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  files.add(file);
  return file;
}

/** Lets time go by, looking as often as files are looked at; gives how long it took until one was complete, null if it did not. */
async function waitFor(atMostMs: number): Promise<number | null> {
  const begunMs = nowMs;
  for (; nowMs - begunMs <= atMostMs; nowMs += 500) {
    if ((await files.settled()).length > 0) return nowMs - begunMs;
  }
  return null;
}

describe('a file that is being written', () => {
  it.each([
    ['a.csv', 'a,b\n1,2\n'],
    ['crlf.tsv', 'a\tb\r\n1\t2\r\n'],
    ['wide.csv', Buffer.from('a,b\n1,2\n', 'utf16le')],
    ['a.json', '[{"a":1}]\n'],
    ['a.jsonl', '{"a":1}'],
    ['a.parquet', 'PAR1 rows PAR1'],
    ['a.xls', 'whatever it ends with'],
  ])('%s that ends as one of its kind is complete when it has stood still', async (name, bytes) => {
    put(name, bytes);
    expect(await waitFor(60_000)).toBe(2_000);
  });

  it.each([
    ['a.csv', 'a,b\n1,'],
    ['a.json', '[{"a":1},'],
    ['a.parquet', 'PAR1 rows'],
    ['a.xlsx', 'PK half of it'],
  ])('%s that ends otherwise is waited for much longer', async (name, bytes) => {
    put(name, bytes);
    expect(await waitFor(60_000)).toBe(30_000);
  });

  it('is not taken half while its writer pauses, and soon after the rest has come', async () => {
    const whole = await readFile(workbook);
    const file = put('slow.xlsx', whole.subarray(0, whole.length / 2));
    expect(await waitFor(20_000)).toBeNull();
    writeFileSync(file, whole);
    // It paused for twenty seconds before: it is waited for as long as for any that may not be finished.
    expect(await waitFor(60_000)).toBe(30_000);
  });

  it('that paused for a moment is waited for a little longer', async () => {
    const file = put('log.csv', 'a\n1\n');
    expect(await waitFor(1_500)).toBeNull();
    writeFileSync(file, 'a\n1\n2\n');
    expect(await waitFor(60_000)).toBe(4_000);
  });

  it('that was copied to its full size at once is waited for while its end is empty', async () => {
    const file = put('copied.xlsx', 'PK');
    truncateSync(file, 100_000);
    expect(await waitFor(25_000)).toBeNull();
  });
});
