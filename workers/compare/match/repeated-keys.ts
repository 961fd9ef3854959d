import type { RowKey } from '../../../contract/comparison.ts';
import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import { comparableSql } from '../comparable.ts';
import { type ComparedTables, numbersOf, rowsOf } from '../with-tables.ts';

const examples = 100;

/** The keys that several rows of a table bear, and how many rows that are. */
export async function repeatedKeys(
  { connection, earlier, later }: ComparedTables,
  columns: readonly ColumnPair[],
): Promise<RowKey['repeated']> {
  const keys = columns.map((_, index) => `k${index}`).join(', ');
  const side = (name: 'earlier' | 'later') => {
    const table = name === 'earlier' ? earlier : later;
    const cells = columns.map((pair, index) => {
      const other = name === 'earlier' ? later.columns[pair.later]! : earlier.columns[pair.earlier]!;
      return `${comparableSql(table, pair[name], other.storage)} AS k${index}`;
    });
    return `SELECT ${cells.join(', ')} FROM ${fromTable(table)}`;
  };
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS SELECT ${keys}, sum(e)::BIGINT AS e, sum(l)::BIGINT AS l FROM (` +
      `SELECT ${keys}, count(*) AS e, 0 AS l FROM (${side('earlier')}) GROUP BY ALL UNION ALL ` +
      `SELECT ${keys}, 0 AS e, count(*) AS l FROM (${side('later')}) GROUP BY ALL` +
      `) GROUP BY ${keys} HAVING sum(e) > 1 OR sum(l) > 1`,
  );
  const [count, earlierRows, laterRows] = await numbersOf(
    connection,
    'SELECT count(*), sum(e) FILTER (e > 1), sum(l) FILTER (l > 1) FROM repeated',
  );
  const rows = await rowsOf(
    connection,
    `SELECT ${columns.map((_, index) => `CAST(k${index} AS VARCHAR)`).join(', ')}, e, l FROM repeated ORDER BY ${keys} LIMIT ${examples}`,
  );
  await connection.run('DROP TABLE repeated');
  return {
    ...{ keys: count!, earlierRows: earlierRows!, laterRows: laterRows! },
    examples: rows.map((row) => ({
      key: row.slice(0, columns.length).map((value): TableCell => (value === null ? null : String(value))),
      earlier: Number(row[columns.length]),
      later: Number(row[columns.length + 1]),
    })),
  };
}
