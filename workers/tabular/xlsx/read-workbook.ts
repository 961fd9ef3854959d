import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { checkMemory, defaultMemoryLimitBytes } from '../memory-limit.ts';
import { ColumnSink } from './column-sink.ts';
import { scanWithExcelJs } from './exceljs-reader.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { loadSharedStrings, scanSheet } from './read-sheet-part.ts';
import { type Workbook, withWorkbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/**
 * Every row of the planned table. Text and numbers may mix in a column: cells of a workbook have types of their own.
 * Faults: FILE_CHANGED, TABLE_EMPTY, TABLE_TOO_LARGE, SHEET_MISSING, and those of scanSheet and loadSharedStrings.
 */
export async function readWorkbook(order: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  const { plan } = order;
  return withWorkbook(plan.path, plan.fileName, async (workbook) => {
    if (workbook.file.sizeBytes !== plan.sizeBytes) throw new Fault('FILE_CHANGED', { file: plan.fileName });
    const sheet = workbook.sheets.find((one) => one.name === plan.sheet);
    if (sheet === undefined) throw new Fault('FILE_CHANGED', { file: plan.fileName });
    const { sink, reader } = await readColumns(workbook, sheet, order, context);
    if (sink.rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
    return {
      segment: sink.pack(),
      rows: sink.rows,
      mixtures: null,
      raggedRows: sink.raggedRows,
      undecodableCells: 0,
      reader,
    };
  });
}

async function readColumns(
  workbook: Workbook,
  sheet: WorkbookSheet,
  { plan }: Order<'read-part'>,
  context: OrderContext,
): Promise<{ sink: ColumnSink; reader: 'scanner' | 'exceljs' }> {
  const limitBytes = plan.memoryLimitBytes ?? defaultMemoryLimitBytes;
  try {
    const checkBytes = (bytes: number) => checkMemory(bytes, limitBytes, plan.fileName);
    const strings = await loadSharedStrings(workbook, Number.POSITIVE_INFINITY, checkBytes, context);
    const sink = new ColumnSink(plan, strings, limitBytes);
    await scanSheet(workbook, sheet, sink, context, (fraction) =>
      context.notify({ fraction, rowsDone: sink.rows, subject: sheet.name }),
    );
    return { sink, reader: 'scanner' };
  } catch (error) {
    if (!(error instanceof MarkupNotUnderstood)) throw error;
    const sink = new ColumnSink(plan, null, limitBytes);
    await scanWithExcelJs(workbook, sheet, sink, context, error);
    return { sink, reader: 'exceljs' };
  }
}
