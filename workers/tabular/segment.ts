import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnBuilder } from './column-builder.ts';

/** What a cell holds. Written as one byte per row in `ColumnView.kinds`. */
export const cellKind = { missing: 0, number: 1, text: 2, boolean: 3, date: 4, error: 5 } as const;
export const cellKindCount = 6;

/** Distinct texts of one column in one segment: entry `i` is `bytes[offsets[i]..offsets[i + 1]]`, UTF-8. */
export interface DictionaryView {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/** One column of a segment. The arrays look into the shared buffer; nobody writes them after packing. */
export interface ColumnView {
  readonly rows: number;
  /** One of `cellKind` per row. */
  readonly kinds: Uint8Array;
  /** Numbers, booleans as 0 or 1, dates as milliseconds since 1970-01-01 UTC; 0 in rows of another kind; null when there are none. */
  readonly numbers: Float64Array | null;
  /** Dictionary entry of each text or error cell; 0 in rows of another kind; null when there are none. */
  readonly codes: Uint32Array | null;
  readonly dictionary: DictionaryView | null;
  /** How many cells there are of each kind, by `cellKind`. */
  readonly counts: Float64Array;
}

/*
 * One SharedArrayBuffer holds a whole segment, so that a host passes any table on as a single value:
 *   Float64 [magic, rows, columns, 0], then 12 Float64 per column:
 *     offset of kinds, of numbers (0: none), of codes (0: none), of dictionary offsets, dictionary entries,
 *     offset of dictionary bytes, then 6 counts by kind;
 *   then the arrays, each beginning at a multiple of 8 bytes.
 */
const magic = 0x5345474d;
const headSlots = 4;
const columnSlots = 12;
const align = (offset: number): number => (offset + 7) & ~7;

function alignLarge(offset: number): number {
  return offset < 0x7fff_fff0 ? align(offset) : Math.ceil(offset / 8) * 8;
}

function sizeOf(builder: ColumnBuilder, rows: number): number {
  let size = alignLarge(rows);
  if (builder.numbers) size += rows * 8;
  if (builder.codes) {
    size +=
      alignLarge(rows * 4) + alignLarge((builder.dictionarySize + 1) * 4) + alignLarge(builder.dictionaryBytesUsed);
  }
  return size;
}

/** The first `rows` rows of `builders` as one segment. */
export function packSegment(builders: readonly ColumnBuilder[], rows: number): SegmentBuffer {
  const headBytes = (headSlots + builders.length * columnSlots) * 8;
  const total = builders.reduce((sum, builder) => sum + sizeOf(builder, rows), headBytes);
  const buffer = new SharedArrayBuffer(total);
  const head = new Float64Array(buffer, 0, headBytes / 8);
  head.set([magic, rows, builders.length, 0]);
  let offset = headBytes;
  for (const [index, builder] of builders.entries()) {
    const slot = headSlots + index * columnSlots;
    const counts = new Float64Array(cellKindCount);
    head[slot] = offset;
    const kinds = new Uint8Array(buffer, offset, rows);
    const filled = Math.min(rows, builder.kinds.length);
    kinds.set(builder.kinds.subarray(0, filled));
    for (let row = 0; row < rows; row++) counts[kinds[row] as number] = (counts[kinds[row] as number] as number) + 1;
    offset += alignLarge(rows);
    if (builder.numbers) {
      head[slot + 1] = offset;
      new Float64Array(buffer, offset, rows).set(builder.numbers.subarray(0, filled));
      offset += rows * 8;
    }
    if (builder.codes) {
      head[slot + 2] = offset;
      new Uint32Array(buffer, offset, rows).set(builder.codes.subarray(0, filled));
      offset += alignLarge(rows * 4);
      head[slot + 3] = offset;
      head[slot + 4] = builder.dictionarySize;
      new Uint32Array(buffer, offset, builder.dictionarySize + 1).set(builder.dictionaryOffsets);
      offset += alignLarge((builder.dictionarySize + 1) * 4);
      head[slot + 5] = offset;
      new Uint8Array(buffer, offset, builder.dictionaryBytesUsed).set(builder.dictionaryBytes);
      offset += alignLarge(builder.dictionaryBytesUsed);
    }
    head.set(counts, slot + 6);
  }
  return buffer;
}

function headOf(segment: SegmentBuffer): Float64Array {
  const head = new Float64Array(segment, 0, headSlots);
  if (head[0] !== magic) throw new TypeError('not a segment');
  return head;
}

export function segmentRows(segment: SegmentBuffer): number {
  return headOf(segment)[1] as number;
}

export function segmentColumns(segment: SegmentBuffer): number {
  return headOf(segment)[2] as number;
}

/** Column `column` (its place in the plan) of `segment`. */
export function columnView(segment: SegmentBuffer, column: number): ColumnView {
  const [, rows = 0, columns = 0] = headOf(segment);
  if (column < 0 || column >= columns) throw new RangeError(`column ${column} of ${columns}`);
  const slots = new Float64Array(segment, (headSlots + column * columnSlots) * 8, columnSlots);
  const [kindsAt = 0, numbersAt = 0, codesAt = 0, offsetsAt = 0, entries = 0, bytesAt = 0] = slots;
  const offsets = codesAt === 0 ? null : new Uint32Array(segment, offsetsAt, entries + 1);
  return {
    rows,
    kinds: new Uint8Array(segment, kindsAt, rows),
    numbers: numbersAt === 0 ? null : new Float64Array(segment, numbersAt, rows),
    codes: codesAt === 0 ? null : new Uint32Array(segment, codesAt, rows),
    dictionary: offsets && {
      count: entries,
      offsets,
      bytes: new Uint8Array(segment, bytesAt, offsets[entries] as number),
    },
    counts: slots.subarray(6, 12),
  };
}

const decoder = new TextDecoder('utf-8');

/** Entry `code` of a dictionary as a string. Bytes are copied first: TextDecoder refuses shared memory. */
export function dictionaryText(dictionary: DictionaryView, code: number): string {
  const from = dictionary.offsets[code] as number;
  const to = dictionary.offsets[code + 1] as number;
  return decoder.decode(dictionary.bytes.slice(from, to));
}
