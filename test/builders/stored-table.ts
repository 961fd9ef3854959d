import { DuckDBInstance } from '@duckdb/node-api';
import { writeStoredTable } from '../../workers/explore/sql/write-stored-table.ts';

/** Writes what `sql` selects as a stored table, as results and read files have them. */
export async function storedTable(path: string, sql: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE TABLE made AS ${sql}`);
    await writeStoredTable(connection, 'made', 1e9, path);
    return path;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
