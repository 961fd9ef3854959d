import type { ScratchFile } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { BatchWorkbook } from '../batch/batch-workbook.ts';
import { writeChangedRowsSheet } from './changed-rows-sheet.ts';
import { writeColumnsSheet } from './columns-sheet.ts';
import type { ComparisonReport } from './comparison-data.ts';
import { writeOverviewSheet } from './overview-sheet.ts';
import { writeSchemaSheet } from './schema-sheet.ts';

/** The comparison as a styled workbook, written sheet by sheet: the same comparison gives the same bytes. */
export async function comparisonWorkbook(
  report: ComparisonReport,
  rowsPath: string,
  scratchPath: string,
  context: OrderContext,
): Promise<ScratchFile> {
  const { comparison, locale, word } = report;
  const book = new BatchWorkbook(locale, scratchPath);
  try {
    writeOverviewSheet(book, report);
    writeSchemaSheet(book, report);
    writeColumnsSheet(book, report);
    writeChangedRowsSheet(book, report, rowsPath, context);
    return await book.finish(word('title', { file: comparison.later.fileName }));
  } catch (error) {
    book.discard();
    throw error;
  }
}
