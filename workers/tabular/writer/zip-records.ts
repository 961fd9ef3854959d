/*
 * The records of a zip file after PKWARE's APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 directory, 4.3.14 to 4.3.16 its end,
 * 4.5.3 the extra field of zip64.
 */

export interface EntryFacts {
  readonly name: string;
  readonly method: 'deflated' | 'stored';
  readonly checksum: number;
  readonly packedBytes: number;
  readonly plainBytes: number;
  /** Where the local header begins. */
  readonly place: number;
}

/** 1 January 2024, midnight, as zip files write it: stands for the clock, so that the same contents give the same bytes. */
const fixedTime = 0;
const fixedDate = ((2024 - 1980) << 9) | (1 << 5) | 1;
/** This value says that the number stands in the extra field. */
const elsewhere = 0xffff_ffff;
const elsewhereShort = 0xffff;
const needsDeflate = 20;
const needsZip64 = 45;

/** What stands before an entry's bytes, and its record in the directory. */
export function entryHeaders(facts: EntryFacts): { local: Buffer; central: Buffer } {
  const { packedBytes, place, plainBytes } = facts;
  const name = Buffer.from(facts.name, 'utf8');
  const isLarge = packedBytes >= elsewhere || plainBytes >= elsewhere;
  const sizes = isLarge ? [plainBytes, packedBytes] : [];
  const localExtra = extraField(sizes);
  const centralExtra = extraField(place >= elsewhere ? [...sizes, place] : sizes);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(Math.min(place, elsewhere), 10);
  const fields = (extra: Buffer) => commonFields(facts, name.length, extra.length, isLarge);
  return {
    local: Buffer.concat([Buffer.from('504b0304', 'hex'), fields(localExtra), name, localExtra]),
    central: Buffer.concat([
      ...[Buffer.from('504b0102', 'hex'), Buffer.from([needsZip64, 0])],
      ...[fields(centralExtra), rest, name, centralExtra],
    ]),
  };
}

function commonFields(facts: EntryFacts, nameBytes: number, extraBytes: number, isLarge: boolean): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(extraBytes > 0 ? needsZip64 : needsDeflate, 0);
  fields.writeUInt16LE(0x0800, 2); // names are UTF-8
  fields.writeUInt16LE(facts.method === 'deflated' ? 8 : 0, 4);
  fields.writeUInt16LE(fixedTime, 6);
  fields.writeUInt16LE(fixedDate, 8);
  fields.writeUInt32LE(facts.checksum, 10);
  fields.writeUInt32LE(isLarge ? elsewhere : facts.packedBytes, 14);
  fields.writeUInt32LE(isLarge ? elsewhere : facts.plainBytes, 18);
  fields.writeUInt16LE(nameBytes, 22);
  fields.writeUInt16LE(extraBytes, 24);
  return fields;
}

function extraField(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return field;
}

/** What stands behind the directory. */
export function directoryEnd(directory: { place: number; sizeBytes: number; entries: number }): Buffer {
  const { entries, place, sizeBytes } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, elsewhereShort), 8);
  end.writeUInt16LE(Math.min(entries, elsewhereShort), 10);
  end.writeUInt32LE(Math.min(sizeBytes, elsewhere), 12);
  end.writeUInt32LE(Math.min(place, elsewhere), 16);
  if (entries < elsewhereShort && place < elsewhere && sizeBytes < elsewhere) return end;
  const large = Buffer.alloc(76);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(needsZip64, 12);
  large.writeUInt16LE(needsZip64, 14);
  for (const [index, value] of [entries, entries, sizeBytes, place].entries()) {
    large.writeBigUInt64LE(BigInt(value), 24 + index * 8);
  }
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(place + sizeBytes), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end]);
}
