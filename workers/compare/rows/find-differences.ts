import type { Comparison } from '../../../contract/comparison.ts';
import type { MatchedTables } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { comparedCells, createCellRooms } from '../cells/compared-cells.ts';
import { rowIds } from '../cells/row-words.ts';
import { pairForm } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';
import { ChangeMasks } from './change-masks.ts';
import { type DifferingRows, noRow } from './differing-rows.ts';
import { type PairedRows, pairRows } from './pair-rows.ts';

export interface Differences {
  readonly rows: Comparison['rows'];
  /** By pair: rows in which it changed. */
  readonly changedRows: readonly number[];
  readonly differing: DifferingRows;
}

/**
 * Finds the rows that are not in both tables alike. Rows are paired by the key, or without one by all they hold; then
 * column after column is compared, two at a time in memory. Counts are exact. `report` hears a fraction. Throws JOB_CANCELLED.
 */
export function findDifferences(
  tables: ComparedTables,
  { keyPairs, pairs }: MatchedTables,
  tolerance: number,
  context: OrderContext,
  report: (fraction: number) => void,
): Differences {
  const columns = keyPairs === null ? pairs : keyPairs.map((pair) => pairs[pair]!);
  const paired = pairRows(rowIds(tables, columns, context));
  const compared = keyPairs === null ? [] : pairs.flatMap((_, pair) => (keyPairs.includes(pair) ? [] : [pair]));
  const masks = new ChangeMasks(paired.earlierOf.length, compared.length);
  const changedRows = pairs.map(() => 0);
  const rooms = createCellRooms(tables);
  for (const [column, place] of compared.entries()) {
    report((column + 1) / (compared.length + 1));
    const pair = pairs[place]!;
    const form = pairForm(tables, pair);
    const sides = {
      earlier: comparedCells(tables, pair, 'earlier', context, rooms),
      later: comparedCells(tables, pair, 'later', context, rooms),
    };
    const allowed = form === 'integer' || form === 'double' ? tolerance : 0;
    changedRows[place] = masks.compare(column, sides, paired.earlierOf, allowed);
  }
  const names = compared.map((place) => tables.later.columns[pairs[place]!.later]!.name);
  const changed = masks.changedRows();
  const differing = differingRows(paired, changed, (row) => masks.namesIn(row, names));
  const [added, removed] = [paired.added.length, paired.removed.length];
  const unchanged = tables.earlier.rows - removed - changed.length;
  return { rows: { added, removed, changed: changed.length, unchanged }, changedRows, differing };
}

function differingRows(
  { added, earlierOf, removed }: PairedRows,
  changed: Uint32Array,
  namesIn: (row: number) => string,
): DifferingRows {
  const count = changed.length + added.length + removed.length;
  const earlier = new Int32Array(count).fill(noRow);
  const later = new Int32Array(count).fill(noRow);
  for (let place = 0; place < changed.length; place++) earlier[place] = earlierOf[changed[place]!]!;
  later.set(changed);
  later.set(added, changed.length);
  earlier.set(removed, changed.length + added.length);
  return { count, earlier, later, changed: changed.length, namesAt: (place) => namesIn(changed[place]!) };
}
