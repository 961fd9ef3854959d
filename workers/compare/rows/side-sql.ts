import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import { fromTable, type TableFile } from '../../explore/view/table-file.ts';
import { comparableSql, type Form, formOf } from '../comparable.ts';
import type { ComparedTables } from '../with-tables.ts';

export type Side = 'earlier' | 'later';

export function tableOf(tables: ComparedTables, side: Side): TableFile {
  return side === 'earlier' ? tables.earlier : tables.later;
}

/** The cell of a pair in one table, in the form in which both are compared. */
export function pairCell(tables: ComparedTables, pair: ColumnPair, side: Side): string {
  const [own, other] = side === 'earlier' ? (['earlier', 'later'] as const) : (['later', 'earlier'] as const);
  const { storage } = tableOf(tables, other).columns[pair[other]]!;
  return comparableSql(tableOf(tables, own), pair[own], storage);
}

export function pairForm({ later, earlier }: ComparedTables, pair: ColumnPair): Form {
  return formOf(later.columns[pair.later]!.storage, earlier.columns[pair.earlier]!.storage);
}

/** The rows of one table as `rn` (its place), the keys `k0`… and `turn`: the how-manieth row with its key it is. */
export function keyedRows(
  tables: ComparedTables,
  side: Side,
  keys: readonly ColumnPair[],
  hasRepeats: boolean,
  cells: readonly string[] = [],
): string {
  const names = keys.map((_, index) => `k${index}`);
  const selected = keys.map((pair, index) => `${pairCell(tables, pair, side)} AS k${index}`);
  const rows = `SELECT ${['file_row_number AS rn', ...selected, ...cells].join(', ')} FROM ${fromTable(tableOf(tables, side))}`;
  if (!hasRepeats) return rows;
  return `SELECT *, row_number() OVER (PARTITION BY ${names.join(', ')} ORDER BY rn) AS turn FROM (${rows})`;
}

/**
 * The rows of one table as `rn`, the digest `k0` of all compared cells, and `turn`. Each cell stands in the digest with its
 * length, so that no two rows look alike; a digest of 128 bits makes two different rows equal by accident once in 10²⁶
 * tables of a million rows.
 */
export function digestedRows(tables: ComparedTables, side: Side, pairs: readonly ColumnPair[]): string {
  const cells = pairs.map((pair) => {
    const cell = `CAST(${pairCell(tables, pair, side)} AS VARCHAR)`;
    return `CASE WHEN ${cell} IS NULL THEN '-' ELSE concat(strlen(${cell}), ':', ${cell}) END`;
  });
  return (
    `SELECT *, row_number() OVER (PARTITION BY k0 ORDER BY rn) AS turn FROM (SELECT file_row_number AS rn, ` +
    `md5_number(concat(${cells.join(', ')})) AS k0 FROM ${fromTable(tableOf(tables, side))})`
  );
}
