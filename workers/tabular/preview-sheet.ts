import type { Order, Reply } from '../../contract/orders.ts';
import { holdThread } from '../hold-thread.ts';
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
  switch (format) {
    case 'xlsx':
      return previewWorkbook(order, context);
    case 'csv':
      return previewText(order, context);
    case 'parquet':
    case 'json':
      return holdThread(context.cancelFlag, async () =>
        (await import('./duckdb/preview-query.ts')).previewQuery(order, format, context),
      );
    default:
      return (await import('./sheetjs/preview-old-workbook.ts')).previewOldWorkbook(order, format, context);
  }
}
