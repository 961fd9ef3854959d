import { Fault } from '../../../contract/faults.ts';
import type { Reading } from '../../../contract/reading.ts';
import type { OrderContext } from '../../order-context.ts';
import { type CellRange, parseRange, rangeText } from '../cell-range.ts';
import { detectHeader, type HeaderDetection, headerAt } from '../header.ts';
import { maximumColumns, maximumRows } from './cell-sink.ts';
import { type FirstRows, readFirstRows } from './first-rows.ts';
import { readSheetTables } from './named-ranges.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

export interface ChosenSheet {
  readonly sheet: WorkbookSheet;
  /** The part of the sheet that is read; null: the whole of it. */
  readonly range: CellRange | null;
  readonly first: FirstRows;
  readonly header: HeaderDetection;
}

/**
 * The sheet that `reading` names, or else the first visible one that holds a table (a row of data, not only names or a
 * title), with its first rows; the first visible one when none does. Faults: SHEET_MISSING, TABLE_EMPTY (a range beyond the
 * sheet), and those of readFirstRows.
 */
export async function chooseSheet(workbook: Workbook, reading: Reading, context: OrderContext): Promise<ChosenSheet> {
  const range = reading.range === null ? null : parseRange(reading.range);
  if (reading.range !== null && range === null) throw new Fault('TABLE_EMPTY', { file: workbook.fileName });
  const table = { range, header: reading.header };
  if (reading.sheet !== null) return look(workbook, sheetCalled(workbook, reading.sheet), table, context);
  const visible = workbook.sheets.filter((sheet) => sheet.visibility === 'visible');
  const candidates = visible.length > 0 ? visible : workbook.sheets;
  let fallback: ChosenSheet | null = null;
  for (const sheet of candidates) {
    const chosen = await look(workbook, sheet, table, context);
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

interface WantedTable {
  readonly range: CellRange | null;
  readonly header: Reading['header'];
}

async function look(
  workbook: Workbook,
  sheet: WorkbookSheet,
  { range, header }: WantedTable,
  context: OrderContext,
): Promise<ChosenSheet> {
  const given = header ?? (range === null ? null : await declaredHeader(workbook, sheet, range));
  const area = areaOf(range, given?.row ?? 0);
  const first = await readFirstRows(workbook, sheet, area, context);
  const detected = given === null ? detectHeader(first.rows, first.merges) : headerAt(first.rows, first.merges, given);
  return { sheet, range, first, header: detected };
}

/** The header of the table that takes just this range. */
async function declaredHeader(workbook: Workbook, sheet: WorkbookSheet, range: CellRange): Promise<Reading['header']> {
  const tables = await readSheetTables(workbook, sheet);
  const table = tables.find((one) => rangeText(one.range) === rangeText(range));
  return table === undefined ? null : { row: range.firstRow, rows: table.headerRows };
}

/** The range from the header on. */
function areaOf(range: CellRange | null, headerRow: number): CellRange {
  const whole = range ?? { firstRow: 0, lastRow: maximumRows - 1, firstColumn: 0, lastColumn: maximumColumns - 1 };
  return { ...whole, firstRow: Math.max(whole.firstRow, headerRow) };
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
