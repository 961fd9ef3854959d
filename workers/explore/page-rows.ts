import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Order } from '../../contract/orders.ts';
import type { RowsPage } from '../../contract/results.ts';
import { isoDateText } from './parquet/cell-text.ts';
import { columnsNote } from './stored-columns.ts';

/** A page needs one row group of a few columns; the limit keeps a hostile file from taking the machine. */
const duckSettings = { threads: '2', memory_limit: '512MB', autoinstall_known_extensions: 'false' };
const rememberedFiles = 8;

interface StoredTable {
  readonly totalRows: number;
  readonly columns: RowsPage['columns'];
  /** What DuckDB calls each column (it tells names apart regardless of case, so it may rename) and its type there. */
  readonly sqlColumns: readonly { readonly name: string; readonly type: string }[];
}

let opened: Promise<DuckDBConnection> | null = null;
/** What is known of the files paged last. An artifact's path holds its SHA-256, so what lies there never changes. */
const tables = new Map<string, Promise<StoredTable>>();

/**
 * Rows `offset`..`offset + limit` of a stored table, columns `columnOffset`..`columnOffset + columnLimit`. Dates are ISO text; numbers
 * JSON cannot hold are the texts `Infinity` and `-Infinity`. Past the end there are no rows.
 */
export async function pageRows(order: Order<'page-rows'>): Promise<RowsPage> {
  await stat(order.path); // a missing file is the system's ENOENT, not a message of DuckDB's
  opened ??= connect();
  const connection = await opened;
  const table = await remember(connection, order.path);
  const from = Math.min(order.columnOffset, table.columns.length);
  const columns = table.columns.slice(from, from + order.columnLimit);
  const page = { columns, totalRows: table.totalRows, totalColumns: table.columns.length };
  if (columns.length === 0 || order.offset >= table.totalRows) return { ...page, rows: [] };
  const selected = table.sqlColumns.slice(from, from + columns.length).map(selectExpression);
  const result = await connection.runAndReadAll(
    `SELECT ${selected.join(', ')} FROM read_parquet($path) LIMIT ${Math.floor(order.limit)} OFFSET ${Math.floor(order.offset)}`,
    { path: literalGlob(order.path) },
  );
  return { ...page, rows: result.getRows().map((row) => row.map((value, column) => cellOf(value, columns[column]))) };
}

async function connect(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return (await DuckDBInstance.create(':memory:', duckSettings)).connect();
}

function remember(connection: DuckDBConnection, path: string): Promise<StoredTable> {
  const known = tables.get(path);
  if (known !== undefined) return known;
  const table = describeTable(connection, path);
  table.catch(() => tables.delete(path));
  tables.set(path, table);
  const [oldest] = tables.keys();
  if (tables.size > rememberedFiles && oldest !== undefined) tables.delete(oldest);
  return table;
}

async function describeTable(connection: DuckDBConnection, path: string): Promise<StoredTable> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql, { path: literalGlob(path) })).getRowsJS();
  const described = await read('DESCRIBE SELECT * FROM read_parquet($path)');
  const [counted] = await read('SELECT num_rows FROM parquet_file_metadata($path)');
  const notes = await read('SELECT key, value FROM parquet_kv_metadata($path)');
  const note = notes.find(([key]) => decoded(key) === columnsNote);
  if (note === undefined) throw new Error(`${path} was not stored by store-rows`);
  return {
    totalRows: Number(counted?.[0]),
    columns: JSON.parse(decoded(note[1])) as RowsPage['columns'],
    sqlColumns: described.map(([name, type]) => ({ name: String(name), type: String(type) })),
  };
}

const decoded = (value: unknown): string =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);

/** `path` so that DuckDB takes it for one file, not for a pattern. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, (sign) => `[${sign}]`);
}

function selectExpression({ name, type }: { name: string; type: string }, index: number): string {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const isDate = type === 'DATE' || type.startsWith('TIMESTAMP');
  return `${isDate ? `epoch_ms(${quoted})` : quoted} AS c${index}`;
}

function cellOf(value: unknown, column: RowsPage['columns'][number] | undefined): RowsPage['rows'][number][number] {
  if (value === null || value === undefined) return null;
  if (column?.type === 'date') return isoDateText(Number(value));
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'boolean' ? value : String(value);
}
