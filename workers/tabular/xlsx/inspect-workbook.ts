import type { Order, Reply } from '../../../contract/orders.ts';
import { withWorkbook } from './workbook.ts';

/** The sheets of a workbook, hidden ones marked. Faults: those of withWorkbook. */
export async function inspectWorkbook(order: Order<'inspect-file'>): Promise<Reply<'inspect-file'>> {
  return withWorkbook(order.path, order.fileName, async (workbook) => ({
    format: 'xlsx',
    sheets: workbook.sheets.map(({ name, visibility }) => ({ name, visibility })),
    textFormat: null,
  }));
}
