import type { ImportChange, KeptReason } from './import-changes.ts';

/**
 * How the texts of one column are read, decided from all of its cells (workers/tabular/interpret). Every text by itself then has one
 * meaning, so that slices of a table are converted independently.
 */
export interface ColumnDecision {
  /** Place in the plan. */
  readonly column: number;
  /** What texts become; `text`: only words for missing change. */
  readonly as: 'number' | 'date' | 'boolean' | 'text';
  readonly decimal: '.' | ',';
  /** '%', the sign of a currency or a unit that numbers bear; '': none. */
  readonly mark: string;
  /** Numbers without the mark are meant with it. */
  readonly allowsBare: boolean;
  readonly allowsBrackets: boolean;
  readonly dateOrder: 'dayFirst' | 'monthFirst';
  readonly allowsCompactDates: boolean;
  /** Numbers among dates are days since 1899-12-30, as spreadsheets count them. */
  readonly allowsSerials: boolean;
  /** Whole numbers such as 20240301 are days. */
  readonly allowsCompactNumbers: boolean;
  readonly isInUtc: boolean;
  /** Place of the pair of words in boolean-words.ts. */
  readonly pair: number;
  /** Texts that stand for a missing value, as written. */
  readonly missing: readonly string[];
  /** Numbers that stand for a missing value. */
  readonly missingNumbers: readonly number[];
  /** For the report: whether the decimal sign or the order of day and month came into play, and was a guess. */
  readonly usesDecimal: boolean;
  readonly usesDateOrder: boolean;
  readonly isAmbiguous: boolean;
  /** Why cells stay text that others of the column are read otherwise beside, and the texts that stand in the way. */
  readonly kept: {
    readonly reason: KeptReason;
    readonly count: number;
    readonly values: readonly { readonly value: string; readonly count: number }[];
    /** null: more than were counted. */
    readonly distinct: number | null;
  } | null;
}

/** What was done to the cells of one column in one part; rows are counted from the first of the part. */
export interface ColumnTally {
  readonly column: number;
  readonly changes: readonly ChangeTally[];
  /** First rows of the cells that stay text in a column that became something else. */
  readonly unfittingRows: Int32Array;
}

export interface ChangeTally {
  readonly change: ImportChange;
  readonly count: number;
  readonly rows: Int32Array;
  /** In the order of their first rows. */
  readonly examples: readonly { readonly written: string; readonly read: string }[];
}
