import { neutralText } from '../neutral-text.ts';
import { writeValue } from './columns-sheet.ts';
import { addSheet, styleHeader } from './sheet-style.ts';
import type { WorkbookContext } from './workbook-context.ts';

/** Enough for a thousand columns with all their values. */
const maxLines = 20_000;

/** The most frequent values of each column, one line for each: the table behind the bar charts. */
export function addValuesSheet(context: WorkbookContext): void {
  const { workbook, sheetNames, word, data } = context;
  const sheet = addSheet(workbook, sheetNames.values, { headerRow: 1 });
  sheet.columns = [{ width: 28 }, { width: 8 }, { width: 44 }, { width: 12 }, { width: 10 }];
  sheet.getRow(1).values = [word('column'), word('rank'), word('value'), word('count'), word('share')];
  styleHeader(sheet, 1, 5);
  let row = 2;
  let shown = 0;
  for (const column of data.columns) {
    if (row + column.topValues.length > maxLines) break;
    if (shown++ % 200 === 0) context.throwIfCancelled();
    for (const [order, { value, count }] of column.topValues.entries()) {
      const line = sheet.getRow(row++);
      line.getCell(1).value = neutralText(column.name);
      line.getCell(2).value = order + 1;
      line.getCell(2).alignment = { horizontal: 'center' };
      if (value === '') line.getCell(3).value = word('blank');
      else writeValue(line.getCell(3), value, column, context.locale);
      line.getCell(4).value = count;
      line.getCell(4).numFmt = '#,##0';
      line.getCell(5).value = count / Math.max(1, column.rows - column.missing);
      line.getCell(5).numFmt = '0.0%';
    }
  }
  const more = data.columns.length - shown;
  if (more > 0) sheet.getCell(row + 1, 1).value = word('valuesShown', { shown, more });
}
