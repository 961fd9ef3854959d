import type { ChangeKind, Comparison } from '../../../contract/comparison.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { columnsNote, type NotedColumn, readColumnsNote } from '../../explore/column-note.ts';
import { StoredFile } from '../../explore/parquet/stored-file.ts';
import { tableCellAt } from '../../explore/parquet/table-cell.ts';
import { StoredRows } from '../../export/stored-rows.ts';
import type { OrderContext } from '../../order-context.ts';

/** A stored row that differs; cells by their places in the layout. */
export interface ChangedRow {
  readonly kind: ChangeKind;
  readonly cells: readonly TableCell[];
}

/** Rows between two looks whether the job is cancelled. */
const sliceRows = 1000;

/** Hands the first `limit` rows that differ to `take`, in their order, with what is known of their columns. */
export function takeChangedRows(
  path: string,
  { changes }: Comparison,
  limit: number,
  context: OrderContext,
  take: (row: ChangedRow, columns: readonly NotedColumn[]) => void,
): void {
  const file = new StoredFile(path);
  try {
    const columns = readColumnsNote(file.notes.get(columnsNote));
    const rows = new StoredRows(
      file,
      columns.map((_, place) => ({ place })),
    );
    for (const { cells, from, to } of rows.slices(0, Math.min(limit, file.rows), sliceRows)) {
      context.throwIfCancelled();
      for (let row = from; row < to; row++) {
        const read = cells.map((column) => tableCellAt(column, row));
        take({ kind: read[changes.kind] as ChangeKind, cells: read }, columns);
      }
    }
  } finally {
    file.close();
  }
}

/** Whether a cell is one of those that count as changed. */
export function isCellChanged(
  { kind, cells }: ChangedRow,
  column: Comparison['changes']['columns'][number],
  tolerance: number,
): boolean {
  const { after, before } = column;
  if (kind !== 'changed' || before === null || after === null || before === after) return false;
  const [was, is] = [cells[before], cells[after]];
  if (was === is) return false;
  return !(typeof was === 'number' && typeof is === 'number' && Math.abs(is - was) <= tolerance);
}
