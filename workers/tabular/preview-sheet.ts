import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { detectFormat } from './detect-format.ts';
import { previewText } from './text/preview-text.ts';
import { previewWorkbook } from './xlsx/preview-workbook.ts';

/** The first rows of a table as a person reads them. Faults: those of detectFormat, and of a file that cannot be read. */
export async function previewSheet(
  order: Order<'preview-sheet'>,
  context: OrderContext,
): Promise<Reply<'preview-sheet'>> {
  const format = detectFormat(order.path, order.fileName);
  return format === 'xlsx' ? previewWorkbook(order, context) : previewText(order, context);
}
