/** How the bytes of a text file become rows, and where their fields go. */
export interface RowRules {
  readonly delimiter: number;
  /** −1: none. */
  readonly quote: number;
  /** The last byte of a line break: 10, or 13 where lines end with CR alone. */
  readonly lineEnd: number;
  readonly decimal: '.' | ',';
  /** Where each field goes: a place among the builders, −1 for fields that are no part of the table. */
  readonly targets: readonly number[];
  /** A row with fewer fields is ragged. */
  readonly expectedFields: number;
  /** So is one with a value in this field or a later one. */
  readonly usualFields: number;
  /** What stands behind the last field belongs to it, delimiters too. */
  readonly joinsRest: boolean;
  /** Columns whose numbers, dates and booleans are kept as text. */
  readonly textColumns: ReadonlySet<number>;
}
