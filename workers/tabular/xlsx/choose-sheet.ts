import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import { detectHeader, type HeaderDetection } from '../header.ts';
import { type FirstRows, readFirstRows } from './first-rows.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

export interface ChosenSheet {
  readonly sheet: WorkbookSheet;
  readonly first: FirstRows;
  readonly header: HeaderDetection;
}

/**
 * The sheet called `name`, or for null the first visible one that holds a table (a row of data, not only names or a
 * title), with its first rows. When none does, the first visible one. Faults: SHEET_MISSING, and those of readFirstRows.
 */
export async function chooseSheet(
  workbook: Workbook,
  name: string | null,
  context: OrderContext,
): Promise<ChosenSheet> {
  if (name !== null) return look(workbook, sheetCalled(workbook, name), context);
  const visible = workbook.sheets.filter((sheet) => sheet.visibility === 'visible');
  const candidates = visible.length > 0 ? visible : workbook.sheets;
  let fallback: ChosenSheet | null = null;
  for (const sheet of candidates) {
    const chosen = await look(workbook, sheet, context);
    if (hasData(chosen)) return chosen;
    fallback ??= chosen;
  }
  if (fallback === null) throw new Fault('TABLE_EMPTY', { file: workbook.fileName });
  return fallback;
}

/** Whether a row with a value stands below the header. */
export function hasData({ first, header }: ChosenSheet): boolean {
  return header.columns.length > 0 && (header.firstDataRow < first.rows.length || first.laterColumns.size > 0);
}

async function look(workbook: Workbook, sheet: WorkbookSheet, context: OrderContext): Promise<ChosenSheet> {
  const first = await readFirstRows(workbook, sheet, context);
  return { sheet, first, header: detectHeader(first.rows, first.merges) };
}

/** Sheet names differ by more than case and surrounding spaces in every workbook, so those are forgiven. */
function sheetCalled(workbook: Workbook, name: string): WorkbookSheet {
  const plain = (text: string) => text.trim().toLowerCase();
  const { sheets, fileName } = workbook;
  const found =
    sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => plain(sheet.name) === plain(name));
  if (found !== undefined) return found;
  const names = sheets.map((sheet) => sheet.name).join(', ');
  throw new Fault('SHEET_MISSING', { file: fileName, sheet: name, sheets: names });
}
