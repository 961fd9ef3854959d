import { Fault } from '../../../contract/faults.ts';
import type { Reading } from '../../../contract/reading.ts';
import { type CellRange, parseRange } from '../cell-range.ts';
import { detectHeader, type HeaderDetection, headerAt } from '../header.ts';
import type { PreviewRow } from '../preview-cell.ts';
import { maximumColumns, maximumRows } from '../xlsx/cell-sink.ts';
import { noTexts } from '../xlsx/collected-strings.ts';
import { FirstRowsSink } from '../xlsx/first-rows-sink.ts';
import { emitCells } from './emit-cells.ts';
import type { OpenedBook } from './thread-messages.ts';
import type { OldWorkbook } from './with-workbook.ts';

/** Rows read for a look: a preview, and the titles above it. */
export const lookRows = 240;

export interface ChosenOldSheet {
  readonly sheet: OpenedBook['sheets'][number];
  readonly range: CellRange | null;
  readonly header: HeaderDetection;
  readonly rows: readonly PreviewRow[];
}

/**
 * The sheet that `reading` names, or else the first visible one with a table, as in workbooks of today (xlsx/choose-sheet.ts).
 * Faults: SHEET_MISSING, TABLE_EMPTY, and those of the thread.
 */
export async function chooseOldSheet(
  workbook: OldWorkbook,
  fileName: string,
  reading: Reading,
): Promise<ChosenOldSheet> {
  const book = await workbook.open(null, reading.range === null && reading.header === null ? lookRows : 0);
  const range = reading.range === null ? null : parseRange(reading.range);
  if (reading.range !== null && range === null) throw new Fault('TABLE_EMPTY', { file: fileName });
  const visible = book.sheets.filter((sheet) => sheet.visibility === 'visible');
  const candidates =
    reading.sheet === null
      ? visible.length > 0
        ? visible
        : book.sheets
      : [sheetCalled(book, reading.sheet, fileName)];
  let fallback: ChosenOldSheet | null = null;
  for (const sheet of candidates) {
    const chosen = await look(workbook, book, sheet, range, reading.header);
    if (chosen.header.columns.length > 0 && chosen.sheet.rows > chosen.header.firstDataRow) return chosen;
    fallback ??= chosen;
  }
  if (fallback === null) throw new Fault('TABLE_EMPTY', { file: fileName });
  return fallback;
}

async function look(
  workbook: OldWorkbook,
  book: OpenedBook,
  sheet: OpenedBook['sheets'][number],
  range: CellRange | null,
  given: Reading['header'],
): Promise<ChosenOldSheet> {
  const whole = range ?? { firstRow: 0, lastRow: maximumRows - 1, firstColumn: 0, lastColumn: maximumColumns - 1 };
  const sink = new FirstRowsSink({ ...whole, firstRow: Math.max(whole.firstRow, given?.row ?? 0) });
  await emitCells(workbook.thread, sheet.name, book.is1904, sink);
  const rows = sink.rows(noTexts);
  const header = given === null ? detectHeader(rows, sheet.merges) : headerAt(rows, sheet.merges, given);
  return { sheet, range, header, rows };
}

function sheetCalled(book: OpenedBook, name: string, fileName: string): OpenedBook['sheets'][number] {
  const plain = (text: string) => text.trim().toLowerCase();
  const { sheets } = book;
  const found = sheets.find((one) => one.name === name) ?? sheets.find((one) => plain(one.name) === plain(name));
  if (found) return found;
  throw new Fault('SHEET_MISSING', {
    file: fileName,
    sheet: name,
    sheets: sheets.map((sheet) => sheet.name).join(', '),
  });
}
