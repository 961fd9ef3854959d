import { Fault } from '../../../contract/faults.ts';
import type { ByteFile } from './byte-file.ts';

/*
 * The list of parts at the end of a zip file (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16, 4.5.3). Sizes are
 * taken from here alone: local headers hold zeros where a data descriptor follows, and may lie.
 */

export interface ZipEntry {
  /** As written, with `\` turned into `/` and no leading `/`. */
  readonly name: string;
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressedBytes: number;
  /** What the directory claims; a bomb may claim less. */
  readonly declaredBytes: number;
  readonly crc32: number;
  readonly headerPosition: number;
}

export interface ZipDirectory {
  /** By `partKey` of the name. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Keys that occur more than once with different contents: which one counts would be a guess. */
  readonly ambiguousKeys: ReadonlySet<string>;
}

const endSignature = 0x06054b50;
const zip64EndSignature = 0x06064b50;
const zip64LocatorSignature = 0x07064b50;
const entrySignature = 0x02014b50;
const maximumCommentBytes = 65_535;
const maximumDirectoryBytes = 64 * 1024 * 1024;

/** Part names are compared without regard to case, as Excel does; a leading `/` and `\` do not matter. */
export function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/**
 * Reads the directory of `file`. Faults: WORKBOOK_TRUNCATED when the end of the archive is missing or points beyond the
 * file, WORKBOOK_DAMAGED when the directory is not one.
 */
export function readCentralDirectory(file: ByteFile, fileName: string): ZipDirectory {
  const end = findEnd(file, fileName);
  const { position, sizeBytes } = locateDirectory(file, end, fileName);
  if (position + sizeBytes > file.sizeBytes) throw new Fault('WORKBOOK_TRUNCATED', { file: fileName });
  if (sizeBytes > maximumDirectoryBytes) throw damagedDirectory(fileName, `a directory of ${sizeBytes} bytes`);
  return parseEntries(file.read(position, sizeBytes), end.shiftBytes, fileName);
}

interface EndRecord {
  readonly position: number;
  readonly bytes: Buffer;
  /** Bytes that something wrote before the archive; every position in it is off by them. */
  readonly shiftBytes: number;
}

function findEnd(file: ByteFile, fileName: string): EndRecord {
  const tailStart = Math.max(0, file.sizeBytes - maximumCommentBytes - 22);
  const tail = file.read(tailStart, file.sizeBytes - tailStart);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== endSignature) continue;
    const bytes = tail.subarray(at, at + 22);
    const position = tailStart + at;
    const claimed = bytes.readUInt32LE(16) + bytes.readUInt32LE(12);
    const isPlain = bytes.readUInt32LE(16) !== 0xffffffff && bytes.readUInt32LE(12) !== 0xffffffff;
    const shift = position - claimed;
    // A wrong shift is told from a right one by the entry that must stand where the directory begins.
    const first = isPlain && shift > 0 ? file.read(bytes.readUInt32LE(16) + shift, 4) : null;
    const isShifted = first !== null && first.length === 4 && first.readUInt32LE(0) === entrySignature;
    return { position, bytes, shiftBytes: isShifted ? shift : 0 };
  }
  throw new Fault('WORKBOOK_TRUNCATED', { file: fileName }, { detail: 'no end of central directory' });
}

function locateDirectory(file: ByteFile, end: EndRecord, fileName: string): { position: number; sizeBytes: number } {
  const position = end.bytes.readUInt32LE(16);
  const sizeBytes = end.bytes.readUInt32LE(12);
  const isZip64 = position === 0xffffffff || sizeBytes === 0xffffffff || end.bytes.readUInt16LE(10) === 0xffff;
  const locator = isZip64 && end.position >= 20 ? file.read(end.position - 20, 20) : null;
  if (locator === null || locator.readUInt32LE(0) !== zip64LocatorSignature) {
    return { position: position + end.shiftBytes, sizeBytes };
  }
  const record = file.read(Number(locator.readBigUInt64LE(8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== zip64EndSignature) {
    throw damagedDirectory(fileName, 'no zip64 end of central directory');
  }
  return { position: Number(record.readBigUInt64LE(48)), sizeBytes: Number(record.readBigUInt64LE(40)) };
}

function parseEntries(bytes: Buffer, shiftBytes: number, fileName: string): ZipDirectory {
  const entries = new Map<string, ZipEntry>();
  const ambiguousKeys = new Set<string>();
  for (let at = 0; at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== entrySignature) throw damagedDirectory(fileName, `no entry at byte ${at}`);
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > bytes.length) throw damagedDirectory(fileName, 'an entry ends beyond the directory');
    const entry = parseEntry(bytes, at, nameEnd, extraEnd, shiftBytes);
    const key = partKey(entry.name);
    const earlier = entries.get(key);
    if (earlier && (earlier.crc32 !== entry.crc32 || earlier.declaredBytes !== entry.declaredBytes)) {
      ambiguousKeys.add(key);
    }
    entries.set(key, entry);
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return { entries, ambiguousKeys };
}

function parseEntry(bytes: Buffer, at: number, nameEnd: number, extraEnd: number, shiftBytes: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8);
  let compressedBytes = bytes.readUInt32LE(at + 20);
  let declaredBytes = bytes.readUInt32LE(at + 24);
  let headerPosition = bytes.readUInt32LE(at + 42);
  for (let extra = nameEnd; extra + 4 <= extraEnd; extra += 4 + bytes.readUInt16LE(extra + 2)) {
    if (bytes.readUInt16LE(extra) !== 1) continue;
    // Zip64: only the fields that are all ones above stand here, in this order.
    let field = extra + 4;
    const next = (): number => {
      const value = field + 8 <= extraEnd ? Number(bytes.readBigUInt64LE(field)) : 0;
      field += 8;
      return value;
    };
    if (declaredBytes === 0xffffffff) declaredBytes = next();
    if (compressedBytes === 0xffffffff) compressedBytes = next();
    if (headerPosition === 0xffffffff) headerPosition = next();
    break;
  }
  return {
    name: bytes
      .toString('utf8', at + 46, nameEnd)
      .replaceAll('\\', '/')
      .replace(/^\/+/, ''),
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (flags & 1) !== 0,
    compressedBytes,
    declaredBytes,
    crc32: bytes.readUInt32LE(at + 16),
    headerPosition: headerPosition + shiftBytes,
  };
}

function damagedDirectory(fileName: string, detail: string): Fault {
  return new Fault('WORKBOOK_DAMAGED', { file: fileName, part: 'zip' }, { detail });
}
