import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from '../../../contract/files.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { sqlName, sqlText } from '../../tabular/duckdb/session.ts';
import { columnsNote, columnsNoteOf } from '../column-note.ts';

const rowGroupRows = 122_880;

/**
 * The first `maxRows` rows of a table of the database as a stored table at `path`. What a spreadsheet has no cells for (lists,
 * structures, times of day) becomes text; whole numbers beyond 64 bits become doubles.
 */
export async function writeStoredTable(
  connection: DuckDBConnection,
  table: string,
  maxRows: number,
  path: string,
): Promise<{ columns: TableColumn[]; rows: number; isCut: boolean }> {
  const described = await describeColumns(connection, table);
  const columns = described.map(({ name, type }) => ({ name, type: storedAs(type).type }));
  const selected = described.map(({ name, type }) => `${storedAs(type).cast(sqlName(name))} AS ${sqlName(name)}`);
  const note = `KV_METADATA {${sqlName(columnsNote)}: ${sqlText(columnsNoteOf(columns))}}`;
  const [[count]] = (await connection.runAndReadAll(`SELECT CAST(count(*) AS DOUBLE) FROM ${table}`)).getRows() as [
    [number],
  ];
  await connection.run(
    `COPY (SELECT ${selected.join(', ')} FROM ${table} LIMIT ${maxRows}) TO ${sqlText(path)} ` +
      `(FORMAT parquet, USE_TMP_FILE false, PARQUET_VERSION v1, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rowGroupRows}, ${note})`,
  );
  return { columns, rows: Math.min(count, maxRows), isCut: count > maxRows };
}

/** The columns of a table of the database, with the names of their types there. */
export async function describeColumns(
  connection: DuckDBConnection,
  table: string,
): Promise<{ name: string; type: string }[]> {
  const rows = (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRowsJS();
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

type Stored = { readonly type: ColumnType; readonly cast: (name: string) => string };

const as = (type: ColumnType, target: string): Stored => ({ type, cast: (name) => `CAST(${name} AS ${target})` });

/** How a column of a DuckDB type is stored, and what a person is told it is. */
export function storedAs(type: string): Stored {
  if (/^U?(TINYINT|SMALLINT)$|^INTEGER$/.test(type)) return as('number', 'INTEGER');
  if (/^BIGINT$|^UINTEGER$/.test(type)) return as('number', 'BIGINT');
  if (/^(U?HUGEINT|UBIGINT|FLOAT|DOUBLE|DECIMAL\(.*\)|BIGNUM)$/.test(type)) return as('number', 'DOUBLE');
  if (type === 'BOOLEAN') return as('boolean', 'BOOLEAN');
  if (type === 'DATE') return as('date', 'DATE');
  if (type.startsWith('TIMESTAMP')) return as('date', 'TIMESTAMP');
  return as('text', 'VARCHAR');
}
