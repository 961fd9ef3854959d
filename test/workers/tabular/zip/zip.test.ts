import { describe, expect, it } from 'vitest';
import { openByteFile } from '../../../../workers/tabular/zip/byte-file.ts';
import { partKey, readCentralDirectory, type ZipEntry } from '../../../../workers/tabular/zip/central-directory.ts';
import { checkUnpacked, sheetLimits } from '../../../../workers/tabular/zip/unpack-limits.ts';
import { unpackWhole } from '../../../../workers/tabular/zip/unpack-part.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { buildZip, type ZipOptions, type ZipPart } from '../../../builders/zip-builder.ts';

const { write } = temporaryFolder();
let files = 0;

async function contentOf(bytes: Uint8Array, name: string): Promise<string> {
  const file = openByteFile(write(`zip-${files++}.zip`, bytes));
  try {
    const entry = readCentralDirectory(file, 'a.zip').entries.get(partKey(name));
    if (entry === undefined) throw new Error(`no entry ${name}`);
    return (await unpackWhole(file, entry, 'a.zip', sheetLimits)).toString();
  } finally {
    file.close();
  }
}

const parts: ZipPart[] = [
  { name: 'first.txt', content: 'one' },
  { name: 'Folder\\Second.TXT', content: 'two '.repeat(100_000), hasDataDescriptor: true },
  { name: '/third.txt', content: 'three', isStored: true },
  { name: 'empty/', content: '', isStored: true },
];
const fault = (code: string) => expect.objectContaining({ code });

describe('reading zip files', () => {
  const variants: [string, ZipOptions][] = [
    ['plain', {}],
    ['zip64', { isZip64: true }],
    ['with a comment', { comment: 'PK\u0005\u0006 not the end' }],
    ['behind other bytes', { leading: Buffer.from('#!/bin/sh\n'.repeat(50)) }],
  ];
  for (const [name, options] of variants) {
    it(`unpacks every part, ${name}`, async () => {
      const bytes = buildZip(parts, options);
      expect(await contentOf(bytes, 'FIRST.txt')).toBe('one');
      expect(await contentOf(bytes, 'folder/second.txt')).toBe('two '.repeat(100_000));
      expect(await contentOf(bytes, 'third.txt')).toBe('three');
      expect(await contentOf(bytes, 'empty/')).toBe('');
    });
  }

  it('calls a file cut short truncated, wherever it is cut', async () => {
    const bytes = buildZip(parts);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(contentOf(cut, 'first.txt'), `${share}`).rejects.toThrow(fault('WORKBOOK_TRUNCATED'));
    }
  });

  it('notices wrong checksums, broken streams, unknown methods and passwords', async () => {
    const one = (part: Partial<ZipPart>) => contentOf(buildZip([{ name: 'a', content: 'hello', ...part }]), 'a');
    await expect(one({ checksum: 1 })).rejects.toThrow(fault('WORKBOOK_DAMAGED'));
    await expect(one({ method: 8, isStored: true })).rejects.toThrow(fault('WORKBOOK_DAMAGED'));
    await expect(one({ method: 14 })).rejects.toThrow(fault('WORKBOOK_DAMAGED'));
    await expect(one({ flags: 1 })).rejects.toThrow(fault('WORKBOOK_ENCRYPTED'));
  });

  it('marks names that mean two different parts', () => {
    const twice = buildZip([
      { name: 'a.xml', content: '1' },
      { name: 'A.xml', content: '2' },
      { name: 'b.xml', content: 'same' },
      { name: 'b.xml', content: 'same' },
    ]);
    const file = openByteFile(write('twice.zip', twice));
    expect([...readCentralDirectory(file, 'a.zip').ambiguousKeys]).toEqual(['a.xml']);
    file.close();
  });

  it('bounds what a part may unpack to, by ratio and absolutely', () => {
    const entry = { name: 'a', compressedBytes: 1_000_000 } as ZipEntry;
    const mebibyte = 1024 ** 2;
    expect(() => checkUnpacked(entry, 64 * mebibyte, sheetLimits, 'f')).not.toThrow();
    expect(() => checkUnpacked(entry, 299_000_000, sheetLimits, 'f')).not.toThrow();
    expect(() => checkUnpacked(entry, 301_000_000, sheetLimits, 'f')).toThrow(fault('WORKBOOK_BOMB'));
    const large = { ...entry, compressedBytes: 1024 * mebibyte };
    expect(() => checkUnpacked(large, 9000 * mebibyte, sheetLimits, 'f')).toThrow(fault('WORKBOOK_BOMB'));
  });

  it('stops a part that unpacks to more than it claims', async () => {
    const limits = { maximumBytes: 1e9, maximumRatio: 10, ratioFromBytes: 1000 };
    const file = openByteFile(write('liar.zip', buildZip([{ name: 'a', content: ' '.repeat(1e6), declaredBytes: 5 }])));
    const entry = readCentralDirectory(file, 'a.zip').entries.get('a') as ZipEntry;
    await expect(unpackWhole(file, entry, 'a.zip', limits)).rejects.toThrow(fault('WORKBOOK_BOMB'));
    file.close();
  });
});
