import type { SegmentBuffer } from '../../contract/orders.ts';

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
export const segmentMagic = 0x5345474d;
export const headSlots = 4;
export const columnSlots = 12;
function headOf(segment: SegmentBuffer): Float64Array {
  const head = new Float64Array(segment, 0, headSlots);
  if (head[0] !== segmentMagic) throw new TypeError('not a segment');
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
