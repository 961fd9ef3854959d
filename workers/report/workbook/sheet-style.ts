import type { Alignment, Borders, Cell, Fill, Font, Row, Workbook, Worksheet } from 'exceljs';
import type { Severity } from '../../../contract/profile.ts';
import type { Locale } from '../../../contract/texts.ts';

export const colors = {
  ink: 'FF18202C',
  soft: 'FF4D5969',
  accent: 'FF4054C9',
  headerFill: 'FFE9ECFB',
  line: 'FFE3E7ED',
};

/** Fill and ink of each severity. */
export const severityColors: Readonly<Record<Severity, { fill: string; ink: string }>> = {
  high: { fill: 'FFFCEBEA', ink: 'FFB42F2B' },
  medium: { fill: 'FFFCF1DC', ink: 'FF8F5A05' },
  low: { fill: 'FFECEFF3', ink: 'FF4D5969' },
};

export const fontName = (locale: Locale): string => (locale === 'zh-CN' ? 'Microsoft YaHei' : 'Calibri');

const solid = (color: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb: color } });
const bottomLine = (color: string): Partial<Borders> => ({ bottom: { style: 'thin', color: { argb: color } } });

export const linkFont: Partial<Font> = { color: { argb: colors.accent }, underline: true };
export const softFont: Partial<Font> = { color: { argb: colors.soft } };
export const top: Partial<Alignment> = { vertical: 'top' };

interface SheetOptions {
  /** Row that stands on every printed page. */
  readonly headerRow?: number;
  /** Columns that stand on every printed page, such as `A:C`. */
  readonly repeatedColumns?: string;
  readonly pagesWide?: number;
}

/** A sheet set up for print: landscape A4, one page wide unless told otherwise. */
export function addSheet(workbook: Workbook, name: string, options: SheetOptions = {}): Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ showGridLines: false }],
    properties: { tabColor: { argb: colors.accent }, defaultRowHeight: 18 },
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: options.pagesWide ?? 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(options.headerRow ? { printTitlesRow: `${options.headerRow}:${options.headerRow}` } : {}),
      ...(options.repeatedColumns ? { printTitlesColumn: options.repeatedColumns } : {}),
    },
    headerFooter: { oddFooter: '&L&8&A&R&8&P / &N' },
  });
  return sheet;
}

/** A large first line and a soft second one. */
export function writeTitle(sheet: Worksheet, title: string, subtitle: string): void {
  sheet.getCell('A1').value = title;
  sheet.getCell('A1').font = { size: 18, bold: true, color: { argb: colors.ink } };
  sheet.getRow(1).height = 30;
  sheet.getCell('A2').value = subtitle;
  sheet.getCell('A2').font = { ...softFont, size: 11 };
}

export const headerAlignment: Partial<Alignment> = { vertical: 'middle', wrapText: true };

/** Bold, tinted, frozen and with a filter: the header of a table whose first cell is `row`, column 1. */
export function styleHeader(sheet: Worksheet, row: number, columns: number, frozenColumns = 0): void {
  const header = sheet.getRow(row);
  header.height = 32;
  for (let column = 1; column <= columns; column++) {
    const cell = header.getCell(column);
    cell.font = { bold: true, color: { argb: colors.ink } };
    cell.fill = solid(colors.headerFill);
    cell.alignment = headerAlignment;
    cell.border = { bottom: { style: 'medium', color: { argb: colors.accent } } };
  }
  sheet.views = [{ state: 'frozen', ySplit: row, xSplit: frozenColumns, showGridLines: false }];
  sheet.autoFilter = { from: { row, column: 1 }, to: { row, column: columns } };
}

/** A thin line under each cell of a table's row. */
export function lineUnder(row: Row, columns: number): void {
  for (let column = 1; column <= columns; column++) row.getCell(column).border = bottomLine(colors.line);
}

export function colorSeverity(cell: Cell, severity: Severity): void {
  const { fill, ink } = severityColors[severity];
  cell.fill = solid(fill);
  cell.font = { bold: true, color: { argb: ink } };
}

/** Shows a link to a cell of this workbook. */
export function linkTo(cell: Cell, text: string, sheet: string, target: string): void {
  cell.value = { text, hyperlink: `#'${sheet.replaceAll("'", "''")}'!${target}` };
  cell.font = { ...linkFont };
}
