import type { CellValue } from 'exceljs';
import type { ColumnType } from '../../../contract/files.ts';
import { severities } from '../../../contract/profile.ts';
import { neutralText } from '../neutral-text.ts';
import { columnTypeTexts, severityTexts } from '../report-texts.ts';
import { addSheet, colorSeverity, lineUnder, linkTo, softFont, writeTitle } from './sheet-style.ts';
import type { WorkbookContext } from './workbook-context.ts';

type Fact = readonly [label: string, value: CellValue, format?: string];

/** The first sheet: what the table is, its key figures, and the way to the other sheets. */
export function addOverviewSheet(context: WorkbookContext): void {
  const { data, word, texts, workbook, sheetNames } = context;
  const { overview } = data;
  const sheet = addSheet(workbook, sheetNames.overview);
  sheet.columns = [{ width: 30 }, { width: 28 }, { width: 14 }, { width: 4 }, { width: 24 }, { width: 14 }];
  const shape = { sheet: overview.sheet, rows: texts.count(overview.rows), columns: texts.count(overview.columns) };
  writeTitle(sheet, neutralText(word('profileOf', { file: overview.fileName })), neutralText(word('shape', shape)));
  let row = 4;
  for (const group of [keyFigures(context), typeFacts(context), provenanceFacts(context)]) {
    for (const [label, value, format] of group) {
      const line = sheet.getRow(row++);
      line.getCell(1).value = label;
      line.getCell(1).font = { ...softFont };
      const cell = line.getCell(2);
      cell.value = value;
      cell.alignment = { horizontal: 'left' };
      if (format) cell.numFmt = format;
      lineUnder(line, 2);
    }
    row++;
  }
  writeShares(context);
  writeContents(context);
}

/** The share of missing cells and duplicate rows beside their counts. */
function writeShares({ workbook, sheetNames, data }: WorkbookContext): void {
  const { cells, missingCells, duplicateRows, rows } = data.overview;
  const shares: [string, number, number | null][] = [
    ['C7', cells, missingCells],
    ['C8', rows, duplicateRows],
  ];
  for (const [address, whole, part] of shares) {
    const cell = workbook.getWorksheet(sheetNames.overview)?.getCell(address);
    if (cell === undefined || part === null || whole === 0) continue;
    cell.value = part / whole;
    cell.numFmt = '0.0%';
    cell.font = { ...softFont };
    cell.alignment = { horizontal: 'left' };
  }
}

function keyFigures({ data, word }: WorkbookContext): Fact[] {
  const { rows, columns, cells, missingCells, duplicateRows } = data.overview;
  return [
    [word('rows'), rows, '#,##0'],
    [word('columnCount'), columns, '#,##0'],
    [word('cells'), cells, '#,##0'],
    [word('missingCells'), missingCells, '#,##0'],
    [word('duplicateRows'), duplicateRows ?? word('notCounted'), '#,##0'],
  ];
}

function typeFacts({ data, locale }: WorkbookContext): Fact[] {
  return Object.entries(data.overview.columnsByType)
    .filter(([, count]) => count > 0)
    .map(([type, count]) => [columnTypeTexts[type as ColumnType][locale], count, '#,##0']);
}

function provenanceFacts({ data, word, texts }: WorkbookContext): Fact[] {
  const { overview } = data;
  const readers = {
    scanner: 'readerScanner',
    exceljs: 'readerExceljs',
    text: 'readerText',
    duckdb: 'readerDuckdb',
    sheetjs: 'readerSheetjs',
  } as const;
  const { textFormat } = overview;
  return [
    [word('file'), neutralText(overview.fileName)],
    [word('sheet'), neutralText(overview.sheet)],
    [word('size'), texts.size(overview.sizeBytes)],
    [word('headerLines'), overview.headerRows],
    [word('firstDataRow'), overview.firstDataRow + 1],
    ...(textFormat
      ? ([
          [word('encoding'), textFormat.encoding],
          [word('delimiter'), JSON.stringify(textFormat.delimiter)],
        ] as Fact[])
      : []),
    [word('reader'), word(readers[overview.reader])],
    [word('seed'), overview.seed, '0'],
    [word('engineVersion'), overview.engineVersion],
    [word('sha256'), overview.sha256],
  ];
}

/** On the right: links to the other sheets, and how many findings there are of each severity. */
function writeContents({ workbook, sheetNames, word, data, locale }: WorkbookContext): void {
  const sheet = workbook.getWorksheet(sheetNames.overview);
  if (sheet === undefined) return;
  sheet.getCell('E4').value = word('contents');
  sheet.getCell('E4').font = { bold: true };
  const others = [
    sheetNames.findings,
    sheetNames.columns,
    sheetNames.values,
    ...sheetNames.correlations,
    sheetNames.charts,
  ];
  let row = 5;
  for (const name of others) linkTo(sheet.getCell(row++, 5), name, name, 'A1');
  row++;
  sheet.getCell(row, 5).value = word('findings');
  sheet.getCell(row++, 5).font = { bold: true };
  for (const severity of severities) {
    const count = data.overview.findings.filter((finding) => finding.severity === severity).length;
    sheet.getCell(row, 5).value = severityTexts[severity][locale];
    sheet.getCell(row, 6).value = count;
    colorSeverity(sheet.getCell(row, 5), severity);
    colorSeverity(sheet.getCell(row++, 6), severity);
  }
}
