import type { ChangeKind, Comparison } from '../../../contract/comparison.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { withDuck } from '../../explore/view/duck.ts';
import { readRows } from '../../explore/view/read-rows.ts';
import { type TableFile, tableFile } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';

/** A stored row that differs; cells by their places in the layout. */
export interface ChangedRow {
  readonly kind: ChangeKind;
  readonly cells: readonly TableCell[];
}

export type StoredColumn = TableFile['columns'][number];

/** Cells that are held at once. */
const sliceCells = 200_000;

/** Hands the first `limit` rows that differ to `take`, in their order, with what is known of their columns. */
export async function takeChangedRows(
  path: string,
  { changes }: Comparison,
  limit: number,
  context: OrderContext,
  take: (row: ChangedRow, columns: readonly StoredColumn[]) => void,
): Promise<void> {
  await withDuck(context, null, async (connection) => {
    const table = await tableFile(connection, path);
    const places = table.columns.map((_, place) => place);
    const rows = Math.min(limit, table.rows);
    const slice = Math.max(1, Math.floor(sliceCells / places.length));
    for (let from = 0; from < rows; from += slice) {
      context.throwIfCancelled();
      const count = Math.min(slice, rows - from);
      for (const cells of await readRows(connection, table, { from, count }, places)) {
        take({ kind: cells[changes.kind] as ChangeKind, cells }, table.columns);
      }
    }
  });
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
