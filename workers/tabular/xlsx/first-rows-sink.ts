import type { CellRange } from '../cell-range.ts';
import type { PreviewCell, PreviewRow } from '../preview-cell.ts';
import type { CellSink } from './cell-sink.ts';

export const previewRows = 200;
/** Titles and header stand above the rows that are shown. */
const keptRows = previewRows + 20;
/** Wide sheets give fewer rows, since what is wanted is a look. */
const maximumPreviewCells = 400_000;
const minimumPreviewRows = 20;
const maximumPreviewTextBytes = 32 * 1024 * 1024;
/** Beyond the first rows only the columns in use are noted, for so many rows and cells. */
const maximumNotedRows = 5000;
const maximumNotedCells = 200_000;

export const missingCell: PreviewCell = { kind: 'missing', text: '' };
const noCells: PreviewRow = [];

/** Keeps the first rows of a part of a sheet as a person would read them, and the columns in use in the rows after them. */
export class FirstRowsSink implements CellSink {
  /** 0-based row of the last cell seen; −1: none. */
  lastRow = -1;
  /** Columns with a value below the rows that are kept. */
  readonly laterColumns = new Set<number>();
  /** Shared strings that must be known to read the rows. */
  readonly wantedStrings = new Set<number>();
  readonly #rows = new Map<number, (PreviewCell | number)[]>();
  #current: (PreviewCell | number)[] | null = null;
  #cells = 0;
  #textBytes = 0;
  #notedRows = 0;
  #notedCells = 0;
  readonly #area: CellRange;

  constructor(area: CellRange) {
    this.#area = area;
  }

  startRow(row: number): boolean {
    if (row < this.#area.firstRow) {
      this.#current = null;
      return true;
    }
    const kept = this.#rows.get(row);
    if (kept !== undefined) {
      this.#current = kept;
      return true;
    }
    if (row <= this.#area.lastRow && this.#hasRoom()) {
      this.#current = [];
      this.#rows.set(row, this.#current);
      return true;
    }
    this.#current = null;
    this.#notedRows++;
    return this.#notedRows <= maximumNotedRows && this.#notedCells <= maximumNotedCells;
  }

  #hasRoom(): boolean {
    const rows = this.#rows.size;
    if (rows > 0 && this.#current?.length === 0) {
      for (const [row, cells] of this.#rows) if (cells.length === 0) this.#rows.delete(row);
    }
    if (this.#textBytes > maximumPreviewTextBytes) return false;
    return this.#rows.size < keptRows && (this.#rows.size < minimumPreviewRows || this.#cells < maximumPreviewCells);
  }

  number(row: number, column: number, value: number): void {
    if (this.#isKept(row, column)) this.#keep(column, { kind: 'number', text: String(value) });
  }

  date(row: number, column: number, timeMs: number): void {
    if (this.#isKept(row, column)) this.#keep(column, { kind: 'date', text: readableDate(timeMs) });
  }

  boolean(row: number, column: number, value: boolean): void {
    if (this.#isKept(row, column)) this.#keep(column, { kind: 'boolean', text: value ? 'true' : 'false' });
  }

  sharedText(row: number, column: number, index: number): void {
    if (!this.#isKept(row, column)) return;
    this.wantedStrings.add(index);
    this.#keep(column, index);
  }

  text(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.#isKept(row, column)) this.#keep(column, { kind: 'text', text: this.#decode(bytes, from, to) });
  }

  error(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.#isKept(row, column)) this.#keep(column, { kind: 'error', text: this.#decode(bytes, from, to) });
  }

  /** Row `i` of the sheet at place `i`, cell `j` at place `j`; blank rows and cells between filled ones included. */
  rows(texts: ReadonlyMap<number, string>): PreviewRow[] {
    const filled = [...this.#rows].filter(([, cells]) => cells.length > 0);
    const rows = new Array<PreviewRow>(filled.reduce((most, [row]) => Math.max(most, row + 1), 0)).fill(noCells);
    const shared = new Map<number, PreviewCell>();
    for (const index of this.wantedStrings) shared.set(index, sharedCell(texts.get(index)));
    for (const [row, cells] of filled) {
      const read = new Array<PreviewCell>(cells.length);
      for (let column = 0; column < cells.length; column++) {
        const cell = cells[column] ?? missingCell;
        read[column] = typeof cell === 'number' ? (shared.get(cell) as PreviewCell) : cell;
      }
      rows[row] = read;
    }
    return rows;
  }

  #decode(bytes: Uint8Array, from: number, to: number): string {
    this.#textBytes += to - from;
    return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
  }

  /** Notes a cell with a value; gives whether the cell itself is wanted. */
  #isKept(row: number, column: number): boolean {
    const { firstRow, lastRow, firstColumn, lastColumn } = this.#area;
    if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn) return false;
    this.lastRow = Math.max(this.lastRow, row);
    if (this.#current !== null) return true;
    this.laterColumns.add(column);
    this.#notedCells++;
    return false;
  }

  #keep(column: number, cell: PreviewCell | number): void {
    this.#cells++;
    (this.#current as (PreviewCell | number)[])[column] = cell;
  }
}

function sharedCell(text: string | undefined): PreviewCell {
  if (text === undefined) return { kind: 'error', text: '#REF!' };
  return text === '' ? missingCell : { kind: 'text', text };
}

/** `2024-03-01`, with the time of day behind it where there is one. */
export function readableDate(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  if (iso.endsWith('T00:00:00.000Z')) return iso.slice(0, 10);
  return iso.endsWith('.000Z') ? iso.slice(0, 19) : iso.slice(0, 23);
}
