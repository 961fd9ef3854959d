import type { CellSink } from '../../../../workers/tabular/xlsx/cell-sink.ts';

/** Keeps what it is given, as `A1`-like places with plain values. */
export class CollectingSink implements CellSink {
  readonly cells: Record<string, unknown> = {};
  count = 0;
  lastRow = -1;
  lastColumn = -1;
  readonly #rowLimit: number;

  constructor(rowLimit = Number.POSITIVE_INFINITY) {
    this.#rowLimit = rowLimit;
  }

  startRow(row: number): boolean {
    return row < this.#rowLimit;
  }

  number(row: number, column: number, value: number): void {
    this.#keep(row, column, value);
  }

  date(row: number, column: number, timeMs: number): void {
    this.#keep(row, column, { date: new Date(timeMs).toISOString() });
  }

  boolean(row: number, column: number, value: boolean): void {
    this.#keep(row, column, value);
  }

  sharedText(row: number, column: number, index: number): void {
    this.#keep(row, column, { shared: index });
  }

  text(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    this.#keep(row, column, Buffer.from(bytes.slice(from, to)).toString());
  }

  error(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    this.#keep(row, column, { error: Buffer.from(bytes.slice(from, to)).toString() });
  }

  #keep(row: number, column: number, value: unknown): void {
    this.count++;
    this.lastRow = Math.max(this.lastRow, row);
    this.lastColumn = Math.max(this.lastColumn, column);
    this.cells[`${row},${column}`] = value;
  }
}
