import zlib, { deflateRawSync } from 'node:zlib';

/** 1 January 2024, midnight, as zip files write it: stands for the clock, so that the same contents give the same bytes. */
const fixedTime = 0;
const fixedDate = ((2024 - 1980) << 9) | (1 << 5) | 1;
const deflated = 8;
const endSize = 22;

/**
 * The same zip file with its stored entries compressed and dated alike; images, which are compressed already, stay as
 * they are. ExcelJS compresses in JavaScript, for longer than all its other work takes. It reads what ExcelJS writes: no
 * comment at the end, no sizes behind the data. (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.)
 * Drawings are mended on the way: see `mendedPart`.
 */
export function compressZip(zip: Buffer): Buffer {
  const end = Buffer.from(zip.subarray(zip.length - endSize));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let at = end.readUInt32LE(16);
  for (let entry = 0; entry < end.readUInt16LE(10); entry++) {
    const length = 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const record = Buffer.from(zip.subarray(at, at + length));
    const { header, data } = compressEntry(zip, record);
    record.writeUInt32LE(offset, 42);
    parts.push(header, data);
    directory.push(record);
    offset += header.length + data.length;
    at += length;
  }
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** The entry of this directory record; writes its method, date and size into the record also. */
function compressEntry(zip: Buffer, record: Buffer): { header: Buffer; data: Buffer } {
  const start = record.readUInt32LE(42);
  const headerLength = 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const header = Buffer.from(zip.subarray(start, start + headerLength));
  const stored = zip.subarray(start + headerLength, start + headerLength + record.readUInt32LE(20));
  const name = record.toString('latin1', 46, 46 + record.readUInt16LE(28));
  const isCompressed = name.endsWith('.png') || record.readUInt16LE(10) === deflated;
  const content = isCompressed ? stored : mendedPart(name, stored);
  const data = isCompressed ? stored : deflateRawSync(content);
  for (const [fields, at] of [
    [header, 8],
    [record, 10],
  ] as const) {
    if (!isCompressed) fields.writeUInt16LE(deflated, at);
    fields.writeUInt16LE(fixedTime, at + 2);
    fields.writeUInt16LE(fixedDate, at + 4);
    fields.writeUInt32LE(data.length, at + 10);
    if (content === stored) continue;
    fields.writeUInt32LE(zlib.crc32(content), at + 6);
    fields.writeUInt32LE(content.length, at + 14);
  }
  return { header, data };
}

/**
 * ExcelJS gives pictures that hang on one cell an attribute that only those between two cells may have (ECMA-376 part 1,
 * 20.5.2.24 and 20.5.2.33): Excel overlooks it, openpyxl does not see the pictures then.
 */
function mendedPart(name: string, content: Buffer): Buffer {
  if (!/^xl\/drawings\/drawing\d+\.xml$/.test(name)) return content;
  return Buffer.from(content.toString('utf8').replaceAll(/<xdr:oneCellAnchor editAs="\w+">/g, '<xdr:oneCellAnchor>'));
}
