import zlib from 'node:zlib';
import { Fault } from '../../../contract/faults.ts';
import type { ByteFile } from './byte-file.ts';
import type { ZipEntry } from './central-directory.ts';
import { checkUnpacked, type UnpackLimits, unpackBound } from './unpack-limits.ts';

const localSignature = 0x04034b50;
const packedSliceBytes = 256 * 1024;
/** Unpacked bytes at a time; smaller ones cost a third more for the same part, larger ones gain nothing. */
const chunkBytes = 512 * 1024;
/** A part of so many packed bytes unpacks to 33 MB at most. */
const smallPackedBytes = 32 * 1024;

export interface UnpackProgress {
  packedBytes: number;
  unpackedBytes: number;
}

/** The slice of the file that holds the packed bytes of `entry`. Faults: WORKBOOK_TRUNCATED, WORKBOOK_DAMAGED, WORKBOOK_ENCRYPTED. */
function packedPosition(file: ByteFile, entry: ZipEntry, fileName: string): number {
  if (entry.isEncrypted) throw new Fault('WORKBOOK_ENCRYPTED', { file: fileName }, { detail: entry.name });
  const header = file.read(entry.headerPosition, 30);
  if (header.length < 30) throw new Fault('WORKBOOK_TRUNCATED', { file: fileName }, { detail: entry.name });
  if (header.readUInt32LE(0) !== localSignature) throw damaged(entry, fileName, 'no local header');
  const position = entry.headerPosition + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (position + entry.compressedBytes > file.sizeBytes) {
    throw new Fault('WORKBOOK_TRUNCATED', { file: fileName }, { detail: entry.name });
  }
  return position;
}

/**
 * The bytes of one part, chunk by chunk. Inflating runs on the thread pool of Node while the caller works on the chunk
 * before. The sizes are checked against `limits` while they grow, whatever the directory claims, and the checksum at the end.
 * Faults: WORKBOOK_BOMB, WORKBOOK_TRUNCATED, WORKBOOK_DAMAGED, WORKBOOK_ENCRYPTED.
 */
export async function* unpackPart(
  file: ByteFile,
  entry: ZipEntry,
  fileName: string,
  limits: UnpackLimits,
  progress: UnpackProgress = { packedBytes: 0, unpackedBytes: 0 },
): AsyncGenerator<Buffer, void, undefined> {
  if (entry.method !== 0 && entry.method !== 8) throw damaged(entry, fileName, `compression method ${entry.method}`);
  checkUnpacked(entry, entry.declaredBytes, limits, fileName); // a claim beyond the bounds is refused unread
  const position = packedPosition(file, entry, fileName);
  let checksum = 0;
  try {
    for await (const chunk of unpacked(file, entry, position, limits, fileName, progress)) {
      progress.unpackedBytes += chunk.length;
      checkUnpacked(entry, progress.unpackedBytes, limits, fileName);
      checksum = zlib.crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code?.startsWith('Z_')) throw damaged(entry, fileName, `${code} at byte ${progress.unpackedBytes}`);
    throw error;
  }
  if (checksum !== entry.crc32) throw damaged(entry, fileName, 'wrong checksum');
}

/** The unpacked bytes: at once where the part is small, so that opening a workbook of many parts takes little. */
function unpacked(
  file: ByteFile,
  entry: ZipEntry,
  position: number,
  limits: UnpackLimits,
  fileName: string,
  progress: UnpackProgress,
): AsyncIterable<Buffer> | Iterable<Buffer> {
  const length = entry.compressedBytes;
  if (entry.method === 0) return packedSlices(file, position, length, progress);
  if (length > smallPackedBytes) {
    return inflated((room) => packedSlices(file, position, length, progress, room));
  }
  const bytes = file.read(position, length);
  progress.packedBytes = bytes.length;
  const bound = unpackBound(entry, limits);
  try {
    return [zlib.inflateRawSync(bytes, { maxOutputLength: Math.min(bound, 2 ** 31) })];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    checkUnpacked(entry, bound + 1, limits, fileName);
    return [];
  }
}

function* packedSlices(
  file: ByteFile,
  from: number,
  length: number,
  progress: UnpackProgress,
  room?: Buffer,
): Generator<Buffer> {
  for (let done = 0; done < length; done += packedSliceBytes) {
    const slice = file.read(from + done, Math.min(packedSliceBytes, length - done), room);
    progress.packedBytes = done + slice.length;
    yield slice;
  }
}

/** A room for packed slices that nobody uses. */
let spareRoom: Buffer | null = null;

async function* inflated(packed: (room: Buffer) => Iterable<Buffer>): AsyncGenerator<Buffer> {
  // One room serves all slices: each is taken in before the next one is read.
  const room = spareRoom ?? Buffer.allocUnsafe(packedSliceBytes);
  spareRoom = null;
  // With room for more than one chunk the next one is inflated while this thread parses.
  const options = { chunkSize: chunkBytes, readableHighWaterMark: 2 * chunkBytes };
  const inflater = zlib.createInflateRaw(options);
  feed(inflater, packed(room)).catch((error: Error) => inflater.destroy(error));
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    spareRoom = room; // not when given up: a slice may still be at work
  } finally {
    inflater.destroy();
  }
}

/** Hands over one slice after another, each when the one before has been taken in. */
async function feed(inflater: zlib.InflateRaw, packed: Iterable<Buffer>): Promise<void> {
  for (const slice of packed) {
    await new Promise<void>((resolve, reject) => {
      inflater.write(slice, (error) => (error ? reject(error) : resolve()));
    });
  }
  inflater.end();
}

/** All bytes of a small part. */
export async function unpackWhole(
  file: ByteFile,
  entry: ZipEntry,
  fileName: string,
  limits: UnpackLimits,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of unpackPart(file, entry, fileName, limits)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function damaged(entry: ZipEntry, fileName: string, detail: string): Fault {
  return new Fault('WORKBOOK_DAMAGED', { file: fileName, part: entry.name }, { detail });
}
