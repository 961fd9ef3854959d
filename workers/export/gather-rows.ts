import type { DuckDBConnection } from '@duckdb/node-api';
import { fromTable, type TableFile } from '../explore/view/table-file.ts';

const chunkRows = 2048;
/** Cells of a row group: few enough that a wide table's does not fill the memory. */
const rowGroupCells = 4_000_000;

/**
 * Writes the rows of `order`, columns `places`, as a Parquet file that can be read like the table itself. The database moves to
 * the disk what does not fit into its memory.
 */
export async function gatherRows(
  connection: DuckDBConnection,
  table: TableFile,
  order: Uint32Array,
  places: readonly number[],
  path: string,
): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE wanted (place UINTEGER)');
  await appendNumbers(connection, order);
  const columns = places.map((place, index) => `t.c${place} AS c${index}`);
  const groupRows = Math.max(chunkRows, Math.min(131_072, Math.floor(rowGroupCells / places.length)));
  const rowGroup = Math.floor(groupRows / chunkRows) * chunkRows;
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM (SELECT place, rowid AS position FROM wanted) w ` +
      `JOIN (SELECT *, file_row_number FROM ${fromTable(table)}) t ON t.file_row_number = w.place ORDER BY w.position) ` +
      `TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rowGroup})`,
  );
  await connection.run('DROP TABLE wanted');
}

async function appendNumbers(connection: DuckDBConnection, numbers: Uint32Array): Promise<void> {
  const { DuckDBDataChunk, UINTEGER } = await import('@duckdb/node-api');
  const appender = await connection.createAppender('wanted');
  for (let from = 0; from < numbers.length; from += chunkRows) {
    const slice = numbers.subarray(from, from + chunkRows);
    const chunk = DuckDBDataChunk.create([UINTEGER], slice.length);
    chunk.setColumnValues(0, Array.from(slice));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
