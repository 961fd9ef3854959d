import { Fault } from '../../../contract/faults.ts';
import type { TablePlan } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { defaultMemoryLimitBytes } from '../memory-limit.ts';
import type { Stretches } from './kernel-sink.ts';
import { withPlannedSheet } from './planned-sheet.ts';
import { type ReadRows, readInKernel } from './read-in-kernel.ts';
import { readWithoutKernel } from './read-without-kernel.ts';

export interface StretchTaker extends Stretches {
  /** The rows come again from the first on: those taken so far do not count. */
  readonly beginAnew: () => void;
}

/**
 * Hands the rows of the planned table to `taker`, stretch by stretch. Where it keeps none of them, memory holds one, the shared
 * strings and a few chunks of markup, however long the sheet is. A sheet whose cells do not come in order, or that only ExcelJS
 * understands, comes as one stretch. Faults: FILE_CHANGED, TABLE_EMPTY, TABLE_TOO_LARGE, and those of scanSheet and
 * loadSharedStrings.
 */
export async function streamSheet(plan: TablePlan, taker: StretchTaker, context: OrderContext): Promise<ReadRows> {
  const limitBytes = plan.memoryLimitBytes ?? defaultMemoryLimitBytes;
  return withPlannedSheet(plan, async (workbook, sheet) => {
    const read = await readInKernel(workbook, sheet, plan, limitBytes, context, taker).catch(
      async (reason: unknown) => {
        const { segment, ...rest } = await readWithoutKernel(workbook, sheet, plan, limitBytes, reason, context);
        taker.beginAnew();
        taker.take(segment);
        return rest;
      },
    );
    if (read.rows === 0) throw new Fault('TABLE_EMPTY', { file: plan.fileName });
    return read;
  });
}
