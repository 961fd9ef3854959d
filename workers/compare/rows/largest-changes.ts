import type { NumericChange } from '../../../contract/comparison.ts';
import type { MatchedTables } from '../../../contract/comparison-orders.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { tableCellAt } from '../../explore/parquet/table-cell.ts';
import type { OrderContext } from '../../order-context.ts';
import { type ComparedCells, comparedCells, createCellRooms } from '../cells/compared-cells.ts';
import { pairForm } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';
import type { DifferingRows } from './differing-rows.ts';
import { gatherCells, wantedRows } from './gather-cells.ts';

const perColumn = 5;
const wanted = 20;
/** Columns that are looked at, those that changed most often first. */
const mostColumns = 200;
/** Numbers that a column's spread is taken from; of more, every second, third, … one. */
const sampledNumbers = 100_000;

interface Change {
  readonly column: string;
  /** Among the differing rows. */
  readonly place: number;
  readonly before: number;
  readonly after: number;
  readonly size: number;
}

/**
 * The largest changes of numbers, measured by the spread of their column in the earlier table: the range of its middle 80 %, or
 * of all of it where that is nothing. Throws JOB_CANCELLED.
 */
export function largestChanges(
  tables: ComparedTables,
  matched: MatchedTables,
  changedRows: readonly number[],
  differing: DifferingRows,
  context: OrderContext,
): NumericChange[] {
  const numeric = matched.pairs
    .flatMap((pair, index) => {
      const form = pairForm(tables, pair);
      return (changedRows[index] ?? 0) > 0 && (form === 'integer' || form === 'double') ? [{ pair, index }] : [];
    })
    .sort((a, b) => changedRows[b.index]! - changedRows[a.index]! || a.index - b.index)
    .slice(0, mostColumns);
  const rooms = createCellRooms(tables);
  const found: Change[] = [];
  for (const { pair } of numeric) {
    const earlier = comparedCells(tables, pair, 'earlier', context, rooms);
    const later = comparedCells(tables, pair, 'later', context, rooms);
    const spread = spreadOf(earlier);
    const column = tables.later.columns[pair.later]!.name;
    for (const { place, before, after } of largestOf(earlier, later, differing)) {
      found.push({ column, place, before, after, size: Math.abs(after - before) / spread });
    }
  }
  found.sort((a, b) => b.size - a.size);
  const largest = found.slice(0, wanted);
  const keys = keysAt(tables, matched, differing, largest);
  return largest.map(({ column, before, after }, index) => ({ column, key: keys[index]!, before, after }));
}

const isNumberIn = ({ numbers, present }: ComparedCells, row: number): boolean =>
  present[row] === 1 && Number.isFinite(numbers[row]);

function spreadOf(cells: ComparedCells): number {
  const step = Math.max(1, Math.ceil(cells.numbers.length / sampledNumbers));
  const sample = new Float64Array(Math.ceil(cells.numbers.length / step));
  let count = 0;
  for (let row = 0; row < cells.numbers.length; row += step) {
    if (isNumberIn(cells, row)) sample[count++] = cells.numbers[row] as number;
  }
  const sorted = sample.subarray(0, count).sort();
  const quantile = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
  return quantile(0.9) - quantile(0.1) || quantile(1) - quantile(0) || 1;
}

/** The changes of a column that are the largest, the first ones of equal ones. */
function largestOf(earlier: ComparedCells, later: ComparedCells, differing: DifferingRows) {
  const largest: Omit<Change, 'column'>[] = [];
  for (let place = 0; place < differing.changed; place++) {
    const [was, is] = [differing.earlier[place] as number, differing.later[place] as number];
    if (!isNumberIn(earlier, was) || !isNumberIn(later, is)) continue;
    const [before, after] = [earlier.numbers[was] as number, later.numbers[is] as number];
    const size = Math.abs(after - before);
    if (largest.length === perColumn && size <= largest[perColumn - 1]!.size) continue;
    const rank = largest.findIndex((one) => size > one.size);
    largest.splice(rank < 0 ? largest.length : rank, 0, { place, before, after, size });
    if (largest.length > perColumn) largest.pop();
  }
  return largest;
}

/** The keys of the rows that changes stand in, as the later table has them. */
function keysAt(
  tables: ComparedTables,
  { keyPairs, pairs }: MatchedTables,
  { later }: DifferingRows,
  changes: readonly Change[],
): TableCell[][] {
  const rows = wantedRows(tables.later.file, changes.length, (index) => later[changes[index]!.place] as number);
  const views = (keyPairs ?? []).map((pair) => {
    const place = pairs[pair]!.later;
    return gatherCells(changes.length, [{ wanted: rows, place }], 'text');
  });
  return changes.map((_, row) => views.map((view) => tableCellAt(view, row)));
}
