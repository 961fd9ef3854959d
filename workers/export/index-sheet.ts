import { interpolate, type Locale } from '../../contract/texts.ts';
import type { PackedText } from '../tabular/writer/packed-text.ts';
import { linkMarkup, type SheetForm, sheetHead, sheetTail } from '../tabular/writer/sheet-markup.ts';
import type { WrittenSheet } from '../tabular/writer/workbook-parts.ts';
import { type ExportLook, tabColor } from './export-look.ts';
import { exportTexts, groupLabel } from './export-texts.ts';
import type { ExportLayout } from './layout.ts';
import type { PlannedSheet } from './plan-sheets.ts';
import { textCell } from './sheet-piece.ts';

interface IndexContents {
  readonly layout: ExportLayout;
  readonly sheets: readonly PlannedSheet[];
  readonly title: string;
  /** Of the index itself. */
  readonly name: string;
  readonly locale: Locale;
  readonly look: ExportLook;
}

const headerRow = 4;

/** Writes the first sheet: every group with its rows and the way to its sheet. */
export function writeIndex(text: PackedText, contents: IndexContents): WrittenSheet {
  const { layout, locale, look, name, sheets, title } = contents;
  const { column, groups } = layout.grouping!;
  const form: SheetForm = { name, widths: [44, 14, 12, 34], headerRow, hasFilter: true, tabColor, isReport: true };
  const count = (number: number) => number.toLocaleString(locale);
  const facts = { rows: count(layout.rows), groups: count(groups.length), column };
  const subtitle = interpolate(exportTexts.grouped[locale], facts);
  const header = [
    textCell(0, headerRow, look.text('header', column), column),
    textCell(1, headerRow, look.number('headerFigure'), exportTexts.rows[locale]),
    textCell(2, headerRow, look.number('headerFigure'), exportTexts.share[locale]),
    textCell(3, headerRow, look.number('header'), exportTexts.sheet[locale]),
  ];
  text.write(sheetHead(form));
  text.write(`<row r="1" ht="30" customHeight="1">${textCell(0, 1, look.text('title', title), title)}</row>`);
  text.write(`<row r="2">${textCell(0, 2, look.number('soft'), subtitle)}</row>`);
  text.write(`<row r="${headerRow}" ht="24" customHeight="1">${header.join('')}</row>`);
  const links: string[] = [];
  for (const [place, sheet] of sheets.entries()) {
    const row = headerRow + 1 + place;
    const label = groupLabel(groups[sheet.group!]!.label, locale);
    const rows = sheet.to - sheet.from;
    links.push(linkMarkup(`A${row}`, { sheet: sheet.name, cell: 'A1' }));
    text.write(
      `<row r="${row}">${textCell(0, row, look.text('linkLined', label), label)}` +
        `<c r="B${row}" s="${look.number('count')}"><v>${rows}</v></c>` +
        `<c r="C${row}" s="${look.number('share')}"><v>${rows / layout.rows}</v></c>` +
        `${textCell(3, row, look.text('text', sheet.name), sheet.name)}</row>`,
    );
  }
  const rows = headerRow + sheets.length;
  text.write(sheetTail(form, { rows, columns: 4, links }));
  return { form, rows, columns: 4 };
}
