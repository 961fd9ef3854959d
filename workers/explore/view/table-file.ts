import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { columnsNote, readColumnsNote } from '../column-note.ts';

/** How DuckDB holds a column's cells. */
export type CellStorage = 'integer' | 'double' | 'text' | 'boolean' | 'date' | 'moment';

export interface FileColumn extends TableColumn {
  readonly storage: CellStorage;
}

/** A table that `store-rows` has written. */
export interface TableFile {
  readonly path: string;
  readonly rows: number;
  readonly columns: readonly FileColumn[];
}

const rememberedFiles = 8;
/** What is known of the files used last. What lies under a name never changes. */
const tables = new Map<string, Promise<TableFile>>();

/** What kind of table lies at `path`. Throws the system's ENOENT for a missing file. */
export async function tableFile(connection: DuckDBConnection, path: string): Promise<TableFile> {
  await stat(path); // a missing file is the system's error, not a message of DuckDB's
  const known = tables.get(path);
  if (known !== undefined) return known;
  const table = describe(connection, path);
  table.catch(() => tables.delete(path));
  tables.set(path, table);
  const [oldest] = tables.keys();
  if (tables.size > rememberedFiles && oldest !== undefined) tables.delete(oldest);
  return table;
}

async function describe(connection: DuckDBConnection, path: string): Promise<TableFile> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql, { path: literalGlob(path) })).getRowsJS();
  const described = await read('DESCRIBE SELECT * FROM read_parquet($path)');
  const [counted] = await read('SELECT num_rows FROM parquet_file_metadata($path)');
  const notes = await read('SELECT key, value FROM parquet_kv_metadata($path)');
  const note = notes.find(([key]) => decoded(key) === columnsNote);
  if (note === undefined) throw new Error(`${path} was not stored by store-rows`);
  const columns = readColumnsNote(decoded(note[1]));
  return {
    path,
    rows: Number(counted?.[0]),
    columns: columns.map(({ restoredKinds: _, ...column }, place) => ({
      ...column,
      storage: storageOf(String(described[place]?.[1])),
    })),
  };
}

const decoded = (value: unknown): string =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);

/** `path` so that DuckDB takes it for one file, not for a pattern. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, (sign) => `[${sign}]`);
}

function storageOf(type: string): CellStorage {
  if (type === 'DOUBLE') return 'double';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE') return 'date';
  if (type.startsWith('TIMESTAMP')) return 'moment';
  return type === 'VARCHAR' ? 'text' : 'integer';
}

/** The column at `place`. Throws COLUMN_UNKNOWN. */
export function columnAt(table: TableFile, place: number): FileColumn {
  const column = table.columns[place];
  if (column === undefined) throw new Fault('COLUMN_UNKNOWN', { column: place + 1, columns: table.columns.length });
  return column;
}

/**
 * What comes after FROM: the table as `t`, its columns called by their places (`c0`, `c1`, …), so that no name of a file
 * ever becomes part of a query; `file_row_number` is the place of a row.
 */
export function fromTable(table: TableFile): string {
  const path = literalGlob(table.path).replaceAll("'", "''");
  return `read_parquet('${path}') t(${table.columns.map((_, place) => `c${place}`).join(', ')})`;
}
