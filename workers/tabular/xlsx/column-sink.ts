import { isUtf8 } from 'node:buffer';
import { Fault } from '../../../contract/faults.ts';
import type { SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import { parseRange } from '../cell-range.ts';
import { ColumnBuilder } from '../column-builder.ts';
import { checkMemory } from '../memory-limit.ts';
import { packSegment } from '../pack-segment.ts';
import { cellKind } from '../segment.ts';
import { type CellSink, maximumColumns, maximumRows } from './cell-sink.ts';
import { noSharedStrings, type SharedStrings } from './collected-strings.ts';

const startCapacity = 1024;
const beside = -2;
const rowsBetweenChecks = 4096;
/** For tables from shared to own codes, one per column of text; a column beyond it looks each text up. */
const maximumMapBytes = 64 * 1024 * 1024;
const referenceError = Buffer.from('#REF!');

/**
 * Puts the cells of a sheet, or of the plan's range of it, into columns. Cells left of, right of or between the columns of the plan
 * make their row ragged.
 */
export class ColumnSink implements CellSink {
  /** Rows up to the last one with a value. */
  rows = 0;
  raggedRows = 0;
  readonly #plan: TablePlan;
  readonly #firstRow: number;
  readonly #strings: SharedStrings;
  readonly #memoryLimitBytes: number;
  readonly #builders: ColumnBuilder[];
  readonly #endRow: number;
  /** Place in the plan by column of the sheet; -1: none; `beside`: not in the range. */
  readonly #places = new Int32Array(maximumColumns).fill(-1);
  /** By place: own code + 1 by shared index. */
  readonly #codes: (Int32Array | null)[];
  #capacity = startCapacity;
  #arrayBytesPerRow: number;
  #textBytes = 0;
  #mapBytes = 0;
  #lastRagged = -1;

  constructor(plan: TablePlan, strings: SharedStrings | null, memoryLimitBytes: number) {
    this.#plan = plan;
    this.#firstRow = plan.firstDataRow;
    this.#strings = strings ?? noSharedStrings;
    this.#memoryLimitBytes = memoryLimitBytes;
    this.#builders = plan.sourceColumns.map(() => new ColumnBuilder(startCapacity));
    this.#codes = plan.sourceColumns.map(() => null);
    const range = plan.range === undefined ? null : parseRange(plan.range);
    this.#endRow = range === null ? maximumRows : range.lastRow + 1;
    if (range !== null) {
      this.#places.fill(beside, 0, range.firstColumn);
      this.#places.fill(beside, range.lastColumn + 1);
    }
    for (const [place, column] of plan.sourceColumns.entries()) this.#places[column] = place;
    this.#arrayBytesPerRow = this.#builders.length;
  }

  startRow(row: number): boolean {
    const index = row - this.#firstRow;
    if (index >= this.#capacity && row < this.#endRow) this.#grow(index + 1);
    return true;
  }

  number(row: number, column: number, value: number): void {
    this.#setNumeric(row, column, value, cellKind.number);
  }

  date(row: number, column: number, timeMs: number): void {
    this.#setNumeric(row, column, timeMs, cellKind.date);
  }

  boolean(row: number, column: number, value: boolean): void {
    this.#setNumeric(row, column, value ? 1 : 0, cellKind.boolean);
  }

  sharedText(row: number, column: number, index: number): void {
    const { count, starts, ends, bytes } = this.#strings;
    if (index < 0 || index >= count) {
      this.error(row, column, referenceError, 0, referenceError.length);
      return;
    }
    const from = starts[index] as number;
    const to = ends[index] as number;
    if (from === to) return;
    const place = this.#placeOf(row, column);
    if (place < 0) return;
    const builder = this.#builders[place] as ColumnBuilder;
    const map = this.#codes[place] ?? this.#needMap(place);
    let code = map.length === 0 ? -1 : (map[index] as number) - 1;
    if (code < 0) {
      code = this.#intern(builder, bytes, from, to);
      if (map.length > 0) map[index] = code + 1;
    }
    this.#setCode(builder, row, code, cellKind.text);
  }

  text(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    const place = this.#placeOf(row, column);
    if (place < 0) return;
    const builder = this.#builders[place] as ColumnBuilder;
    this.#setCode(builder, row, this.#intern(builder, bytes, from, to), cellKind.text);
  }

  error(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    const place = this.#placeOf(row, column);
    if (place < 0) return;
    const builder = this.#builders[place] as ColumnBuilder;
    this.#setCode(builder, row, this.#intern(builder, bytes, from, to), cellKind.error);
  }

  /** The rows so far as a segment. Faults: WORKBOOK_DAMAGED when a text is not UTF-8. */
  pack(): SegmentBuffer {
    if (!this.#builders.every((builder) => isUtf8(builder.dictionaryBytes))) {
      const values = { file: this.#plan.fileName, part: this.#plan.sheet };
      throw new Fault('WORKBOOK_DAMAGED', values, { detail: 'text that is not UTF-8' });
    }
    return packSegment(this.#builders, this.rows);
  }

  #setNumeric(row: number, column: number, value: number, kind: number): void {
    const place = this.#placeOf(row, column);
    if (place < 0) return;
    const builder = this.#builders[place] as ColumnBuilder;
    const index = row - this.#firstRow;
    const numbers = builder.numbers ?? this.#needNumbers(builder);
    numbers[index] = value;
    builder.kinds[index] = kind;
  }

  #setCode(builder: ColumnBuilder, row: number, code: number, kind: number): void {
    const index = row - this.#firstRow;
    const codes = builder.codes ?? this.#needCodes(builder);
    codes[index] = code;
    builder.kinds[index] = kind;
  }

  /** Where a cell goes; -1 when it is not part of the table. */
  #placeOf(row: number, column: number): number {
    const index = row - this.#firstRow;
    if (index < 0 || row >= this.#endRow) return -1;
    const place = this.#places[column] as number;
    if (place >= 0) {
      if (index >= this.rows) this.rows = index + 1;
    } else if (place !== beside && row !== this.#lastRagged) {
      this.#lastRagged = row;
      this.raggedRows++;
    }
    return place;
  }

  #intern(builder: ColumnBuilder, bytes: Uint8Array, from: number, to: number): number {
    const before = builder.dictionaryBytesUsed;
    const code = builder.intern(bytes, from, to);
    if (builder.dictionaryBytesUsed !== before) {
      // An entry costs its bytes and about 20 more for offset, hash and slots.
      this.#textBytes += builder.dictionaryBytesUsed - before + 20;
      if (builder.dictionarySize % rowsBetweenChecks === 0) this.#check(this.#capacity);
    }
    return code;
  }

  #needNumbers(builder: ColumnBuilder): Float64Array {
    this.#arrayBytesPerRow += 8;
    this.#check(this.#capacity);
    return builder.needNumbers();
  }

  #needCodes(builder: ColumnBuilder): Uint32Array {
    this.#arrayBytesPerRow += 4;
    this.#check(this.#capacity);
    return builder.needCodes();
  }

  #needMap(place: number): Int32Array {
    const { count } = this.#strings;
    const hasRoom = this.#mapBytes + count * 4 <= maximumMapBytes;
    const map = new Int32Array(hasRoom ? count : 0);
    this.#mapBytes += map.byteLength;
    this.#codes[place] = map;
    return map;
  }

  #grow(rows: number): void {
    const capacity = Math.max(rows, Math.ceil(this.#capacity * 1.5));
    this.#check(capacity);
    for (const builder of this.#builders) builder.reserve(capacity);
    this.#capacity = capacity;
  }

  #check(capacity: number): void {
    checkMemory(
      capacity * this.#arrayBytesPerRow + this.#textBytes + this.#mapBytes,
      this.#memoryLimitBytes,
      this.#plan.fileName,
    );
  }
}
