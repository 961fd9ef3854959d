import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { defaultMemoryLimitBytes } from '../memory-limit.ts';
import { ColumnSink } from './column-sink.ts';
import { scanWithExcelJs } from './exceljs-reader.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { readCellByCell } from './read-cell-by-cell.ts';
import { type ReadTable, readInKernel } from './read-in-kernel.ts';
import { RowsDisordered } from './rows-disordered.ts';
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
    const table = await readColumns(workbook, sheet, order, context);
    if (table.rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
    return { ...table, mixtures: null, undecodableCells: 0 };
  });
}

async function readColumns(
  workbook: Workbook,
  sheet: WorkbookSheet,
  { plan }: Order<'read-part'>,
  context: OrderContext,
): Promise<ReadTable> {
  const limitBytes = plan.memoryLimitBytes ?? defaultMemoryLimitBytes;
  try {
    try {
      return await readInKernel(workbook, sheet, plan, limitBytes, context);
    } catch (error) {
      if (!(error instanceof RowsDisordered)) throw error;
    }
    return await readCellByCell(workbook, sheet, plan, limitBytes, context);
  } catch (error) {
    if (!(error instanceof MarkupNotUnderstood)) throw error;
    const sink = new ColumnSink(plan, null, limitBytes);
    await scanWithExcelJs(workbook, sheet, sink, context, error);
    return { segment: sink.pack(), rows: sink.rows, raggedRows: sink.raggedRows, reader: 'exceljs' };
  }
}
