import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from '../../scripts/unzip.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-unzip-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
  readonly crc?: number;
  readonly isStored?: boolean;
}

/** A zip file as APPNOTE.TXT lays it out: local headers with data, directory, end record. */
async function writeZip(entries: readonly Entry[]): Promise<string> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644, crc = crc32(content), isStored = false } of entries) {
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(isStored ? 0 : 8, 10);
    listed.writeUInt32LE(crc, 16);
    listed.writeUInt32LE(data.length, 20);
    listed.writeUInt32LE(Buffer.byteLength(content), 24);
    listed.writeUInt16LE(Buffer.byteLength(name), 28);
    listed.writeUInt32LE((mode << 16) >>> 0, 38);
    listed.writeUInt32LE(offset, 42);
    directory.push(listed, Buffer.from(name));
    parts.push(local, Buffer.from(name), data);
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  const file = path.join(folder, 'a.zip');
  await writeFile(file, Buffer.concat([...parts, listing, end]));
  return file;
}

describe('unzip', () => {
  it('writes deflated and stored files with their permissions, renamed or left out', async () => {
    const text = 'x'.repeat(100_000);
    const zip = await writeZip([
      { name: 'app/run', content: text, mode: 0o100755 },
      { name: 'app/数据.txt', content: 'stored', isStored: true },
      { name: 'app/empty', content: '', isStored: true },
      { name: 'other/file', content: 'no' },
    ]);
    const target = path.join(folder, 'out');
    await unzip(zip, target, (name: string) => (name.startsWith('app/') ? name.slice(4) : null));
    expect(await readFile(path.join(target, 'run'), 'utf8')).toBe(text);
    expect((await stat(path.join(target, 'run'))).mode & 0o777).toBe(0o755);
    expect(await readFile(path.join(target, '数据.txt'), 'utf8')).toBe('stored');
    expect((await stat(path.join(target, 'empty'))).size).toBe(0);
    await expect(stat(path.join(folder, 'out/other'))).rejects.toThrow();
  });

  it.each([
    ['a path that leaves the folder', [{ name: '../evil', content: 'x' }], /leaves the folder/],
    ['content that differs from its check sum', [{ name: 'a', content: 'x', crc: 1 }], /damaged/],
    ['a link out of the folder', [{ name: 'a', content: '../../etc', mode: 0o120777, isStored: true }], /not trusted/],
  ])('refuses %s', async (_what, entries, sentence) => {
    const zip = await writeZip(entries);
    await expect(unzip(zip, path.join(folder, 'out'), (name: string) => name)).rejects.toThrow(sentence);
  });

  it('refuses a file that breaks off', async () => {
    const zip = await writeZip([{ name: 'a', content: 'x'.repeat(1000) }]);
    const whole = await readFile(zip);
    await writeFile(zip, whole.subarray(0, whole.length - 30));
    await expect(unzip(zip, path.join(folder, 'out'), (name: string) => name)).rejects.toThrow(/not a complete zip/);
  });
});
