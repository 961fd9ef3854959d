import type { TablePlan } from '../../../contract/orders.ts';

/** How the work on a prediction is cut; the same whatever the number of threads. */
export interface PredictPlan {
  /** How the file is read; null where it is a table that Auspex has stored itself. */
  readonly table: TablePlan | null;
  /** What the rows are called in the workbook. */
  readonly title: string;
  /** Stretches of rows that are predicted, and that are written. */
  readonly scoreParts: number;
  readonly writeParts: number;
}

/** The shards of a prediction, by place. */
export const tablePlace = 0;
export const matchPlace = 1;
export const scorePlace = (part: number): number => 2 + part;
export const reportPlace = ({ scoreParts }: PredictPlan): number => 2 + scoreParts;
export const layoutPlace = (plan: PredictPlan): number => reportPlace(plan) + 1;
export const writePlace = (plan: PredictPlan, part: number): number => reportPlace(plan) + 2 + part;

export function shardNamesOf({ scoreParts, writeParts }: PredictPlan): string[] {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, part) => `${name} ${part + 1}`);
  const head = ['table', 'columns', ...numbered('predictions', scoreParts)];
  return [...head, 'report', 'layout', ...numbered('rows', writeParts)];
}

/** Rows of the stored table that are decoded at once. */
export const storedGroupRows = 8192;
/** Rows that are predicted in about a second. */
const scoredRows = 2 * storedGroupRows;
/** Cells that are written in about a second. */
const writtenCells = 4_000_000;
/** Columns that a prediction adds, about. */
const addedColumns = 10;
const maxParts = 64;

/** How many parts suit a table. */
export function partsOf(rows: number, columns: number): Pick<PredictPlan, 'scoreParts' | 'writeParts'> {
  const parts = (size: number, each: number) => Math.max(1, Math.min(maxParts, Math.ceil(size / each)));
  const scoreParts = parts(rows, scoredRows);
  return { scoreParts, writeParts: parts(rows * (columns + addedColumns), writtenCells) };
}
