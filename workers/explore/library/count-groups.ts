import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { ImportOutcome } from '../../../contract/library/library.ts';
import { sqlName } from '../../tabular/duckdb/session.ts';
import { describeColumns } from '../sql/write-stored-table.ts';
import { libraryRows } from './align-columns.ts';

/** Groups that are told one by one. */
const toldGroups = 1000;

/** Notes how many rows each group of `present` (null: there are none) has before an import. Throws LIBRARY_COLUMN_MISSING. */
export async function noteGroups(connection: DuckDBConnection, column: string, present: string | null): Promise<void> {
  if (!(await hasColumn(connection, 'arriving', column))) {
    if (present === null || !(await hasColumn(connection, present, column))) {
      throw new Fault('LIBRARY_COLUMN_MISSING', { column });
    }
  }
  const isThere = present !== null && (await hasColumn(connection, present, column));
  const counted = isThere
    ? `SELECT CAST(${sqlName(column)} AS VARCHAR) AS name, count(*) AS rows FROM ${present} GROUP BY name`
    : null;
  await connection.run(`CREATE TEMP TABLE groups_before AS ${counted ?? "SELECT '' AS name, 0 AS rows LIMIT 0"}`);
}

/** The groups as they were noted and as they are, the largest first. */
export async function countGroups(
  connection: DuckDBConnection,
  column: string,
): Promise<{ groups: ImportOutcome['groups']; total: number }> {
  const isThere = await hasColumn(connection, libraryRows, column);
  const after = isThere
    ? `SELECT CAST(${sqlName(column)} AS VARCHAR) AS name, count(*) AS rows FROM ${libraryRows} GROUP BY name`
    : "SELECT '' AS name, 0 AS rows LIMIT 0";
  const joined =
    `SELECT coalesce(b.name, a.name), CAST(coalesce(b.rows, 0) AS DOUBLE), CAST(coalesce(a.rows, 0) AS DOUBLE), ` +
    `CAST(count(*) OVER () AS DOUBLE) FROM groups_before b FULL JOIN (${after}) a ON a.name IS NOT DISTINCT FROM b.name ` +
    `ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${toldGroups}`;
  const rows = (await connection.runAndReadAll(joined)).getRows() as [string | null, number, number, number][];
  return { groups: rows.map(([name, before, now]) => ({ name, before, after: now })), total: rows[0]?.[3] ?? 0 };
}

async function hasColumn(connection: DuckDBConnection, table: string, column: string): Promise<boolean> {
  const columns = await describeColumns(connection, table);
  return columns.some(({ name }) => name.toLowerCase() === column.toLowerCase());
}
