import type { SegmentBuffer, TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { checkMemory } from '../memory-limit.ts';
import { ColumnSink } from './column-sink.ts';
import { MergedRangeFinder } from './merged-ranges.ts';
import type { ReadRows } from './read-in-kernel.ts';
import { loadSharedStrings, scanSheet } from './read-sheet-part.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** Every row of the planned table, whose cells may come in any order. Faults: those of scanSheet and loadSharedStrings; TABLE_TOO_LARGE. */
export async function readCellByCell(
  workbook: Workbook,
  sheet: WorkbookSheet,
  plan: TablePlan,
  limitBytes: number,
  context: OrderContext,
): Promise<ReadRows & { readonly segment: SegmentBuffer }> {
  const checkBytes = (bytes: number) => checkMemory(bytes, limitBytes, plan.fileName);
  const strings = await loadSharedStrings(workbook, checkBytes, context);
  const sink = new ColumnSink(plan, strings, limitBytes);
  const onProgress = (fraction: number) => context.notify({ fraction, rowsDone: sink.rows, subject: sheet.name });
  const finder = plan.unseenMerges ? new MergedRangeFinder() : null;
  await scanSheet(workbook, sheet, sink, context, { onProgress, merges: finder });
  const merges = finder?.ranges ?? [];
  return { segment: sink.pack(), rows: sink.rows, raggedRows: sink.raggedRows, reader: 'scanner', merges };
}
