import type { Order, Reply } from '../../contract/orders.ts';
import type { TablePlan } from '../../contract/table-plan.ts';
import type { CellRange } from './cell-range.ts';
import { rebuildSegment } from './rebuild-segment.ts';
import { segmentRows } from './segment.ts';

/**
 * The rows of a sheet with the value of merged cells in each row that they span; every cell keeps its type. What begins in an earlier
 * segment is not filled.
 */
export async function fillMerged({ firstRow, plan, segment }: Order<'fill-merged'>): Promise<Reply<'fill-merged'>> {
  const rows = segmentRows(segment);
  const sources = mergedSources(plan, plan.firstDataRow + firstRow, rows);
  if (sources.size === 0) return { segment, rows };
  return { rows, segment: rebuildSegment(segment, null, (column) => sources.get(column) ?? null) };
}

/** By column of the plan, for a segment whose first row is row `sheetRow` of the sheet: for rows that are empty since they are merged with one above, that row. */
function mergedSources(plan: TablePlan, sheetRow: number, rows: number): Map<number, Map<number, number>> {
  const sources = new Map<number, Map<number, number>>();
  const columnOf = new Map(plan.sourceColumns.map((place, column) => [place, column]));
  for (const range of plan.mergedRanges ?? []) {
    const column = columnOf.get(range.firstColumn);
    const first = range.firstRow - sheetRow;
    if (column === undefined || first < 0) continue;
    const ofColumn = sources.get(column) ?? new Map<number, number>();
    for (let row = first + 1; row <= range.lastRow - sheetRow && row < rows; row++) ofColumn.set(row, first);
    if (ofColumn.size > 0) sources.set(column, ofColumn);
  }
  return sources;
}

/** Of the merged cells of a sheet those that stand among the rows of a table, and how many cells are empty by them. */
export function mergedAmong(
  ranges: readonly CellRange[],
  table: { readonly firstDataRow: number; readonly lastRow: number; readonly columns: readonly number[] },
): { readonly ranges: readonly CellRange[]; readonly emptyCells: number } {
  const columns = new Set(table.columns);
  let emptyCells = 0;
  const found = ranges.filter(({ firstRow, lastRow, firstColumn, lastColumn }) => {
    if (lastRow < table.firstDataRow || firstRow > table.lastRow) return false;
    const from = Math.max(firstRow, table.firstDataRow);
    const to = Math.min(lastRow, table.lastRow);
    let width = 0;
    for (let column = firstColumn; column <= lastColumn; column++) if (columns.has(column)) width++;
    const holdsFirst = firstRow >= table.firstDataRow && columns.has(firstColumn) ? 1 : 0;
    const empty = (to - from + 1) * width - holdsFirst;
    emptyCells += Math.max(0, empty);
    return empty > 0;
  });
  return { ranges: found, emptyCells };
}
