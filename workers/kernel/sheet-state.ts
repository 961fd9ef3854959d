import { stateOf } from './column-state';
import { allocate } from './memory';
import { startBlocks } from './memory-blocks';
import { startCodes } from './shared-codes';

/*
 * What is known of the sheet being read: where its table stands, what its styles and shared strings are, how far the scan is.
 * Rows and columns are 0-based places in the sheet.
 */

/** The first row of the table, or of the stretch of it that is kept; and the first of the batch being read. */
export let firstRow: i32 = 0;
export let batchFirst: i32 = 0;
/** The row after the last one that may be part of the table. */
export let endRow: i32 = 0;
/** The row and the column of the cell read last; −1 before the first of a row. */
export let row: i32 = -1;
export let column: i32 = -1;
/** The last row with a value in the table; −1: none. */
export let lastRow: i32 = -1;
export let raggedRows: i32 = 0;
let lastRagged: i32 = -1;

/** A column of the table for each column of the sheet, −1: none. */
export let targets: usize = 0;
/** What the numbers of each style mean (../tabular/xlsx/number-formats.ts). */
export let styles: usize = 0;
export let styleCount: i32 = 0;
export let is1904: bool = false;

/** Where each shared string stands (its length in 4 bytes, then its bytes), its hash, and the first that is the same; 0: all differ. */
export let strings: usize = 0;
export let stringHashes: usize = 0;
export let firstStrings: usize = 0;
export let stringCount: i32 = 0;
/** What stands for a shared string that there is not: `#REF!`. */
export let brokenReference: usize = 0;
export const brokenReferenceBytes: i32 = 5;

export const sheetColumns: i32 = 16384;

/** Where the state of a column is. */
export function columnStateAt(place: i32): usize {
  return changetype<usize>(stateOf(place));
}

/** Prepares the reading of a sheet whose table has `columns` columns; its rows are `first` to `end` less one. */
export function startSheet(first: i32, end: i32, columns: i32, formats: i32, has1904: bool): void {
  firstRow = first;
  batchFirst = first;
  endRow = end;
  row = -1;
  column = -1;
  lastRow = -1;
  raggedRows = 0;
  lastRagged = -1;
  is1904 = has1904;
  styleCount = formats;
  targets = allocate((<usize>sheetColumns) << 2);
  memory.fill(targets, 255, (<usize>sheetColumns) << 2);
  styles = allocate(<usize>formats + 1);
  startBlocks();
  startCodes(columns);
  brokenReference = allocate(16);
  store<u64>(brokenReference, 0x2146455223); // #REF!
}

export function setStrings(at: usize, hashes: usize, firsts: usize, count: i32): void {
  strings = at;
  stringHashes = hashes;
  firstStrings = firsts;
  stringCount = count;
}

/** Where the tables are that the host fills: targets, meanings of styles. */
export function sheetTableAt(index: i32): usize {
  return index === 0 ? targets : styles;
}

export function setPlace(nextRow: i32, nextColumn: i32): void {
  row = nextRow;
  column = nextColumn;
}

export function setColumn(next: i32): void {
  column = next;
}

export function setFirstRow(next: i32): void {
  firstRow = next;
}

export function setBatchFirst(next: i32): void {
  batchFirst = next;
}

export function setLastRow(next: i32): void {
  lastRow = next;
}

/** A value stands in the row beside the table. */
export function noteRagged(): void {
  if (row === lastRagged) return;
  lastRagged = row;
  raggedRows++;
}

export function sheetRow(): i32 {
  return row;
}

export function sheetColumn(): i32 {
  return column;
}

export function sheetRaggedRows(): i32 {
  return raggedRows;
}

/** How many rows of the batch there are up to the last value; may be more than a batch has room for or none. */
export function sheetBatchRows(): i32 {
  return lastRow < batchFirst ? 0 : lastRow - batchFirst + 1;
}
