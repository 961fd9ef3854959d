import type { SegmentBuffer } from '../../../contract/orders.ts';
import { ColumnBuilder } from '../column-builder.ts';
import { aligned, countKinds, packSegment } from '../pack-segment.ts';
import { columnSlots, headSlots, segmentMagic } from '../segment.ts';

const leastCapacity = 64;

/**
 * The columns of a table, built where they stay: in the shared buffer that becomes the segment, so that nothing is
 * copied at the end. The buffer holds the head of a segment, the kinds of every column, then for every column room for
 * a number per row, which a column of text uses for its codes; dictionaries go where room is left over. A column that
 * holds texts and numbers has the second array outside until it is packed. Row `r` of column `c` is at
 * `c × capacity + r` in `kinds` and `numbers`.
 */
export class TableColumns {
  readonly builders: readonly ColumnBuilder[];
  /** Rows there is room for. */
  capacity: number;
  kinds: Uint8Array;
  numbers: Float64Array;
  /** For dictionaries that find no other room. */
  readonly #spareBytes: number;
  readonly #headBytes: number;
  #buffer: SegmentBuffer;

  constructor(columns: number, expectedRows: number, spareBytes: number) {
    this.capacity = aligned(Math.max(leastCapacity, expectedRows));
    this.#spareBytes = aligned(spareBytes);
    this.#headBytes = (headSlots + columns * columnSlots) * 8;
    this.builders = Array.from({ length: columns }, () => new ColumnBuilder(0));
    this.#buffer = new SharedArrayBuffer(0);
    this.kinds = new Uint8Array(0);
    this.numbers = new Float64Array(0);
    this.#allocate();
  }

  /** Makes room for at least `rows` rows. */
  grow(rows: number): void {
    this.capacity = aligned(Math.max(rows, Math.ceil(this.capacity * 1.5)));
    this.#allocate();
  }

  /** The numbers of a column, whose array is made or chosen now if there was none. */
  needNumbers(column: number): Float64Array {
    const builder = this.builders[column] as ColumnBuilder;
    builder.numbers ??= this.#isInside(builder.codes)
      ? new Float64Array(this.capacity)
      : new Float64Array(this.#buffer, this.#areaOf(column), this.capacity);
    return builder.numbers;
  }

  /** The codes of a column, likewise. */
  needCodes(column: number): Uint32Array {
    const builder = this.builders[column] as ColumnBuilder;
    builder.codes ??= this.#isInside(builder.numbers)
      ? new Uint32Array(this.capacity)
      : new Uint32Array(this.#buffer, this.#areaOf(column), this.capacity);
    return builder.codes;
  }

  /** Where row 0 of a column stands in `numbers`; −1: its numbers are elsewhere, or there are none yet. */
  numberPlace(column: number): number {
    const place = column * this.capacity;
    return this.#isInside(this.builders[column]?.numbers) && place + this.capacity < 2 ** 31 ? place : -1;
  }

  /** The first `rows` rows as a segment; nothing may be written afterwards. */
  pack(rows: number): SegmentBuffer {
    return (rows * 2 >= this.capacity && this.#packInPlace(rows)) || packSegment(this.builders, rows);
  }

  #isInside(array: Float64Array | Uint32Array | null | undefined): boolean {
    return array?.buffer === this.#buffer;
  }

  #areaOf(column: number): number {
    return this.#headBytes + this.builders.length * this.capacity + column * this.capacity * 8;
  }

  #allocate(): void {
    const { capacity } = this;
    const columns = this.builders.length;
    const before = this.builders.map(({ kinds, numbers, codes }) => ({
      ...{ kinds, numbers, codes },
      areNumbersInside: this.#isInside(numbers),
    }));
    this.#buffer = new SharedArrayBuffer(this.#headBytes + columns * capacity * 9 + this.#spareBytes);
    this.kinds = new Uint8Array(this.#buffer, this.#headBytes, columns * capacity);
    this.numbers = new Float64Array(this.#buffer, this.#headBytes + columns * capacity, columns * capacity);
    for (const [column, { kinds, numbers, codes, areNumbersInside }] of before.entries()) {
      const builder = this.builders[column] as ColumnBuilder;
      builder.kinds = this.kinds.subarray(column * capacity, (column + 1) * capacity);
      builder.kinds.set(kinds);
      builder.numbers = null;
      builder.codes = null;
      if (numbers && areNumbersInside) this.needNumbers(column).set(numbers);
      if (codes) this.needCodes(column).set(codes);
      if (numbers && !areNumbersInside) this.needNumbers(column).set(numbers);
    }
  }

  /** null: the room left over is not enough. */
  #packInPlace(rows: number): SegmentBuffer | null {
    const buffer = this.#buffer;
    const gaps = this.builders.map((builder, column) => {
      const area = this.#areaOf(column);
      const used = this.#isInside(builder.numbers) ? rows * 8 : this.#isInside(builder.codes) ? rows * 4 : 0;
      return { from: area + aligned(used), to: area + this.capacity * 8 };
    });
    gaps.push({ from: buffer.byteLength - this.#spareBytes, to: buffer.byteLength });
    const place = (array: Uint8Array | Uint32Array | Float64Array): number => {
      if (this.#isInside(array as Uint32Array)) return array.byteOffset;
      const size = aligned(array.byteLength);
      const gap = gaps.find(({ from, to }) => to - from >= size);
      if (!gap) return -1;
      const offset = gap.from;
      gap.from += size;
      new Uint8Array(buffer, offset, array.byteLength).set(
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      );
      return offset;
    };
    const head = new Float64Array(buffer, 0, this.#headBytes / 8);
    for (const [column, builder] of this.builders.entries()) {
      const { numbers, codes } = builder;
      const kinds = builder.kinds.subarray(0, rows);
      const texts = codes && [codes.subarray(0, rows), builder.dictionaryOffsets, builder.dictionaryBytes];
      const [codesAt = 0, offsetsAt = 0, bytesAt = 0] = texts?.map(place) ?? [];
      const numbersAt = numbers ? place(numbers.subarray(0, rows)) : 0;
      if (Math.min(codesAt, offsetsAt, bytesAt, numbersAt) < 0) return null;
      const slots = [kinds.byteOffset, numbersAt, codesAt, offsetsAt, codes ? builder.dictionarySize : 0, bytesAt];
      head.set(slots, headSlots + column * columnSlots);
      head.set(countKinds(kinds), headSlots + column * columnSlots + 6);
    }
    head.set([segmentMagic, rows, this.builders.length, 0]);
    return buffer;
  }
}
