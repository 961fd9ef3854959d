/** What was done to a cell; where several fit, the first of this list is told. */
export const importChanges = [
  'missingWord',
  'booleanWord',
  'percent',
  'currency',
  'unit',
  'chineseNumber',
  'scale',
  'negative',
  'grouped',
  'decimalComma',
  'fullWidth',
  'numberText',
  'serialDate',
  'chineseDate',
  'namedMonth',
  'dayFirst',
  'monthFirst',
  'compactDate',
  'zonedDate',
  'dateText',
] as const;
export type ImportChange = (typeof importChanges)[number];

/** Why cells that could have been read otherwise stay as they are written. */
export const keptReasons = [
  /** The person wants the column as it is written. */
  'asWritten',
  /** Digits that name something: leading zeros, more digits than a number holds, telephone numbers. */
  'ids',
  /** Too few cells of the column read alike. */
  'notNearlyAll',
  /** Only one of two words occurs (是 without 否). */
  'oneSided',
  /** Nearly all cells of the column were read otherwise; these do not fit, and stay beside them. */
  'unfitting',
  /** Every number could be a day written as one: 20240301. */
  'compactDates',
] as const;
export type KeptReason = (typeof keptReasons)[number];

/** Rows, examples and values kept for one entry of a column. Counts are exact whatever is kept. */
export const reportLimits = { rows: 1000, examples: 5, values: 100, valueCharacters: 120 } as const;

/** Rows that a report names at most, in all columns together. */
const rowsOfReport = 200_000;
const fewestRows = 20;

/** Rows kept for one entry of a column in a table of so many columns. */
export const keptRowsOf = (columns: number): number =>
  Math.max(fewestRows, Math.min(reportLimits.rows, Math.floor(rowsOfReport / columns)));
