import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { type Side, tableOf } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';
import { type ComparedCells, comparedCells } from './compared-cells.ts';
import { wordHash } from './word-hash.ts';
import { WordIds } from './word-ids.ts';

/** What stands for a missing cell: a number that is none, with bits that no cell has. */
const missingLow = 0x6d697373;
const missingHigh = 0x7ff8a55a;

/**
 * Two words for each row of a table that tell what it holds in `columns`: rows that are equal there have equal ones. Of one
 * column they are those of its cells; of several a hash of 64 bits, by which of a million different rows two are taken for
 * equal about once in forty million tables. Throws JOB_CANCELLED.
 */
export function rowWords(
  tables: ComparedTables,
  columns: readonly ColumnPair[],
  side: Side,
  context: OrderContext,
): Int32Array {
  const [first] = columns;
  if (columns.length === 1 && first) return wordsWithMissing(comparedCells(tables, first, side, context));
  const words = new Int32Array(2 * tableOf(tables, side).rows);
  for (const pair of columns) mixIn(words, wordsWithMissing(comparedCells(tables, pair, side, context)));
  return words;
}

function wordsWithMissing({ present, words }: ComparedCells): Int32Array {
  for (let row = 0; row < present.length; row++) {
    if (present[row] === 1) continue;
    words[2 * row] = missingLow;
    words[2 * row + 1] = missingHigh;
  }
  return words;
}

/** Two hashes of 32 bits with different factors, each of both words. */
function mixIn(hashes: Int32Array, words: Int32Array): void {
  for (let at = 0; at < hashes.length; at += 2) {
    const low = words[at] as number;
    const high = words[at + 1] as number;
    hashes[at] = wordHash(hashes[at] as number, low, high, 0xcc9e2d51, 0x1b873593);
    hashes[at + 1] = wordHash(hashes[at + 1] as number, high, low, 0x239b961b, 0xab0e9789);
  }
}

/** By row, the number of what it holds in `columns`: the same number in both tables for the same. */
export interface RowIds {
  readonly earlier: Int32Array;
  readonly later: Int32Array;
  /** How many different numbers there are: 0…`size` − 1. */
  readonly size: number;
}

/** Numbers the rows of both tables by what they hold in `columns`. Throws JOB_CANCELLED. */
export function rowIds(tables: ComparedTables, columns: readonly ColumnPair[], context: OrderContext): RowIds {
  const ids = new WordIds(Math.max(tables.earlier.rows, tables.later.rows));
  const number = (words: Int32Array) => {
    const rows = new Int32Array(words.length / 2);
    for (let row = 0; row < rows.length; row++) rows[row] = ids.idOf(words[2 * row]!, words[2 * row + 1]!);
    return rows;
  };
  const earlier = number(rowWords(tables, columns, 'earlier', context));
  const later = number(rowWords(tables, columns, 'later', context));
  return { earlier, later, size: ids.size };
}
