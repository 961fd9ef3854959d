import type { DuckDBConnection } from '@duckdb/node-api';
import type { ViewedRows } from '../../../contract/table-orders.ts';
import type { TableCell } from '../../../contract/tables.ts';
import { cellOf, valueSql } from './cell-sql.ts';
import { listLength, readList } from './row-list.ts';
import { columnAt, fromTable, type TableFile } from './table-file.ts';

/** More rows than this are joined with a table of their places: a list in the query would take long to read. */
const listedRows = 2048;

/** Rows of a view as they are picked from the table: a run of it, or single ones in an order of their own. */
export type PickedRows = { readonly from: number; readonly count: number } | Uint32Array;

const countOf = (rows: PickedRows): number => (rows instanceof Uint32Array ? rows.length : rows.count);

/** Which rows of the table stand at `offset`…`offset + limit` of a view; fewer at its end. */
export async function pickRows(
  table: TableFile,
  { orderPath }: Pick<ViewedRows, 'orderPath'>,
  offset: number,
  limit: number,
): Promise<PickedRows> {
  if (orderPath !== null) return readList(orderPath, offset, limit);
  const from = Math.min(offset, table.rows);
  return { from, count: Math.min(limit, table.rows - from) };
}

/** How many rows a view has. */
export async function viewRows(table: TableFile, { orderPath }: Pick<ViewedRows, 'orderPath'>): Promise<number> {
  return orderPath === null ? table.rows : listLength(orderPath);
}

/** For each of `rows` its place in the table. */
export function placesOf(rows: PickedRows): number[] {
  return rows instanceof Uint32Array
    ? Array.from(rows)
    : Array.from({ length: rows.count }, (_, index) => rows.from + index);
}

/** The condition under which exactly `rows` are read; makes a table for very many of them. */
export async function pickedSql(connection: DuckDBConnection, rows: PickedRows): Promise<string> {
  if (!(rows instanceof Uint32Array)) {
    return `file_row_number BETWEEN ${rows.from} AND ${rows.from + rows.count - 1}`;
  }
  if (rows.length === 0) return 'false';
  if (rows.length <= listedRows) return `file_row_number IN (${rows.join(', ')})`;
  await connection.run('CREATE OR REPLACE TEMP TABLE picked (place BIGINT)');
  const appender = await connection.createAppender('picked');
  for (const place of rows) {
    appender.appendBigInt(BigInt(place));
    appender.endRow();
  }
  appender.closeSync();
  return 'file_row_number IN (SELECT place FROM picked)';
}

/**
 * The cells of `rows` in the columns at `places`, in their order. `textLimit`: longer texts are cut to so many characters.
 * Throws COLUMN_UNKNOWN.
 */
export async function readRows(
  connection: DuckDBConnection,
  table: TableFile,
  rows: PickedRows,
  places: readonly number[],
  textLimit: number | null = null,
): Promise<TableCell[][]> {
  const columns = places.map((place) => columnAt(table, place));
  if (countOf(rows) === 0) return [];
  const selected = places.map((place, index) => {
    const value = valueSql(table, place);
    return columns[index]?.storage === 'text' && textLimit !== null ? `left(${value}, ${textLimit})` : value;
  });
  const sql =
    `SELECT CAST(file_row_number AS DOUBLE), ${selected.join(', ')} FROM ${fromTable(table)} ` +
    `WHERE ${await pickedSql(connection, rows)}`;
  const result = await connection.runAndReadAll(sql);
  const read = new Map<number, TableCell[]>();
  for (const row of result.getRows()) {
    read.set(
      row[0] as number,
      columns.map((column, index) => cellOf(row[index + 1], column)),
    );
  }
  return placesOf(rows).map((place) => read.get(place) as TableCell[]);
}
