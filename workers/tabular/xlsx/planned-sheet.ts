import { Fault } from '../../../contract/faults.ts';
import type { TablePlan } from '../../../contract/orders.ts';
import { type Workbook, withWorkbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** Runs `use` with the sheet that was planned, and closes the workbook. Faults: FILE_CHANGED, those of withWorkbook and of `use`. */
export async function withPlannedSheet<T>(
  plan: TablePlan,
  use: (workbook: Workbook, sheet: WorkbookSheet) => Promise<T>,
): Promise<T> {
  return withWorkbook(plan.path, plan.fileName, async (workbook) => {
    const sheet = workbook.sheets.find((one) => one.name === plan.sheet);
    if (sheet === undefined || workbook.file.sizeBytes !== plan.sizeBytes) {
      throw new Fault('FILE_CHANGED', { file: plan.fileName });
    }
    return use(workbook, sheet);
  });
}
