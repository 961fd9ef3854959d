import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { type OldFormat, withOldWorkbook } from './with-workbook.ts';

const memoryBytes = 512 * 2 ** 20;

/** The sheets of an old workbook, hidden ones marked. Faults: those of withOldWorkbook. */
export async function inspectOldWorkbook(
  order: Order<'inspect-file'>,
  format: OldFormat,
  context: OrderContext,
): Promise<Reply<'inspect-file'>> {
  return withOldWorkbook(order, format, memoryBytes, context, async (workbook) => {
    const { sheets } = await workbook.open(null, 1);
    return { format, sheets: sheets.map(({ name, visibility }) => ({ name, visibility })), textFormat: null };
  });
}
