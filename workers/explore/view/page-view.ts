import type { Order } from '../../../contract/orders.ts';
import type { TableColumn, TablePage } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { withDuck } from './duck.ts';
import { pickRows, placesOf, readRows, viewRows } from './read-rows.ts';
import { tableFile } from './table-file.ts';

/** A window shows no more of a text; a cell can hold a whole document. */
const shownText = 2000;

/** The columns and the number of rows of a stored table. */
export async function describeTable(
  order: Order<'describe-table'>,
  context: OrderContext,
): Promise<{ columns: readonly TableColumn[]; rows: number }> {
  const table = await withDuck(context, null, (connection) => tableFile(connection, order.path));
  return { rows: table.rows, columns: table.columns.map(({ storage: _, ...column }) => column) };
}

/** Rows `offset`…`offset + limit` of a view. Past its end there are none. */
export async function pageView(order: Order<'page-view'>, context: OrderContext): Promise<TablePage> {
  return withDuck(context, null, async (connection) => {
    const table = await tableFile(connection, order.path);
    const picked = await pickRows(table, order, order.offset, order.limit);
    return {
      rows: await readRows(connection, table, picked, order.columns, shownText),
      rowPlaces: placesOf(picked),
      totalRows: await viewRows(table, order),
    };
  });
}
