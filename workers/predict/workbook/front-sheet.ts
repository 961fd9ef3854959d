import { tabColor } from '../../export/export-look.ts';
import type { FrontSheet } from '../../export/front-sheet.ts';
import type { SheetChart } from '../../tabular/writer/chart-markup.ts';
import type { ScratchPart } from '../../tabular/writer/scratch-part.ts';
import { columnLetters } from '../../tabular/writer/sheet-markup.ts';
import { type Cell, SheetWriter } from '../../tabular/writer/sheet-writer.ts';
import type { StyleBook } from '../../tabular/writer/style-book.ts';
import { frontLooks } from './front-looks.ts';

type Look = keyof typeof frontLooks;

/** A cell of a sheet in front. */
export const cell = (value: Cell['value'], look: Look, rest: Omit<Cell, 'value' | 'style'> = {}): Cell => ({
  ...{ value, style: frontLooks[look] },
  ...rest,
});

/** Begins a sheet to be read like a page; `headerRow` 0: nothing stays in sight. */
export function beginSheet(
  { part, styles }: { readonly part: ScratchPart; readonly styles: StyleBook },
  name: string,
  widths: readonly number[],
  headerRow: number,
): SheetWriter {
  return new SheetWriter({ name, widths, headerRow, hasFilter: headerRow > 0, tabColor, isReport: true }, part, styles);
}

export function endSheet(sheet: SheetWriter, charts: readonly SheetChart[]): FrontSheet {
  sheet.end('', charts.length > 0);
  const { columns, form, rows } = sheet;
  return { sheet: { form, rows, columns, charts }, piece: sheet.text.end() };
}

/** Cells of one column, rows from 1. */
export const columnRange = (column: number, fromRow: number, toRow: number): string =>
  `$${columnLetters(column)}$${fromRow}:$${columnLetters(column)}$${toRow}`;
