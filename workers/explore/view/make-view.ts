import { rm } from 'node:fs/promises';
import type { Order } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { withDuck } from './duck.ts';
import { orderRows } from './order-rows.ts';
import { writeList } from './row-list.ts';
import { tableFile } from './table-file.ts';

/** Writes the places of a view's rows in the view's order. An unfinished file is removed. */
export async function makeView(order: Order<'make-view'>, context: OrderContext): Promise<{ rows: number }> {
  return withDuck(context, order.spillFolder, async (connection) => {
    const table = await tableFile(connection, order.path);
    const rows = await orderRows(connection, table, order.view, context);
    try {
      await writeList(order.scratchPath, rows);
    } catch (error) {
      await rm(order.scratchPath, { force: true });
      throw error;
    }
    return { rows: rows.length };
  });
}
