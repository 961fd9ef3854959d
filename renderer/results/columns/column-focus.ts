/** A column to be shown; a new object each time, so that the same one can be asked for again. */
export interface ColumnFocus {
  /** Place in the sheet. */
  readonly column: number;
}
