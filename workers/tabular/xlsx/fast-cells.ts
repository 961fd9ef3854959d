/** Reads cells in their usual forms faster than one by one. */
export interface FastCells {
  /** The row and the column of the cell read last; −1 before the first of a row. */
  readonly row: number;
  readonly column: number;
  /**
   * Reads from `from` on, in a row whose cell read last is told; answers where it stopped: before a tag that it has not read, or
   * at `end`. Throws RowsDisordered.
   */
  scan(from: number, end: number, row: number, column: number): number;
}
