import type { SheetSummary } from '../../../contract/files.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import { namedRangesOf } from './named-ranges.ts';
import { withWorkbook } from './workbook.ts';

/** The sheets of a workbook, hidden ones marked, with their tables and names. Faults: those of withWorkbook. */
export async function inspectWorkbook(order: Order<'inspect-file'>): Promise<Reply<'inspect-file'>> {
  return withWorkbook(order.path, order.fileName, async (workbook) => {
    const sheets: SheetSummary[] = [];
    for (const sheet of workbook.sheets) {
      const { name, visibility } = sheet;
      const ranges = await namedRangesOf(workbook, sheet);
      sheets.push(ranges.length > 0 ? { name, visibility, ranges } : { name, visibility });
    }
    return { format: 'xlsx', sheets, textFormat: null };
  });
}
