import type { TablePlan } from '../../../contract/orders.ts';
import { type CellRange, parseRange } from '../cell-range.ts';
import { mergedAmong } from '../fill-merged.ts';
import { mergedNotes } from '../preview-notes.ts';
import { maximumRows } from './cell-sink.ts';

type PlannedTable = Pick<TablePlan, 'firstDataRow' | 'range' | 'sourceColumns'>;

/** What a plan tells of the merged cells `ranges` of a sheet: those among the rows of its table, and a note where cells are empty by them. */
export function mergesOfTable(
  ranges: readonly CellRange[],
  { firstDataRow, range, sourceColumns }: PlannedTable,
  isFilled: boolean,
): Pick<TablePlan, 'notes' | 'mergedRanges'> {
  const lastRow = (range === undefined ? null : parseRange(range))?.lastRow ?? maximumRows - 1;
  const merged = mergedAmong(ranges, { firstDataRow, lastRow, columns: sourceColumns });
  const notes = mergedNotes(merged, isFilled);
  return notes.length > 0 ? { notes, mergedRanges: merged.ranges } : {};
}
