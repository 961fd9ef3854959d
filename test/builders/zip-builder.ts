import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a zip file to build; whatever is given beside the content is written as told, right or wrong. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isStored?: boolean;
  /** Sizes and checksum behind the data instead of in the local header. */
  readonly hasDataDescriptor?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly declaredBytes?: number;
  readonly checksum?: number;
}

export interface ZipOptions {
  /** Sizes and positions in zip64 fields, and the zip64 end records. */
  readonly isZip64?: boolean;
  /** Bytes before the archive, which its positions do not know of. */
  readonly leading?: Uint8Array;
  readonly comment?: string;
}

/** A zip file, well-formed unless its parts say otherwise. */
export function buildZip(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    position += piece.length;
  };
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = part.isStored ? content : deflateRawSync(content, { level: 9 });
    const facts = {
      name: Buffer.from(part.name),
      method: part.method ?? (part.isStored ? 0 : 8),
      flags: (part.flags ?? 0) | 0x800 | (part.hasDataDescriptor ? 8 : 0),
      checksum: part.checksum ?? crc32(content),
      packedBytes: packed.length,
      contentBytes: part.declaredBytes ?? content.length,
      position,
    };
    add(localHeader(facts, part.hasDataDescriptor ?? false));
    add(packed);
    if (part.hasDataDescriptor) add(words(0x08074b50, facts.checksum, facts.packedBytes, facts.contentBytes));
    directory.push(directoryEntry(facts, options.isZip64 ?? false));
  }
  const start = position;
  for (const entry of directory) add(entry);
  add(endRecords(directory.length, start, position - start, options));
  return Buffer.concat([options.leading ?? new Uint8Array(0), ...pieces]);
}

interface PartFacts {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly contentBytes: number;
  readonly position: number;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value >>> 0, index * 4);
  });
  return bytes;
}

function localHeader(facts: PartFacts, hasDataDescriptor: boolean): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(facts.flags, 6);
  header.writeUInt16LE(facts.method, 8);
  if (!hasDataDescriptor) words(facts.checksum, facts.packedBytes, facts.contentBytes).copy(header, 14);
  header.writeUInt16LE(facts.name.length, 26);
  return Buffer.concat([header, facts.name]);
}

function directoryEntry(facts: PartFacts, isZip64: boolean): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(facts.flags, 8);
  header.writeUInt16LE(facts.method, 10);
  header.writeUInt32LE(facts.checksum, 16);
  header.writeUInt32LE(isZip64 ? 0xffffffff : facts.packedBytes, 20);
  header.writeUInt32LE(isZip64 ? 0xffffffff : facts.contentBytes, 24);
  header.writeUInt16LE(facts.name.length, 28);
  header.writeUInt32LE(isZip64 ? 0xffffffff : facts.position, 42);
  if (!isZip64) return Buffer.concat([header, facts.name]);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(facts.contentBytes), 4);
  extra.writeBigUInt64LE(BigInt(facts.packedBytes), 12);
  extra.writeBigUInt64LE(BigInt(facts.position), 20);
  header.writeUInt16LE(extra.length, 30);
  return Buffer.concat([header, facts.name, extra]);
}

function endRecords(count: number, start: number, sizeBytes: number, options: ZipOptions): Buffer {
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.isZip64 ? 0xffff : count, 8);
  end.writeUInt16LE(options.isZip64 ? 0xffff : count, 10);
  end.writeUInt32LE(options.isZip64 ? 0xffffffff : sizeBytes, 12);
  end.writeUInt32LE(options.isZip64 ? 0xffffffff : start, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!options.isZip64) return Buffer.concat([end, comment]);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(sizeBytes), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end, comment]);
}
