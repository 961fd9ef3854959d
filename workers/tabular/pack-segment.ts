import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { cellKindCount, columnSlots, headSlots, segmentMagic, slotOf } from './segment.ts';

/** The next multiple of 8; no bit operations, which end at 2 GiB. */
export const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

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
    head[slot + slotOf.kindsAt] = offset;
    const kinds = new Uint8Array(buffer, offset, rows);
    const filled = Math.min(rows, builder.kinds.length);
    kinds.set(builder.kinds.subarray(0, filled));
    offset += aligned(rows);
    if (builder.numbers) {
      head[slot + slotOf.numbersAt] = offset;
      new Float64Array(buffer, offset, rows).set(builder.numbers.subarray(0, filled));
      offset += rows * 8;
    }
    if (builder.codes) {
      head[slot + slotOf.codesAt] = offset;
      head[slot + slotOf.codesBytes] = 4;
      new Uint32Array(buffer, offset, rows).set(builder.codes.subarray(0, filled));
      offset += aligned(rows * 4);
      head[slot + slotOf.offsetsAt] = offset;
      head[slot + slotOf.entries] = builder.dictionarySize;
      new Uint32Array(buffer, offset, builder.dictionarySize + 1).set(builder.dictionaryOffsets);
      offset += aligned((builder.dictionarySize + 1) * 4);
      head[slot + slotOf.bytesAt] = offset;
      new Uint8Array(buffer, offset, builder.dictionaryBytesUsed).set(builder.dictionaryBytes);
      offset += aligned(builder.dictionaryBytesUsed);
    }
    head.set(countKinds(kinds), slot + slotOf.counts);
  }
  return buffer;
}

/** How many cells there are of each kind; `kinds` begins at a multiple of 4 bytes. Four of a kind are counted at once. */
export function countKinds(kinds: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  const words = new Int32Array(kinds.buffer, kinds.byteOffset, kinds.length >> 2);
  let word = -1;
  let repeated = 0;
  for (let index = 0; index < words.length; index++) {
    const next = words[index] as number;
    if (next === word) {
      repeated++;
      continue;
    }
    addWord(counts, word, repeated);
    word = next;
    repeated = 1;
  }
  addWord(counts, word, repeated);
  for (let row = words.length * 4; row < kinds.length; row++) addWord(counts, kinds[row] as number, 1, 1);
  return counts.subarray(0, cellKindCount);
}

/** Counts the bytes of a word that came `times` times. */
function addWord(counts: Uint32Array, word: number, times: number, bytes = 4): void {
  for (let byte = 0; byte < bytes; byte++) {
    const kind = (word >>> (byte * 8)) & 0xff;
    counts[kind] = (counts[kind] as number) + times;
  }
}
