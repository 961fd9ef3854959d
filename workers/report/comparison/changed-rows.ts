import type { ChangeKind, Comparison } from '../../../contract/comparison.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { columnsNote, type NotedColumn, readColumnsNote } from '../../explore/column-note.ts';
import { StoredFile } from '../../explore/parquet/stored-file.ts';
import { tableCellAt } from '../../explore/parquet/table-cell.ts';
import { StoredRows } from '../../export/stored-rows.ts';
import type { OrderContext } from '../../order-context.ts';

/** A stored row that differs. */
export interface ChangedRow {
  readonly kind: ChangeKind;
  /** The cell at a place of the layout that was asked for; while the row is being taken. */
  readonly cellAt: (place: number) => TableCell;
}

/** Cells that are turned into values at a time: column by column, as they lie in memory, and handed out row by row. */
const sliceCells = 200_000;
const maxSliceRows = 1000;

/**
 * Hands the first `limit` rows that differ to `take`, in their order, with what is known of their columns; of their cells those at
 * `wanted` places. Throws JOB_CANCELLED.
 */
export function takeChangedRows(
  path: string,
  { changes }: Comparison,
  wanted: readonly number[],
  limit: number,
  context: OrderContext,
  take: (row: ChangedRow, columns: readonly NotedColumn[]) => void,
): void {
  const file = new StoredFile(path);
  try {
    const columns = readColumnsNote(file.notes.get(columnsNote));
    const places = [...new Set([changes.kind, ...wanted])];
    const rows = new StoredRows(
      file,
      places.map((place) => ({ place })),
    );
    const sliceRows = Math.max(1, Math.min(maxSliceRows, Math.floor(sliceCells / places.length)));
    const values: (readonly TableCell[] | undefined)[] = columns.map(() => undefined);
    for (const { cells, from, to } of rows.slices(0, Math.min(limit, file.rows), sliceRows)) {
      context.throwIfCancelled();
      for (const [index, column] of cells.entries()) {
        const read: TableCell[] = [];
        for (let row = from; row < to; row++) read.push(tableCellAt(column, row));
        values[places[index]!] = read;
      }
      for (let row = 0; row < to - from; row++) {
        const cellAt = (place: number) => values[place]?.[row] ?? null;
        take({ kind: cellAt(changes.kind) as ChangeKind, cellAt }, columns);
      }
    }
  } finally {
    file.close();
  }
}

/** Whether a cell is one of those that count as changed. */
export function isCellChanged(
  { cellAt, kind }: ChangedRow,
  column: Comparison['changes']['columns'][number],
  tolerance: number,
): boolean {
  const { after, before } = column;
  if (kind !== 'changed' || before === null || after === null || before === after) return false;
  const [was, is] = [cellAt(before), cellAt(after)];
  if (was === is) return false;
  return !(typeof was === 'number' && typeof is === 'number' && Math.abs(is - was) <= tolerance);
}

/** Where the cells of columns lie. */
export function placesIn(columns: readonly Comparison['changes']['columns'][number][]): number[] {
  return columns.flatMap(({ after, before }) => [before, after].filter((place) => place !== null));
}
