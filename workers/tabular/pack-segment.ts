import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { cellKindCount, columnSlots, headSlots, segmentMagic } from './segment.ts';

/** The next multiple of 8; no bit operations, which end at 2 GiB. */
const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

function sizeOf(builder: ColumnBuilder, rows: number): number {
  let size = aligned(rows);
  if (builder.numbers) size += rows * 8;
  if (builder.codes) {
    size += aligned(rows * 4) + aligned((builder.dictionarySize + 1) * 4) + aligned(builder.dictionaryBytesUsed);
  }
  return size;
}

/** The first `rows` rows of `builders` as one segment. */
export function packSegment(builders: readonly ColumnBuilder[], rows: number): SegmentBuffer {
  const headBytes = (headSlots + builders.length * columnSlots) * 8;
  const total = builders.reduce((sum, builder) => sum + sizeOf(builder, rows), headBytes);
  const buffer = new SharedArrayBuffer(total);
  const head = new Float64Array(buffer, 0, headBytes / 8);
  head.set([segmentMagic, rows, builders.length, 0]);
  let offset = headBytes;
  for (const [index, builder] of builders.entries()) {
    const slot = headSlots + index * columnSlots;
    head[slot] = offset;
    const kinds = new Uint8Array(buffer, offset, rows);
    const filled = Math.min(rows, builder.kinds.length);
    kinds.set(builder.kinds.subarray(0, filled));
    offset += aligned(rows);
    if (builder.numbers) {
      head[slot + 1] = offset;
      new Float64Array(buffer, offset, rows).set(builder.numbers.subarray(0, filled));
      offset += rows * 8;
    }
    if (builder.codes) {
      head[slot + 2] = offset;
      new Uint32Array(buffer, offset, rows).set(builder.codes.subarray(0, filled));
      offset += aligned(rows * 4);
      head[slot + 3] = offset;
      head[slot + 4] = builder.dictionarySize;
      new Uint32Array(buffer, offset, builder.dictionarySize + 1).set(builder.dictionaryOffsets);
      offset += aligned((builder.dictionarySize + 1) * 4);
      head[slot + 5] = offset;
      new Uint8Array(buffer, offset, builder.dictionaryBytesUsed).set(builder.dictionaryBytes);
      offset += aligned(builder.dictionaryBytesUsed);
    }
    head.set(countKinds(kinds), slot + 6);
  }
  return buffer;
}

/** How many cells there are of each kind. */
function countKinds(kinds: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let row = 0; row < kinds.length; row++) {
    const kind = kinds[row] as number;
    counts[kind] = (counts[kind] as number) + 1;
  }
  return counts.subarray(0, cellKindCount);
}
