import { createRequire } from 'node:module';
import { startWatch, type Taken } from './stopwatch.ts';
import { cellOf, columnName, type WriteTable } from './write-tables.ts';

type Row = (number | string | Date)[];

/** The rows as a user of these libraries holds them, by the sheet they go to. */
function rowsOf({ columns, groupBy, rows }: WriteTable): Map<string, Row[]> {
  const sheets = new Map<string, Row[]>();
  for (let row = 0; row < rows; row++) {
    const cells = columns.map((kind, column) => cellOf(kind, row, column));
    const sheet = groupBy === null ? 'Sheet1' : String(cells[groupBy]);
    const known = sheets.get(sheet);
    if (known) known.push(cells);
    else sheets.set(sheet, [cells]);
  }
  return sheets;
}

/** ExcelJS's streaming writer. Gives what the writing took. */
export async function writeWithExcelJs(table: WriteTable, target: string): Promise<Taken> {
  const { default: exceljs } = await import('exceljs');
  const sheets = rowsOf(table);
  const taken = startWatch();
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: target, useStyles: true, useSharedStrings: false });
  for (const [name, rows] of sheets) {
    const sheet = book.addWorksheet(name);
    sheet.addRow(table.columns.map(columnName)).commit();
    for (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  await book.commit();
  return taken();
}

/** SheetJS, which has no streaming writer for workbooks: dense sheets, compressed. */
export async function writeWithSheetJs(table: WriteTable, target: string): Promise<Taken> {
  // As CommonJS it compresses with Node's own zlib.
  const sheetjs = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx');
  const sheets = rowsOf(table);
  const taken = startWatch();
  const book = sheetjs.utils.book_new();
  for (const [name, rows] of sheets) {
    const data = [table.columns.map(columnName), ...rows];
    sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(data, { dense: true }), name);
  }
  sheetjs.writeFile(book, target, { compression: true, bookSST: false });
  return taken();
}
