import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { comparedCells } from '../cells/compared-cells.ts';
import { rowIds } from '../cells/row-words.ts';
import { WordIds } from '../cells/word-ids.ts';
import type { ComparedTables } from '../with-tables.ts';

/** How well columns tell rows apart. */
export interface KeyFigures {
  /** Different keys for each row, in the table where that is less; 1: unique in both. */
  readonly uniqueShare: number;
  /** The share of the earlier table's keys that the later one has too. */
  readonly overlap: number;
}

/** Counts the keys that `columns` make. Throws JOB_CANCELLED. */
export function keyFigures(tables: ComparedTables, columns: readonly ColumnPair[], context: OrderContext): KeyFigures {
  const { earlier, later, size } = rowIds(tables, columns, context);
  // Numbers are given to the earlier table's keys first.
  const isInLater = new Uint8Array(size);
  for (const id of later) isInLater[id] = 1;
  let earlierKeys = 0;
  for (const id of earlier) if (id >= earlierKeys) earlierKeys = id + 1;
  let shared = 0;
  let laterKeys = 0;
  for (let id = 0; id < size; id++) {
    laterKeys += isInLater[id]!;
    if (id < earlierKeys) shared += isInLater[id]!;
  }
  const shareOf = (keys: number, rows: number) => (rows === 0 ? 0 : keys / rows);
  return {
    uniqueShare: Math.min(shareOf(earlierKeys, earlier.length), shareOf(laterKeys, later.length)),
    overlap: shareOf(shared, earlierKeys),
  };
}

/** Rows in which a column that repeats itself mostly shows it. */
const lookedAtRows = 20_000;

/**
 * Whether a column may tell rows apart: it has a value in every row of both tables, and none twice in the first rows. Throws
 * JOB_CANCELLED.
 */
export function looksUnique(tables: ComparedTables, pair: ColumnPair, context: OrderContext): boolean {
  for (const side of ['earlier', 'later'] as const) {
    const { present, words } = comparedCells(tables, pair, side, context);
    if (present.length === 0 || present.includes(0)) return false;
    const ids = new WordIds();
    const rows = Math.min(lookedAtRows, present.length);
    for (let row = 0; row < rows; row++) if (ids.idOf(words[2 * row]!, words[2 * row + 1]!) < row) return false;
  }
  return true;
}
