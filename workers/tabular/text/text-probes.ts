import { readSync } from 'node:fs';

const probeBytes = 2 ** 15;
const probeCount = 8;
const furtherBytes = 2 ** 17;
/** Behind most of what may stand above a table, and before most of what may stand below it. */
const furtherPlace = 0.8;

/** Whole lines from places all over a file behind its first `fromByte` bytes, for what its beginning does not show. */
export function readProbes(file: number, sizeBytes: number, fromByte: number): Uint8Array {
  const rest = sizeBytes - fromByte;
  if (rest <= 0) return new Uint8Array(0);
  const count = Math.min(probeCount, Math.ceil(rest / probeBytes));
  const blocks = Array.from({ length: count }, (_, index) => {
    // The last one ends where the file ends.
    const at = fromByte + Math.floor((Math.max(0, rest - probeBytes) * (index + 1)) / count);
    return wholeLines(readBlock(file, at, Math.min(probeBytes, sizeBytes - at)), 1);
  });
  return Buffer.concat(blocks);
}

/** Whole lines from far down in a file; `unitBytes` 2 for UTF-16. */
export function readFurther(file: number, sizeBytes: number, unitBytes: number): Uint8Array {
  const at = Math.floor((sizeBytes * furtherPlace) / unitBytes) * unitBytes;
  return wholeLines(readBlock(file, at, Math.min(furtherBytes, sizeBytes - at)), unitBytes);
}

function readBlock(file: number, at: number, length: number): Buffer {
  const block = Buffer.allocUnsafe(length);
  return block.subarray(0, readSync(file, block, 0, length, at));
}

/** What stands between the first and the last line end. */
function wholeLines(block: Buffer, unitBytes: number): Buffer {
  const lineEnd = block.includes(10) ? 10 : 13;
  const first = block.indexOf(lineEnd);
  const last = block.lastIndexOf(lineEnd);
  if (unitBytes === 1) return block.subarray(first + 1, Math.max(first, last) + 1);
  // A line end of two bytes: 10 0 or 0 10, at an even place.
  const afterFirst = first - (first % 2) + 2;
  const afterLast = last - (last % 2) + 2;
  return first < 0 ? block.subarray(0, 0) : block.subarray(afterFirst, Math.max(afterFirst, afterLast));
}
