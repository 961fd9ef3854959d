import { Fault } from '../../../contract/faults.ts';
import type { Reading } from '../../../contract/reading.ts';
import type { OrderContext } from '../../order-context.ts';
import { type CellRange, parseRange, rangeText } from '../cell-range.ts';
import { detectHeader, type HeaderDetection, hangsOnMerges, headerAt } from '../header.ts';
import { maximumColumns, maximumRows } from './cell-sink.ts';
import { canSeekMerges, type FirstRows, readFirstRows } from './first-rows.ts';
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

/** Unpacking a sheet of so many bytes to its end takes a few milliseconds, and its first rows are most of it. */
const smallBytes = 1024 * 1024;

/**
 * The sheet that `reading` names, or else the first visible one that holds a table (a row of data, not only names or a
 * title), with its first rows; the first visible one when none does. With `merges` its merged cells are looked for unless it is too
 * large; else only where the header may hang on them, since who reads the rows comes past the others anyway. Faults: SHEET_MISSING,
 * TABLE_EMPTY (a range beyond the sheet), and those of readFirstRows.
 */
export async function chooseSheet(
  workbook: Workbook,
  reading: Reading,
  merges: 'wanted' | 'for the header',
  context: OrderContext,
): Promise<ChosenSheet> {
  const range = reading.range === null ? null : parseRange(reading.range);
  if (reading.range !== null && range === null) throw new Fault('TABLE_EMPTY', { file: workbook.fileName });
  const table = { range, header: reading.header, merges };
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
  readonly merges: 'wanted' | 'for the header';
}

async function look(
  workbook: Workbook,
  sheet: WorkbookSheet,
  { range, header, merges }: WantedTable,
  context: OrderContext,
): Promise<ChosenSheet> {
  const given = header ?? (range === null ? null : await declaredHeader(workbook, sheet, range));
  const area = areaOf(range, given?.row ?? 0);
  const readWith = async (seeksMerges: boolean): Promise<ChosenSheet> => {
    const first = await readFirstRows(workbook, sheet, area, seeksMerges, context);
    const detected =
      given === null ? detectHeader(first.rows, first.merges) : headerAt(first.rows, first.merges, given);
    return { sheet, range, first, header: detected };
  };
  const isSmall = (sheet.entry?.declaredBytes ?? 0) <= smallBytes;
  if (canSeekMerges(sheet) && (merges === 'wanted' || isSmall)) return readWith(true);
  const chosen = await readWith(false);
  return canSeekMerges(sheet) && hangsOnMerges(chosen.first.rows, chosen.header) ? readWith(true) : chosen;
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
