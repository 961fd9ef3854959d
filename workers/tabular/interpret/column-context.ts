import type { ColumnDecision } from '../../../contract/column-decision.ts';

/** What is known of a column beside its texts. */
export interface ColumnContext {
  readonly column: number;
  readonly name: string;
  /** Cells that bear a type of their own. */
  readonly numbers: number;
  readonly dates: number;
  readonly booleans: number;
  /** The decimal sign of the file; null: it says nothing, as a workbook. */
  readonly decimal: '.' | ',' | null;
  /** Every value looked at is another one, as names and ids are. */
  readonly isDistinct: boolean;
  /** The values are mostly words of two capital letters, such as codes of countries, among which NA is Namibia. */
  readonly isTwoLetterCode: boolean;
  /** Words for missing that the person has named. */
  readonly missingWords: ReadonlySet<string>;
  /** The person says that whole numbers such as 20240301 are days here. */
  readonly isDateWanted: boolean;
  /** How many of `numbers` may be serials of days; asked only where dates prevail. */
  readonly countSerials: () => number;
}

/** A way to read a column, and how many of its cells fit. */
export interface Candidate {
  readonly as: 'number' | 'date' | 'boolean';
  readonly fitting: number;
  /** Cells that hold a value if the column is read so. */
  readonly total: number;
  readonly decision: Partial<ColumnDecision>;
}
