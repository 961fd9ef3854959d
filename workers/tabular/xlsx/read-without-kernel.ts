import type { SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { ColumnSink } from './column-sink.ts';
import { scanWithExcelJs } from './exceljs-reader.ts';
import { MarkupNotUnderstood } from './markup-not-understood.ts';
import { readCellByCell } from './read-cell-by-cell.ts';
import type { ReadRows } from './read-in-kernel.ts';
import { RowsDisordered } from './rows-disordered.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/**
 * Every row of the planned table, after the kernel has given up for `reason`: cell by cell where they only come in another order,
 * by ExcelJS where the markup is not understood. Throws `reason` when it is neither. Faults: those of both readers.
 */
export async function readWithoutKernel(
  workbook: Workbook,
  sheet: WorkbookSheet,
  plan: TablePlan,
  limitBytes: number,
  reason: unknown,
  context: OrderContext,
): Promise<ReadRows & { readonly segment: SegmentBuffer }> {
  if (reason instanceof MarkupNotUnderstood) {
    const sink = new ColumnSink(plan, null, limitBytes);
    await scanWithExcelJs(workbook, sheet, sink, context, reason);
    return { segment: sink.pack(), rows: sink.rows, raggedRows: sink.raggedRows, reader: 'exceljs', merges: [] };
  }
  if (!(reason instanceof RowsDisordered)) throw reason;
  try {
    return await readCellByCell(workbook, sheet, plan, limitBytes, context);
  } catch (error) {
    if (!(error instanceof MarkupNotUnderstood)) throw error;
    return readWithoutKernel(workbook, sheet, plan, limitBytes, error, context);
  }
}
