import { Fault } from '../../contract/faults.ts';
import type { Locale } from '../../contract/texts.ts';
import { maxSheetRows } from '../tabular/writer/sheet-markup.ts';
import { SheetNames } from '../tabular/writer/sheet-names.ts';
import { exportTexts, groupLabel } from './export-texts.ts';
import type { ExportLayout } from './layout.ts';

/** What a sheet of an export holds. */
export interface PlannedSheet {
  readonly name: string;
  /** Place among the groups; null where the rows are not in groups, or the workbook is one group's. */
  readonly group: number | null;
  /** Rows `from`..`to` of the arranged rows. */
  readonly from: number;
  readonly to: number;
  /** The row of the sheet that holds the names of the columns. */
  readonly headerRow: number;
}

/** A workbook of more sheets is opened by no program in reasonable time; LibreOffice takes 10,000. */
export const maxSheets = 10_000;

/** The sheets of rows `from`..`to`: more than one where they are more than a sheet holds. */
export function planSheets(
  name: string,
  range: { readonly from: number; readonly to: number },
  names = new SheetNames(),
  group: number | null = null,
  rowsPerSheet = maxSheetRows,
): PlannedSheet[] {
  const headerRow = group === null ? 1 : 2;
  const step = rowsPerSheet - headerRow;
  const sheets: PlannedSheet[] = [];
  for (let from = range.from; from < range.to || sheets.length === 0; from += step) {
    sheets.push({ name: names.take(name), group, from, to: Math.min(range.to, from + step), headerRow });
  }
  return sheets;
}

/** The sheets of a workbook. */
export interface PlannedWorkbook {
  /** Names of the sheets in front of the rows; that of the first one is where links lead back to. */
  readonly front: readonly string[];
  readonly sheets: readonly PlannedSheet[];
}

/**
 * The sheets of the workbook that holds all rows: a sheet per group behind an index, or the rows alone, behind the sheets that the
 * layout wants in front. Throws EXPORT_TOO_MANY_SHEETS.
 */
export function planWorkbook(
  { grouping, rows, front: wanted }: ExportLayout,
  title: string,
  locale: Locale,
  rowsPerSheet = maxSheetRows,
): PlannedWorkbook {
  const names = new SheetNames();
  const front = (wanted ?? (grouping ? [exportTexts.index[locale]] : [])).map((name) => names.take(name));
  if (!grouping) return { front, sheets: planSheets(title, { from: 0, to: rows }, names, null, rowsPerSheet) };
  let from = 0;
  const sheets = grouping.groups.flatMap(({ label, rows }, group) => {
    const planned = planSheets(groupLabel(label, locale), { from, to: from + rows }, names, group, rowsPerSheet);
    from += rows;
    return planned;
  });
  if (sheets.length >= maxSheets) {
    throw new Fault('EXPORT_TOO_MANY_SHEETS', { column: grouping.column, sheets: sheets.length, limit: maxSheets });
  }
  return { front, sheets };
}
