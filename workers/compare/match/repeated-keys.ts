import type { RowKey } from '../../../contract/comparison.ts';
import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { tableCellAt } from '../../explore/parquet/table-cell.ts';
import type { OrderContext } from '../../order-context.ts';
import { rowIds } from '../cells/row-words.ts';
import { gatherCells, wantedRows } from '../rows/gather-cells.ts';
import type { ComparedTables } from '../with-tables.ts';

const wantedExamples = 100;
const nowhere = -1;

/**
 * The keys that several rows of a table bear, and how many rows that are; as examples those that come first, in the earlier table
 * before the later one. Throws JOB_CANCELLED.
 */
export function repeatedKeys(
  tables: ComparedTables,
  columns: readonly ColumnPair[],
  context: OrderContext,
): RowKey['repeated'] {
  const { size, ...ids } = rowIds(tables, columns, context);
  const earlier = tallyOf(ids.earlier, size);
  const later = tallyOf(ids.later, size);
  const examples: number[] = [];
  const repeated = { keys: 0, earlierRows: 0, laterRows: 0 };
  for (let id = 0; id < size; id++) {
    const [before, after] = [earlier.counts[id] as number, later.counts[id] as number];
    if (before < 2 && after < 2) continue;
    repeated.keys++;
    if (before > 1) repeated.earlierRows += before;
    if (after > 1) repeated.laterRows += after;
    if (examples.length < wantedExamples) examples.push(id);
  }
  const rowIn = (firstRows: Int32Array) => (place: number) => {
    const row = firstRows[examples[place]!] as number;
    return row === nowhere ? null : row;
  };
  const wanted = {
    earlier: wantedRows(tables.earlier.file, examples.length, rowIn(earlier.firstRows)),
    later: wantedRows(tables.later.file, examples.length, rowIn(later.firstRows)),
  };
  const parts = columns.map((pair) => {
    const sources = (['earlier', 'later'] as const).map((side) => ({ wanted: wanted[side], place: pair[side] }));
    return gatherCells(examples.length, sources, 'text');
  });
  return {
    ...repeated,
    examples: examples.map((id, place) => ({
      key: parts.map((part) => written(tableCellAt(part, place))),
      earlier: earlier.counts[id] as number,
      later: later.counts[id] as number,
    })),
  };
}

const written = (cell: TableCell): TableCell => (cell === null ? null : String(cell));

/** By number of a key: the rows that bear it, and the first of them. */
function tallyOf(ids: Int32Array, size: number): { readonly counts: Int32Array; readonly firstRows: Int32Array } {
  const counts = new Int32Array(size);
  const firstRows = new Int32Array(size).fill(nowhere);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    if (counts[id] === 0) firstRows[id] = row;
    counts[id] = (counts[id] as number) + 1;
  }
  return { counts, firstRows };
}
