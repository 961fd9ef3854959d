import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { readText } from './text/read-text.ts';
import { readWorkbook } from './xlsx/read-workbook.ts';

/** The rows of one part of a planned table. Faults: those of the reader of its format. */
export async function readPart(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  return order.plan.format === 'xlsx' ? readWorkbook(order, context) : readText(order, context);
}
