import type { Alignment, Cell } from 'exceljs';
import type { ColumnProfile } from '../../../contract/profile.ts';
import type { Locale } from '../../../contract/texts.ts';
import { allStatistics, type Statistic, type StatisticForm } from '../column-statistics.ts';
import { neutralText } from '../neutral-text.ts';
import { columnTypeTexts } from '../report-texts.ts';
import { countedText, statisticFormat } from '../value-forms.ts';
import { addSheet, headerAlignment, styleHeader } from './sheet-style.ts';
import { firstColumnRow, type WorkbookContext } from './workbook-context.ts';

const leading = 3;
/** Text beside a column of figures keeps away from them. */
const indented: Partial<Alignment> = { horizontal: 'left', indent: 1 };
const isFigure = (form: StatisticForm): boolean => form !== 'text' && form !== 'date';
/** Excel's first day in its own calendar that is also a day in everyone else's. */
const firstExcelDate = Date.UTC(1900, 2, 1);

/** A row for each column of the table, with every statistic it has. */
export function addColumnsSheet(context: WorkbookContext): void {
  const { workbook, sheetNames, word, data, locale } = context;
  const sheet = addSheet(workbook, sheetNames.columns, { headerRow: 1, repeatedColumns: 'A:C', pagesWide: 3 });
  const statistics = allStatistics.filter(({ value }) => data.columns.some((column) => value(column) !== null));
  const widths = statistics.map(({ form }) => (form === 'text' ? 22 : form === 'date' ? 17 : 12));
  sheet.columns = [{ width: 7 }, { width: 28 }, { width: 10 }, ...widths.map((width) => ({ width }))];
  const labels = statistics.map(({ label }) => label[locale]);
  sheet.getRow(1).values = [word('number'), word('name'), word('type'), ...labels];
  styleHeader(sheet, 1, leading + labels.length, 2);
  for (const [order, { form }] of statistics.entries()) {
    sheet.getCell(1, leading + 1 + order).alignment = {
      ...headerAlignment,
      ...(isFigure(form) ? { horizontal: 'right' } : indented),
    };
  }
  for (const [place, column] of data.columns.entries()) {
    if (place % 200 === 0) context.throwIfCancelled();
    const row = sheet.getRow(firstColumnRow + place);
    row.getCell(1).value = place + 1;
    row.getCell(1).alignment = { horizontal: 'center' };
    row.getCell(2).value = neutralText(column.name);
    row.getCell(2).font = { bold: true };
    row.getCell(3).value = columnTypeTexts[column.type][locale];
    for (const [order, statistic] of statistics.entries()) {
      writeStatistic(row.getCell(leading + 1 + order), statistic, column, locale);
    }
  }
  colorMissing(context, statistics);
}

/** Writes what the column has of this statistic; an empty cell otherwise. */
function writeStatistic(cell: Cell, statistic: Statistic, column: ColumnProfile, locale: Locale): void {
  const value = statistic.value(column);
  if (value === null) return;
  if (typeof value === 'number') {
    cell.value = Number.isFinite(value) ? value : String(value);
    cell.numFmt = statisticFormat(statistic.form, value, column);
    return;
  }
  const time = statistic.form === 'date' ? Date.parse(value.length > 10 ? `${value}Z` : value) : Number.NaN;
  if (time >= firstExcelDate) {
    cell.value = new Date(time);
    cell.numFmt = column.date?.hasTimes ? 'yyyy-mm-dd hh:mm:ss' : 'yyyy-mm-dd';
    cell.alignment = indented;
    return;
  }
  writeValue(cell, value, column, locale);
}

/** A value of the column as a number where the column holds numbers, as harmless text otherwise. */
export function writeValue(cell: Cell, value: string, column: ColumnProfile, locale: Locale): void {
  const number = column.type === 'number' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) {
    cell.value = number;
    cell.numFmt = 'General';
    cell.alignment = indented;
  } else {
    cell.value = neutralText(countedText(value, column, locale));
    cell.alignment = indented;
  }
}

/** The more is missing, the warmer the cell. (ExcelJS gives each data bar a random number; a scale is the same every time.) */
function colorMissing({ workbook, sheetNames, data }: WorkbookContext, statistics: readonly Statistic[]): void {
  const sheet = workbook.getWorksheet(sheetNames.columns)!;
  const place = leading + 1 + statistics.findIndex(({ label }) => label.en === 'Missing share');
  const { letter } = sheet.getColumn(place);
  sheet.addConditionalFormatting({
    ref: `${letter}${firstColumnRow}:${letter}${firstColumnRow + Math.max(0, data.columns.length - 1)}`,
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [
          { type: 'num', value: 0 },
          { type: 'num', value: 1 },
        ],
        color: [{ argb: 'FFFFFFFF' }, { argb: 'FFEEB07A' }],
      },
    ],
  });
}
