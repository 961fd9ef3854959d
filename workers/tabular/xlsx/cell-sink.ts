/** Takes the cells of a sheet in the order in which they are found. Rows and columns are 0-based places in the sheet. */
export interface CellSink {
  /** A row begins, perhaps one seen before or above an earlier one. `false` ends the scan. */
  startRow(row: number): boolean;
  number(row: number, column: number, value: number): void;
  /** `timeMs`: milliseconds since 1970-01-01 UTC of the date and time as written. */
  date(row: number, column: number, timeMs: number): void;
  boolean(row: number, column: number, value: boolean): void;
  /** The text with this index in the shared strings. */
  sharedText(row: number, column: number, index: number): void;
  /** UTF-8; the bytes are valid only during the call. */
  text(row: number, column: number, bytes: Uint8Array, from: number, to: number): void;
  error(row: number, column: number, bytes: Uint8Array, from: number, to: number): void;
}

export const maximumRows = 1_048_576;
export const maximumColumns = 16_384;
