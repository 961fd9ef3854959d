import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { readTextSample } from './text-sample.ts';
import { textSheetName } from './text-sheet.ts';

/** What kind of text a file is; it has one table. Faults: those of readTextSample. */
export async function inspectText(
  order: Order<'inspect-file'>,
  _context: OrderContext,
): Promise<Reply<'inspect-file'>> {
  const { format } = readTextSample(order.path, order.fileName);
  return {
    format: 'csv',
    sheets: [{ name: textSheetName(order.fileName), visibility: 'visible' }],
    textFormat: format,
  };
}
