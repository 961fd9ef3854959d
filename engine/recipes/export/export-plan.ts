import type { ExportOptions } from '../../../contract/export-options.ts';
import type { TablePlan } from '../../../contract/orders.ts';

/** How the work on an export is cut; the same whatever the number of threads. */
export interface ExportPlan {
  /** How the input is read; null where it is a table that Auspex has stored itself. */
  readonly table: TablePlan | null;
  /** What a sheet of all rows is called, and the export itself. */
  readonly title: string;
  readonly parts: number;
}

/** The shards of an export, by place. */
export const tablePlace = 0;
export const layoutPlace = 1;
export const partPlace = (part: number): number => 2 + part;

export function shardNamesOf({ parts }: ExportPlan): string[] {
  return ['table', 'layout', ...Array.from({ length: parts }, (_, part) => `rows ${part + 1}`)];
}

/** Cells of a part: about a second's work. */
const partCells = 4_000_000;
const maxParts = 64;

/** How many parts suit so many cells. One Parquet file is written at once. */
export function partCount(cells: number, { format, groupBy }: ExportOptions): number {
  if (format === 'parquet' && groupBy === null) return 1;
  return Math.max(1, Math.min(maxParts, Math.ceil(cells / partCells)));
}
