import type { Order, Reply } from '../../contract/orders.ts';
import { holdThread } from '../hold-thread.ts';
import type { OrderContext } from '../order-context.ts';
import { detectFormat } from './detect-format.ts';
import { planText } from './text/plan-text.ts';
import { planWorkbook } from './xlsx/plan-workbook.ts';

/** Where a table stands in its file and how it is read. Faults: those of detectFormat, TABLE_EMPTY, TABLE_TOO_LARGE, and others. */
export async function planTable(order: Order<'plan-table'>, context: OrderContext): Promise<Reply<'plan-table'>> {
  const format = detectFormat(order.path, order.fileName);
  switch (format) {
    case 'xlsx':
      return planWorkbook(order, context);
    case 'csv':
      return planText(order, context);
    case 'parquet':
    case 'json':
      return holdThread(context.cancelFlag, async () =>
        (await import('./duckdb/plan-query.ts')).planQuery(order, format, context),
      );
    default:
      return (await import('./sheetjs/plan-old-workbook.ts')).planOldWorkbook(order, format, context);
  }
}
