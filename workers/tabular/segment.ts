import type { SegmentBuffer } from '../../contract/orders.ts';

/** What a cell holds. Written as one byte per row in `ColumnView.kinds`. */
export const cellKind = { missing: 0, number: 1, text: 2, boolean: 3, date: 4, error: 5 } as const;
export const cellKindCount = 6;

/** Distinct texts of one column in one segment: entry `i` is `bytes[offsets[i]..offsets[i + 1]]`, UTF-8. */
export interface DictionaryView {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
  /** The two halves of each entry's hash (kernel/text-entries.ts), one entry after another; null when they were not kept. */
  readonly hashes: Int32Array | null;
}

/** A dictionary of so many entries may hold the same text in two of them (kernel/text-entries.ts); a smaller one does not. */
export const repeatsFrom = 1 << 14;

/** As few bytes for each as their range allows. */
export type WholeArray = Int8Array | Int16Array | Int32Array;
export type CodeArray = Uint8Array | Uint16Array | Uint32Array;

/** Numbers or dates as whole numbers: what stands for `values[row]` is `values[row]` × `multiply` ∕ `divide`, exactly that double. */
export interface WholeNumbers {
  /** 0 in rows without a number. */
  readonly values: WholeArray;
  readonly multiply: number;
  readonly divide: number;
  /** Of the rows that have one. */
  readonly minimum: number;
  readonly maximum: number;
}

/*
 * One SharedArrayBuffer holds a whole segment, so that a host passes any table on as a single value:
 *   Float64 [magic, rows, columns, 0], then `columnSlots` Float64 per column, by the names of `slotOf`;
 *   then the arrays, each beginning at a multiple of 8 bytes.
 */
export const segmentMagic = 0x5345474d;
export const headSlots = 4;
export const columnSlots = 20;

/** Places among the slots of a column; `…At` are offsets in bytes, 0 where there is no such array. */
export const slotOf = {
  ...{ kindsAt: 0, numbersAt: 1, codesAt: 2, offsetsAt: 3, entries: 4, bytesAt: 5, counts: 6 },
  ...{ hashesAt: 12, wholesAt: 13, multiply: 14, divide: 15, minimum: 16, maximum: 17 },
  ...{ wholesBytes: 18, codesBytes: 19 },
} as const;

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

/** One column of a segment. The arrays look into the shared buffer; nobody writes them after packing. */
export class ColumnView {
  readonly rows: number;
  /** Dictionary entry of each text or error cell; 0 in rows of another kind; null when there are none. */
  readonly codes: CodeArray | null;
  readonly dictionary: DictionaryView | null;
  /** How many cells there are of each kind, by `cellKind`. */
  readonly counts: Float64Array;
  /** The numbers, where they are kept as whole numbers. */
  readonly wholes: WholeNumbers | null;
  #kinds: Uint8Array | null;
  #numbers: Float64Array | null;

  constructor(segment: SegmentBuffer, rows: number, slots: Float64Array) {
    const slot = (name: keyof typeof slotOf): number => slots[slotOf[name]] as number;
    this.rows = rows;
    this.counts = slots.subarray(slotOf.counts, slotOf.counts + cellKindCount);
    this.codes = slot('codesAt') === 0 ? null : codesAt(segment, slot('codesAt'), rows, slot('codesBytes'));
    this.dictionary = null;
    if (this.codes) {
      const count = slot('entries');
      const offsets = new Uint32Array(segment, slot('offsetsAt'), count + 1);
      const bytes = new Uint8Array(segment, slot('bytesAt'), offsets[count] as number);
      const hashes = slot('hashesAt') === 0 ? null : new Int32Array(segment, slot('hashesAt'), count * 2);
      this.dictionary = { count, offsets, bytes, hashes };
    }
    this.wholes = null;
    if (slot('wholesAt') !== 0) {
      const values = wholesAt(segment, slot('wholesAt'), rows, slot('wholesBytes'));
      const range = { minimum: slot('minimum'), maximum: slot('maximum') };
      this.wholes = { values, multiply: slot('multiply'), divide: slot('divide'), ...range };
    }
    this.#kinds = slot('kindsAt') === 0 ? null : new Uint8Array(segment, slot('kindsAt'), rows);
    this.#numbers = slot('numbersAt') === 0 ? null : new Float64Array(segment, slot('numbersAt'), rows);
  }

  /** The kind of all cells; −1 when there are several. */
  get onlyKind(): number {
    return this.counts.indexOf(this.rows);
  }

  /** One of `cellKind` per row. */
  get kinds(): Uint8Array {
    this.#kinds ??= new Uint8Array(this.rows).fill(Math.max(0, this.onlyKind));
    return this.#kinds;
  }

  /**
   * Numbers, booleans as 0 or 1, dates as milliseconds since 1970-01-01 UTC; 0 in rows of another kind; null when there
   * are none. Made on the first call where the column keeps whole numbers.
   */
  get numbers(): Float64Array | null {
    if (this.#numbers === null && this.wholes) this.#numbers = doublesOf(this.wholes);
    return this.#numbers;
  }
}

function wholesAt(segment: SegmentBuffer, at: number, rows: number, bytesEach: number): WholeArray {
  if (bytesEach === 1) return new Int8Array(segment, at, rows);
  return bytesEach === 2 ? new Int16Array(segment, at, rows) : new Int32Array(segment, at, rows);
}

function codesAt(segment: SegmentBuffer, at: number, rows: number, bytesEach: number): CodeArray {
  if (bytesEach === 1) return new Uint8Array(segment, at, rows);
  return bytesEach === 2 ? new Uint16Array(segment, at, rows) : new Uint32Array(segment, at, rows);
}

function doublesOf({ values, multiply, divide }: WholeNumbers): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) numbers[row] = ((values[row] as number) * multiply) / divide;
  return numbers;
}

/** Column `column` (its place in the plan) of `segment`. */
export function columnView(segment: SegmentBuffer, column: number): ColumnView {
  const [, rows = 0, columns = 0] = headOf(segment);
  if (column < 0 || column >= columns) throw new RangeError(`column ${column} of ${columns}`);
  return new ColumnView(segment, rows, new Float64Array(segment, (headSlots + column * columnSlots) * 8, columnSlots));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Entry `code` of a dictionary as a string. Bytes are copied first: TextDecoder refuses shared memory. */
export function dictionaryText(dictionary: DictionaryView, code: number): string {
  const from = dictionary.offsets[code] as number;
  const to = dictionary.offsets[code + 1] as number;
  return decoder.decode(dictionary.bytes.slice(from, to));
}
