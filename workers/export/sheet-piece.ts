import type { ExportOptions } from '../../contract/export-options.ts';
import { interpolate } from '../../contract/texts.ts';
import { DataRows } from '../tabular/writer/data-rows.ts';
import type { PackedPiece, PackedText } from '../tabular/writer/packed-text.ts';
import {
  colorScaleMarkup,
  columnLetters,
  linkMarkup,
  type SheetForm,
  sheetHead,
  sheetTail,
  type Target,
} from '../tabular/writer/sheet-markup.ts';
import { xmlText } from '../tabular/writer/xml-text.ts';
import { type ExportLook, scaleColor } from './export-look.ts';
import { exportTexts, groupLabel } from './export-texts.ts';
import type { GroupFront } from './group-front.ts';
import type { ExportLayout, RowRange } from './layout.ts';
import type { PlannedSheet } from './plan-sheets.ts';
import type { RowSlice, StoredRows } from './stored-rows.ts';

/** Rows decoded and written before a cancel is looked for. */
const sliceRows = 4096;

interface SheetTools {
  readonly layout: ExportLayout;
  readonly options: ExportOptions;
  readonly look: ExportLook;
  readonly rows: StoredRows;
  /** Names of the sheets in front of the rows; links lead back to the first, unless `groupFront` says otherwise. */
  readonly front: readonly string[];
  readonly groupFront: GroupFront | null;
  /** Told of every slice; may throw. */
  readonly onRows: (slice: RowSlice, sheet: PlannedSheet) => void;
}

/** How a sheet of rows looks. */
export function dataForm({ columns }: ExportLayout, { name, headerRow }: PlannedSheet): SheetForm {
  const widths = columns.map(({ form }) => form.width);
  return { name, widths, headerRow, hasFilter: true, pagesWide: Math.ceil(columns.length / 12), tabColor: null };
}

/** Writes sheets of rows, or those stretches of them that lie in a range. */
export class SheetPieces {
  readonly #tools: SheetTools;
  readonly #data: DataRows;

  constructor(tools: SheetTools) {
    this.#tools = tools;
    this.#data = new DataRows(tools.look.columns);
  }

  /** Texts that were cut because a cell holds no more. */
  get cutTexts(): number {
    return this.#data.cutTexts.reduce((sum, count) => sum + count, 0);
  }

  /** What of `sheet` lies in `range`; the part that holds its first row writes its beginning, that of its last row its end. */
  write(text: PackedText, sheet: PlannedSheet, range: RowRange): PackedPiece | null {
    const from = Math.max(sheet.from, range.from);
    const to = Math.min(sheet.to, range.to);
    const isEmpty = sheet.from === sheet.to && range.from === sheet.from;
    if (from >= to && !isEmpty) return null;
    if (from === sheet.from) this.#begin(text, sheet);
    for (const slice of this.#tools.rows.slices(from, to, sliceRows)) {
      const sheetRow = sheet.headerRow + 1 + slice.firstRow - sheet.from;
      this.#data.write(text, slice.cells, slice.from, slice.to, sheetRow);
      this.#tools.onRows(slice, sheet);
    }
    if (to === sheet.to) this.#end(text, sheet);
    return text.end();
  }

  #begin(text: PackedText, sheet: PlannedSheet): void {
    const { layout, look } = this.#tools;
    text.write(sheetHead(dataForm(layout, sheet)));
    if (sheet.headerRow > 1) text.write(this.#titleRow(sheet));
    const cells = layout.columns.map(({ name, type }, place) => {
      const style = look.text(type === 'number' || type === 'date' ? 'headerFigure' : 'header', name);
      return textCell(place, sheet.headerRow, style, name);
    });
    text.write(`<row r="${sheet.headerRow}" ht="22" customHeight="1">${cells.join('')}</row>`);
  }

  /** The way back, and what the sheet shows: in one cell, so that whoever reads the sheet takes it for a title. */
  #titleRow({ group, headerRow }: PlannedSheet): string {
    const { groupFront, layout, look, options } = this.#tools;
    const { locale } = options;
    const { label, rows } = layout.grouping!.groups[group!]!;
    const count = interpolate(exportTexts.groupRows[locale], { rows: rows.toLocaleString(locale) });
    const told = [exportTexts.back[locale], groupLabel(label, locale), count, groupFront?.lineOf(group!) ?? ''];
    const title = told.filter((text) => text !== '').join('  ·  ');
    const row = headerRow - 1;
    return `<row r="${row}" ht="20" customHeight="1">${textCell(0, row, look.number('link'), title)}</row>`;
  }

  /** Where the line above the rows leads to; null: nowhere. */
  #targetOf({ group }: PlannedSheet): Target | null {
    const { front, groupFront } = this.#tools;
    if (front.length === 0) return null;
    return groupFront && group !== null ? groupFront.targetOf(group, front) : { sheet: front[0]!, cell: 'A1' };
  }

  #end(text: PackedText, sheet: PlannedSheet): void {
    const { layout, options } = this.#tools;
    const rows = sheet.headerRow + sheet.to - sheet.from;
    const target = sheet.headerRow > 1 ? this.#targetOf(sheet) : null;
    const links = target ? [linkMarkup('A1', target)] : [];
    const scaled = options.format === 'xlsx' && rows > sheet.headerRow ? scaledColumns(layout, options) : [];
    const conditions = scaled.map((place, number) => {
      const letters = columnLetters(place);
      return colorScaleMarkup(`${letters}${sheet.headerRow + 1}:${letters}${rows}`, number + 1, scaleColor);
    });
    const { columns } = layout;
    const end = { rows, columns: columns.length, links, conditions: conditions.join('') };
    text.write(sheetTail(dataForm(layout, sheet), end));
  }
}

/** Places among the columns written of those that are coloured. */
function scaledColumns({ columns }: ExportLayout, options: ExportOptions): number[] {
  const wanted = new Set(options.colorScales);
  return columns.flatMap((_, place) => (wanted.has(options.columns?.[place] ?? place) ? [place] : []));
}

/** A cell of text that stands in the sheet once. */
export function textCell(place: number, row: number, style: number, text: string): string {
  const markup = xmlText(text.slice(0, 32_767));
  return `<c r="${columnLetters(place)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${markup}</t></is></c>`;
}
