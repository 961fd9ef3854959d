import type { Comparison } from '../../../contract/comparison.ts';
import type { ColumnPair, MatchedTables } from '../../../contract/comparison-orders.ts';
import { differsSql } from '../comparable.ts';
import { type ComparedTables, numbersOf } from '../with-tables.ts';
import { digestedRows, keyedRows, pairCell, pairForm } from './side-sql.ts';

/** Bits that a BIGINT of SQL holds without its sign. */
export const bitsPerWord = 62;

export interface Differences {
  readonly rows: Comparison['rows'];
  /** By pair: rows in which it changed. */
  readonly changedRows: readonly number[];
  /** The pairs that were compared cell by cell, in the order of their bits. */
  readonly cellPairs: readonly number[];
}

/**
 * Makes the table `differences`: a row for each one that is not in both tables alike, with its places `er` and `lr` (null: the
 * table lacks it) and, as bits of `m0`, `m1`…, which cells changed. Counts are exact.
 */
export async function findDifferences(
  tables: ComparedTables,
  { key, keyPairs, pairs }: MatchedTables,
  tolerance: number,
): Promise<Differences> {
  const { connection, earlier } = tables;
  const cellPairs = keyPairs === null ? [] : pairs.flatMap((_, pair) => (keyPairs.includes(pair) ? [] : [pair]));
  await connection.run(
    keyPairs === null
      ? wholeRowsSql(tables, pairs)
      : keyedSql(tables, pairs, keyPairs, cellPairs, tolerance, (key?.repeated.keys ?? 0) > 0),
  );
  const bits = cellPairs.map(
    (_, bit) =>
      `sum(CASE WHEN er IS NULL OR lr IS NULL THEN 0 ELSE (m${Math.floor(bit / bitsPerWord)} >> ${bit % bitsPerWord}) & 1 END)`,
  );
  const [added = 0, removed = 0, changed = 0, ...changedCells] = await numbersOf(
    connection,
    `SELECT ${['count(*) FILTER (er IS NULL)', 'count(*) FILTER (lr IS NULL)', 'count(*) FILTER (er IS NOT NULL AND lr IS NOT NULL)', ...bits].join(', ')} FROM differences`,
  );
  const changedRows = pairs.map(() => 0);
  for (const [bit, pair] of cellPairs.entries()) changedRows[pair] = changedCells[bit] ?? 0;
  return { rows: { added, removed, changed, unchanged: earlier.rows - removed - changed }, changedRows, cellPairs };
}

function keyedSql(
  tables: ComparedTables,
  pairs: readonly ColumnPair[],
  keyPairs: readonly number[],
  cellPairs: readonly number[],
  tolerance: number,
  hasRepeats: boolean,
): string {
  const keys = keyPairs.map((pair) => pairs[pair]!);
  const cells = (side: 'earlier' | 'later') =>
    cellPairs.map((pair, bit) => `${pairCell(tables, pairs[pair]!, side)} AS v${bit}`);
  const same = keys.map((_, index) => `e.k${index} IS NOT DISTINCT FROM l.k${index}`);
  if (hasRepeats) same.push('e.turn = l.turn');
  const words = wordsOf(
    cellPairs.map((pair, bit) => differsSql(`e.v${bit}`, `l.v${bit}`, pairForm(tables, pairs[pair]!), tolerance)),
  );
  const differs = ['er IS NULL', 'lr IS NULL', ...words.map((_, word) => `m${word} <> 0`)];
  return (
    `CREATE TEMP TABLE differences AS SELECT * FROM (` +
    `SELECT ${['e.rn AS er', 'l.rn AS lr', ...words.map((sql, word) => `${sql} AS m${word}`)].join(', ')} ` +
    `FROM (${keyedRows(tables, 'earlier', keys, hasRepeats, cells('earlier'))}) e ` +
    `FULL JOIN (${keyedRows(tables, 'later', keys, hasRepeats, cells('later'))}) l ON ${same.join(' AND ')}` +
    `) WHERE ${differs.join(' OR ')}`
  );
}

function wordsOf(flags: readonly string[]): string[] {
  const words: string[] = [];
  for (let from = 0; from < flags.length; from += bitsPerWord) {
    const bits = flags.slice(from, from + bitsPerWord);
    words.push(bits.map((flag, bit) => `(CASE WHEN ${flag} THEN ${2n ** BigInt(bit)} ELSE 0 END)::BIGINT`).join(' + '));
  }
  return words;
}

function wholeRowsSql(tables: ComparedTables, pairs: readonly ColumnPair[]): string {
  return (
    `CREATE TEMP TABLE differences AS SELECT e.rn AS er, l.rn AS lr ` +
    `FROM (${digestedRows(tables, 'earlier', pairs)}) e FULL JOIN (${digestedRows(tables, 'later', pairs)}) l ` +
    `ON e.k0 = l.k0 AND e.turn = l.turn WHERE e.rn IS NULL OR l.rn IS NULL`
  );
}
