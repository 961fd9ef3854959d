import { isUtf8 } from 'node:buffer';
import type { Fault } from '../../../contract/faults.ts';
import type { SegmentBuffer } from '../../../contract/orders.ts';
import type { Kernel } from '../../kernel-instance.ts';
import type { KernelRoom } from './byte-room.ts';
import type { CellSink } from './cell-sink.ts';
import type { FastCells } from './fast-cells.ts';
import type { KernelColumns } from './kernel-columns.ts';
import { RowsDisordered } from './rows-disordered.ts';
import { SheetColumns } from './sheet-columns.ts';
import { batchRowsOf, type SheetTable, startSheet } from './sheet-kernel.ts';

/** What the kernel answers (kernel/scan-cells.ts, kernel/sheet-cells.ts). */
const stopForBatch = 1;
const stopForOrder = 2;
const besideTable = -1;
const batchIsFull = -3;
const disordered = -4;

/** Bytes per cell in the columns: 8 for a double, or for a whole number and a code; 1 for the kind. */
const cellBytes = 9;
const smallestScratch = 4096;

/** Takes the rows of a sheet, one stretch after another; an empty sheet is one stretch without rows. */
export interface Stretches {
  /** Rows of a stretch; it ends with the batch that reaches so many. */
  readonly rows: number;
  /** Each has memory of its own; otherwise the next one, of this sheet or another, takes over that of the one before. */
  readonly areKept: boolean;
  readonly take: (segment: SegmentBuffer) => void;
}

export interface KernelSinkOptions {
  readonly expectedRows: number;
  /** Room for distinct texts that the columns leave none for. */
  readonly spareBytes: number;
  /** The fault for texts that are not UTF-8. */
  readonly undecodable: () => Fault;
  /** Told how many bytes are needed; may throw. */
  readonly checkMemory: (bytes: number) => void;
  readonly stretches: Stretches;
}

/** Puts the cells of a sheet into columns in the kernel's memory, most of them read there; their rows must rise. */
export class KernelSink implements CellSink, FastCells {
  readonly #kernel: Kernel;
  readonly #room: KernelRoom;
  readonly #table: SheetTable;
  readonly #columns: KernelColumns;
  readonly #parts: SheetColumns;
  readonly #checkMemory: (bytes: number) => void;
  readonly #undecodable: () => Fault;
  readonly #stretches: Stretches;
  #rowsGone = 0;
  #scratch = 0;
  #scratchBytes = 0;

  constructor(kernel: Kernel, room: KernelRoom, table: SheetTable, options: KernelSinkOptions) {
    const columns = table.sourceColumns.length;
    this.#kernel = kernel;
    this.#room = room;
    this.#table = table;
    this.#checkMemory = options.checkMemory;
    this.#undecodable = options.undecodable;
    this.#stretches = options.stretches;
    this.#columns = startSheet(kernel, table);
    this.#parts = new SheetColumns(this.#columns, columns, options.expectedRows, options.spareBytes);
  }

  /** Rows taken over so far; all of them, up to the last one with a value, once finished. */
  get rows(): number {
    return this.#rowsGone + this.#parts.rows;
  }

  get raggedRows(): number {
    return this.#kernel.call.sheetRaggedRows();
  }

  get row(): number {
    return this.#kernel.call.sheetRow();
  }

  get column(): number {
    return this.#kernel.call.sheetColumn();
  }

  /** Hands over the last rows. */
  finish(): void {
    const rows = this.#kernel.call.sheetBatchRows();
    if (rows > 0) this.#takeOver(rows);
    if (this.#parts.rows > 0 || this.#rowsGone === 0) this.#endStretch(true);
    if (!this.#stretches.areKept) this.#parts.close();
  }

  scan(from: number, end: number, row: number, column: number): number {
    const { call } = this.#kernel;
    const base = this.#room.at;
    if (row < this.row || (row === this.row && column < this.column)) throw new RowsDisordered();
    call.setPlace(row, column);
    let at = base + from;
    for (;;) {
      at = call.scanCells(at, base + end);
      const stop = call.scanStop();
      if (stop === stopForOrder) throw new RowsDisordered();
      if (stop !== stopForBatch) return at - base;
      this.#takeOver(this.#batchRows);
    }
  }

  startRow(): boolean {
    return true;
  }

  number(row: number, column: number, value: number): void {
    const place = this.#place(row, column);
    if (place >= 0) this.#kernel.call.putNumber(place, value);
  }

  date(row: number, column: number, timeMs: number): void {
    const place = this.#place(row, column);
    if (place >= 0) this.#kernel.call.putTime(place, timeMs);
  }

  boolean(row: number, column: number, value: boolean): void {
    const place = this.#place(row, column);
    if (place >= 0) this.#kernel.call.putBoolean(place, value);
  }

  sharedText(row: number, column: number, index: number): void {
    const { call } = this.#kernel;
    if (!call.isSharedValue(index)) return;
    const place = this.#place(row, column);
    if (place >= 0) call.putShared(place, index);
  }

  text(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    this.#putBytes(row, column, bytes, from, to, false);
  }

  error(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    this.#putBytes(row, column, bytes, from, to, true);
  }

  #putBytes(row: number, column: number, bytes: Uint8Array, from: number, to: number, isError: boolean): void {
    const place = this.#place(row, column);
    if (place < 0) return;
    const length = to - from;
    if (length > this.#scratchBytes) {
      // The bytes may lie in the kernel's memory, which moves when it grows.
      const text = bytes.slice(from, to);
      this.#scratchBytes = Math.max(smallestScratch, length * 2);
      this.#scratch = this.#kernel.call.allocate(this.#scratchBytes);
      this.#kernel.bytes.set(text, this.#scratch);
    } else this.#kernel.bytes.set(bytes.subarray(from, to), this.#scratch);
    this.#kernel.call.putBytes(place, this.#scratch, this.#scratch + length, isError);
  }

  /** The column of the table that a cell belongs to; below 0: none. */
  #place(row: number, column: number): number {
    for (;;) {
      const place = this.#kernel.call.placeCell(row, column);
      if (place === disordered) throw new RowsDisordered();
      if (place === besideTable) this.#kernel.call.noteRagged();
      if (place !== batchIsFull) return place;
      this.#takeOver(this.#batchRows, row);
    }
  }

  get #batchRows(): number {
    return batchRowsOf(this.#table.sourceColumns.length);
  }

  /** Takes over the first rows of the batch on the way to the row `nextRow` of the sheet. */
  #takeOver(rows: number, nextRow = this.row): void {
    const { call } = this.#kernel;
    const columns = this.#table.sourceColumns.length;
    const rowsInAll = Math.max(nextRow - this.#table.firstRow + 1, this.rows + rows);
    const rowsHeld = this.#stretches.areKept ? rowsInAll : this.#parts.rows + rows;
    this.#checkMemory(rowsHeld * columns * cellBytes + call.taken());
    call.endBatch(rows, columns);
    this.#parts.append(rows);
    call.nextBatch(rows, columns);
    if (this.#parts.rows >= this.#stretches.rows) this.#endStretch(false);
  }

  #endStretch(isLast: boolean): void {
    for (const place of this.#table.sourceColumns.keys()) {
      const texts = this.#columns.dictionary(place)?.bytes;
      if (texts && !isUtf8(texts)) throw this.#undecodable();
    }
    const { take, areKept } = this.#stretches;
    take(this.#parts.pack(isLast || !areKept));
    this.#rowsGone += this.#parts.rows;
    this.#parts.restart();
    this.#kernel.call.startStretch(this.#table.sourceColumns.length);
  }
}
