import type { SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { describeColumn } from '../../../workers/profile/describe-column.ts';
import { mergeTexts } from '../../../workers/profile/merge-texts.ts';
import { createNumberScratch } from '../../../workers/profile/number-runs.ts';
import { ColumnBuilder } from '../../../workers/tabular/column-builder.ts';
import { packSegment } from '../../../workers/tabular/pack-segment.ts';
import { columnView } from '../../../workers/tabular/segment.ts';

/** A cell of a test table: null is missing, a Date a date, `{ error }` an error cell. */
export type TestCell = number | string | boolean | Date | null | { readonly error: string };

const encoder = new TextEncoder();

/** The columns of `columns` as one segment. */
export function buildSegment(columns: readonly (readonly TestCell[])[], rows = columns[0]?.length ?? 0): SegmentBuffer {
  return packSegment(columns.map(buildColumn), rows);
}

/** The table cut into segments before the rows `cuts`. */
export function buildSegments(columns: readonly (readonly TestCell[])[], cuts: readonly number[]): SegmentBuffer[] {
  const rows = columns[0]?.length ?? 0;
  const bounds = [0, ...cuts, rows];
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index] as number;
    return buildSegment(
      columns.map((cells) => cells.slice(from, to)),
      to - from,
    );
  });
}

function buildColumn(cells: readonly TestCell[]): ColumnBuilder {
  const builder = new ColumnBuilder(cells.length);
  for (const [row, cell] of cells.entries()) {
    if (typeof cell === 'number') builder.setNumber(row, cell);
    else if (typeof cell === 'boolean') builder.setBoolean(row, cell);
    else if (typeof cell === 'string') {
      const bytes = encoder.encode(cell);
      builder.setText(row, bytes, 0, bytes.length);
    } else if (cell instanceof Date) builder.setDate(row, cell.getTime());
    else if (cell !== null) {
      const bytes = encoder.encode(cell.error);
      builder.setError(row, bytes, 0, bytes.length);
    }
  }
  return builder;
}

/** A plan for a table of `names`; the reading part of it is of no account here. */
export function buildPlan(names: readonly string[], changes: Partial<TablePlan> = {}): TablePlan {
  return {
    path: '/nowhere/table.xlsx',
    fileName: 'table.xlsx',
    format: 'xlsx',
    sheet: 'Sheet1',
    sizeBytes: 1000,
    reader: 'scanner',
    textFormat: null,
    headerStart: 0,
    headerRows: 1,
    firstDataRow: 1,
    columnNames: names,
    originalNames: names,
    sourceColumns: names.map((_, place) => place),
    parts: [{ fromByte: 0, toByte: 1000 }],
    estimatedRows: null,
    estimatedMemoryBytes: 0,
    ...changes,
  };
}

/** The profile of one column, cut before the rows `cuts`. */
export function describeCells(cells: readonly TestCell[], cuts: readonly number[] = []): ColumnProfile {
  const segments = buildSegments([cells], cuts);
  const views = segments.map((segment) => columnView(segment, 0));
  return describeColumn({
    plan: buildPlan(['column']),
    place: 0,
    views,
    texts: mergeTexts(views),
    scratch: createNumberScratch(),
    throwIfCancelled: () => undefined,
  });
}
