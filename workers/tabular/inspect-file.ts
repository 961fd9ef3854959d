import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { detectFormat } from './detect-format.ts';
import { inspectText } from './text/inspect-text.ts';
import { textSheetName } from './text/text-sheet.ts';
import { inspectWorkbook } from './xlsx/inspect-workbook.ts';

/** The format of a file and its sheets. Faults: those of detectFormat, and of a file that cannot be read. */
export async function inspectFile(order: Order<'inspect-file'>, context: OrderContext): Promise<Reply<'inspect-file'>> {
  const format = detectFormat(order.path, order.fileName);
  switch (format) {
    case 'xlsx':
      return inspectWorkbook(order);
    case 'csv':
      return inspectText(order, context);
    case 'parquet':
    case 'json':
      return { format, sheets: [{ name: textSheetName(order.fileName), visibility: 'visible' }], textFormat: null };
    default:
      return (await import('./sheetjs/inspect-old-workbook.ts')).inspectOldWorkbook(order, format, context);
  }
}
