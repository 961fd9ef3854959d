import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { joinChecksums } from '../../../../workers/tabular/writer/checksum.ts';
import { PackedText } from '../../../../workers/tabular/writer/packed-text.ts';
import { ScratchPart } from '../../../../workers/tabular/writer/scratch-part.ts';
import { ZipFile } from '../../../../workers/tabular/writer/zip-file.ts';
import { directoryEnd, entryHeaders } from '../../../../workers/tabular/writer/zip-records.ts';
import { openByteFile } from '../../../../workers/tabular/zip/byte-file.ts';
import { readCentralDirectory } from '../../../../workers/tabular/zip/central-directory.ts';
import { sheetLimits } from '../../../../workers/tabular/zip/unpack-limits.ts';
import { unpackWhole } from '../../../../workers/tabular/zip/unpack-part.ts';
import fc from '../../../builders/fast-check.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { folder } = temporaryFolder();

async function contentsOf(file: string): Promise<Record<string, string>> {
  const zip = openByteFile(file);
  try {
    const { entries } = readCentralDirectory(zip, 'z.zip');
    const contents: Record<string, string> = {};
    for (const entry of entries.values()) {
      contents[entry.name] = (await unpackWhole(zip, entry, 'z.zip', sheetLimits)).toString();
    }
    return contents;
  } finally {
    zip.close();
  }
}

describe('a zip file', () => {
  it('holds what was written in pieces, checksums and all', async () => {
    const part = new ScratchPart(path.join(folder, 'pieces'));
    const text = new PackedText(part);
    const long = '中文 and more '.repeat(200_000);
    text.write('first ');
    const one = text.end();
    text.write(long);
    const two = text.end();
    text.write('third');
    const three = text.end();
    part.close();
    const zip = new ZipFile(path.join(folder, 'z.zip'));
    zip.add({ name: 'joined.txt', method: 'deflated', pieces: [one, two, three] });
    zip.add({ name: '空.txt', method: 'deflated', pieces: [] });
    const stored = Buffer.from('as it is');
    writeFileSync(path.join(folder, 'plain'), stored);
    const sizes = { packedBytes: stored.length, plainBytes: stored.length, checksum: crc32(stored) };
    zip.add({
      name: 'plain.txt',
      method: 'stored',
      pieces: [{ path: path.join(folder, 'plain'), fromByte: 0, ...sizes }],
    });
    const { path: file, sizeBytes } = await zip.finish();
    expect(await contentsOf(file)).toEqual({
      'joined.txt': `first ${long}third`,
      '空.txt': '',
      'plain.txt': 'as it is',
    });
    expect(readFileSync(file)).toHaveLength(sizeBytes);
  });

  it('says in 64 bits what does not fit into 32', () => {
    const facts = {
      name: 'big',
      method: 'deflated',
      checksum: 7,
      packedBytes: 5e9,
      plainBytes: 9e9,
      place: 6e9,
    } as const;
    const { local, central } = entryHeaders(facts);
    expect(local.readUInt32LE(18)).toBe(0xffffffff);
    expect([local.readBigUInt64LE(37), local.readBigUInt64LE(45)]).toEqual([9_000_000_000n, 5_000_000_000n]);
    const extra = 46 + 3 + 4;
    expect([0, 8, 16].map((at) => central.readBigUInt64LE(extra + at))).toEqual([
      ...[9_000_000_000n, 5_000_000_000n, 6_000_000_000n],
    ]);
    expect(directoryEnd({ place: 10, sizeBytes: 10, entries: 2 })).toHaveLength(22);
    expect(directoryEnd({ place: 5e9, sizeBytes: 10, entries: 2 })).toHaveLength(98);
    expect(directoryEnd({ place: 10, sizeBytes: 10, entries: 70_000 })).toHaveLength(98);
  });

  it('is read again with more entries than 16 bits count', async () => {
    const zip = new ZipFile(path.join(folder, 'many.zip'));
    for (let number = 0; number < 66_000; number++) zip.add({ name: `${number}`, method: 'deflated', pieces: [] });
    const { path: file } = await zip.finish();
    const opened = openByteFile(file);
    expect(readCentralDirectory(opened, 'many.zip').entries.size).toBe(66_000);
    opened.close();
  });

  it('joins checksums as if the pieces were one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (pieces) => {
        const joined = pieces.reduce((sum, piece) => joinChecksums(sum, crc32(piece), piece.length), 0);
        expect(joined).toBe(crc32(Buffer.concat(pieces)));
      }),
    );
    expect(deflateRawSync(Buffer.alloc(0))).toEqual(Buffer.from('0300', 'hex'));
  });
});
