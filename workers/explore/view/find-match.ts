import type { DuckDBConnection } from '@duckdb/node-api';
import type { Order } from '../../../contract/orders.ts';
import type { FirstMatch, FoundCell } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { withDuck } from './duck.ts';
import { GrowingList } from './growing-list.ts';
import { bisect } from './order-rows.ts';
import { pickRows, placesOf } from './read-rows.ts';
import { readList, writeList } from './row-list.ts';
import { streamNumbers } from './stream-numbers.ts';
import { fromTable, type TableFile, tableFile } from './table-file.ts';
import { containingCells, searchCondition } from './view-condition.ts';

const wholeList = Number.MAX_SAFE_INTEGER;

/** Writes where in a view the rows stand that contain a text. */
export async function matchView(order: Order<'match-view'>, context: OrderContext): Promise<{ rows: number }> {
  return withDuck(context, order.spillFolder, async (connection) => {
    const table = await tableFile(connection, order.path);
    const { sql, values } = searchCondition(table, order.text, order.columns);
    const found = new GrowingList();
    await streamNumbers(
      connection,
      `SELECT CAST(file_row_number AS DOUBLE), 0::DOUBLE FROM ${fromTable(table)} WHERE ${sql}`,
      values,
      context,
      (row) => {
        if ((found.length & 0xfff) === 0) context.notify({ fraction: row / table.rows, rowsDone: null, subject: null });
        found.push(row);
      },
    );
    const rows = found.sorted();
    const matches =
      order.orderPath === null ? rows : standingIn(await readList(order.orderPath, 0, wholeList), rows, table);
    await writeList(order.scratchPath, matches);
    return { rows: matches.length };
  });
}

/** Where in `order` those of `rows` stand that it holds, rising. */
function standingIn(order: Uint32Array, rows: Uint32Array, table: TableFile): Uint32Array {
  const isFound = new Uint8Array(table.rows);
  for (const row of rows) isFound[row] = 1;
  const standing = new GrowingList();
  for (let place = 0; place < order.length; place++) {
    if (isFound[order[place] as number] === 1) standing.push(place);
  }
  return standing.sorted();
}

/** The first match of the whole table from a row on; the search ends where it is met. */
export async function findFirst(order: Order<'find-first'>, context: OrderContext): Promise<FirstMatch> {
  return withDuck(context, null, async (connection) => {
    const table = await tableFile(connection, order.path);
    const { sql, values } = searchCondition(table, order.text, order.columns);
    const query =
      `SELECT CAST(file_row_number AS DOUBLE) FROM ${fromTable(table)} ` +
      `WHERE file_row_number >= ${order.fromRow} AND ${sql} LIMIT 1`;
    const [found] = (await connection.runAndReadAll(query, { ...values })).getRows();
    if (!found) return null;
    const row = Number(found[0]);
    return { row, column: await firstContaining(connection, table, row, order) };
  });
}

/** The match before or after a row, beginning anew at the end. */
export async function findMatch(order: Order<'find-match'>, context: OrderContext): Promise<FoundCell> {
  const matches = await readList(order.matchesPath, 0, wholeList);
  if (matches.length === 0) return { matches: 0, match: null };
  const { row: fromRow, isIncluded } = order.from;
  const isForward = order.direction === 'forward';
  const next = bisect(matches, isForward === isIncluded ? fromRow : fromRow + 1);
  const ordinal = isForward ? next % matches.length : (next + matches.length - 1) % matches.length;
  const row = matches[ordinal] as number;
  return withDuck(context, null, async (connection) => {
    const table = await tableFile(connection, order.path);
    const [place = 0] = placesOf(await pickRows(table, order, row, 1));
    const column = await firstContaining(connection, table, place, order);
    return { matches: matches.length, match: { row, column, ordinal } };
  });
}

async function firstContaining(
  connection: DuckDBConnection,
  table: TableFile,
  place: number,
  { text, columns }: Pick<Order<'find-match'>, 'text' | 'columns'>,
): Promise<number> {
  const { sql, values } = containingCells(table, text, columns);
  const query = `SELECT ${sql} FROM ${fromTable(table)} WHERE file_row_number = ${place}`;
  const [cells = []] = (await connection.runAndReadAll(query, { ...values })).getRows();
  return columns[Math.max(0, cells.indexOf(true))] as number;
}
