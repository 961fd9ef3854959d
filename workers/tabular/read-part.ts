import type { Order, Reply } from '../../contract/orders.ts';
import { holdThread } from '../hold-thread.ts';
import type { OrderContext } from '../order-context.ts';
import { readText } from './text/read-text.ts';
import { readWorkbook } from './xlsx/read-workbook.ts';

/** The rows of one part of a planned table. Faults: those of the reader of its format. */
export async function readPart(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  switch (order.plan.format) {
    case 'xlsx':
      return readWorkbook(order, context);
    case 'csv':
      return readText(order, context);
    case 'parquet':
    case 'json':
      return holdThread(context.cancelFlag, async () =>
        (await import('./duckdb/read-query-part.ts')).readQueryPart(order, context),
      );
    default:
      return (await import('./sheetjs/read-old-workbook.ts')).readOldWorkbook(order, context);
  }
}
