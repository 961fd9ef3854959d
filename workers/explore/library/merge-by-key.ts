import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import { sqlName } from '../../tabular/duckdb/session.ts';
import { libraryRows } from './align-columns.ts';

/**
 * Puts each row of the view `arriving` in the place of the rows with its key, or beside them where there is none; columns that
 * do not come keep their cells. Empty cells of a key are equal. Gives how many rows had their place. Throws LIBRARY_KEY_NOT_UNIQUE.
 */
export async function mergeByKey(
  connection: DuckDBConnection,
  keyColumns: readonly string[],
  shared: readonly string[],
): Promise<number> {
  const keys = keyColumns.map(sqlName);
  const repeated = await numberOf(
    connection,
    `SELECT coalesce(sum(times), 0) FROM (SELECT count(*) AS times FROM arriving GROUP BY ${keys.join(', ')} HAVING times > 1)`,
  );
  if (repeated > 0) throw new Fault('LIBRARY_KEY_NOT_UNIQUE', { columns: keyColumns.join(', '), rows: repeated });
  const isSame = keys.map((key) => `present.${key} IS NOT DISTINCT FROM a.${key}`).join(' AND ');
  const isThere = `EXISTS (SELECT 1 FROM ${libraryRows} present WHERE ${isSame})`;
  const updated = await numberOf(connection, `SELECT count(*) FROM arriving a WHERE ${isThere}`);
  const isKey = new Set(keyColumns.map((name) => name.toLowerCase()));
  const changed = shared.filter((name) => !isKey.has(name.toLowerCase())).map(sqlName);
  const inserted = `INSERT INTO ${libraryRows} BY NAME SELECT a.* FROM arriving a WHERE NOT ${isThere}`;
  if (updated > 0 && changed.length > 0) {
    const set = changed.map((name) => `${name} = a.${name}`).join(', ');
    await connection.run(`UPDATE ${libraryRows} AS present SET ${set} FROM arriving a WHERE ${isSame}`);
  }
  await connection.run(inserted);
  return updated;
}

async function numberOf(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? 0);
}
