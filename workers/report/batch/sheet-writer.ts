import type { PackagePart } from './package-file.ts';
import type { CellStyle, StyleBook } from './style-book.ts';
import { xmlText } from './xml-text.ts';

/** A place in the workbook to jump to. */
export interface Target {
  readonly sheet: string;
  readonly cell: string;
}

export interface Cell {
  /** null: an empty cell that has its style all the same. */
  readonly value: string | number | null;
  readonly style: CellStyle;
  readonly target?: Target | null;
}

export interface SheetForm {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  /** The row below which the sheet scrolls, and which stands on every printed page; 0: none. */
  readonly headerRow: number;
  readonly frozenColumns?: number;
  readonly hasFilter?: boolean;
  readonly pagesWide?: number;
  readonly tabColor: string;
}

/** Excel's own limits. */
export const maxSheetRows = 1_048_576;
const maxLinks = 60_000;
const namespaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The letters of a column, 0-based: A, B … Z, AA. */
export function columnLetters(place: number): string {
  const rest = Math.floor(place / 26) - 1;
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (place % 26));
}

/** Writes a sheet row by row; only links are held until its end (ECMA-376 part 1, 18.3.1.99). */
export class SheetWriter {
  readonly form: SheetForm;
  readonly part: PackagePart;
  readonly #styles: StyleBook;
  readonly #links: string[] = [];
  readonly #letters: string[] = [];
  /** Rows written so far; the next one is one more. */
  rows = 0;
  #columns = 1;

  constructor(form: SheetForm, part: PackagePart, styles: StyleBook) {
    this.form = form;
    this.part = part;
    this.#styles = styles;
    part.write(this.#head());
  }

  #head(): string {
    const { frozenColumns = 0, headerRow, tabColor, widths } = this.form;
    const first = `${columnLetters(frozenColumns)}${headerRow + 1}`;
    const pane =
      headerRow > 0
        ? `<pane${frozenColumns ? ` xSplit="${frozenColumns}"` : ''} ySplit="${headerRow}" topLeftCell="${first}" activePane="${frozenColumns ? 'bottomRight' : 'bottomLeft'}" state="frozen"/>`
        : '';
    const columns = widths.map(
      (width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
    );
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${namespaces}><sheetPr><tabColor rgb="${tabColor}"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="18" customHeight="1"/><cols>${columns.join('')}</cols><sheetData>`;
  }

  /** Adds a row; `height` in points. Gives its number. */
  row(cells: readonly (Cell | null)[], height?: number): number {
    const row = ++this.rows;
    let xml = `<row r="${row}"${height ? ` ht="${height}" customHeight="1"` : ''}>`;
    for (let place = 0; place < cells.length; place++) {
      const cell = cells[place];
      if (cell) xml += this.#cell(cell, `${this.#letter(place)}${row}`);
    }
    this.part.write(`${xml}</row>`);
    this.#columns = Math.max(this.#columns, cells.length);
    return row;
  }

  /** Leaves a row out. */
  skip(): void {
    this.rows++;
  }

  #letter(place: number): string {
    this.#letters[place] ??= columnLetters(place);
    return this.#letters[place];
  }

  #cell({ value, style, target }: Cell, address: string): string {
    const number = this.#styles.number(style);
    if (target && this.#links.length < maxLinks) {
      const location = `'${target.sheet.replaceAll("'", "''")}'!${target.cell}`;
      this.#links.push(`<hyperlink ref="${address}" location="${xmlText(location)}"/>`);
    }
    if (value === null || value === '') return `<c r="${address}" s="${number}"/>`;
    if (typeof value === 'number' && Number.isFinite(value))
      return `<c r="${address}" s="${number}"><v>${value}</v></c>`;
    const text = xmlText(String(value));
    return `<c r="${address}" s="${number}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }

  /** Writes what stands behind the rows. `extra`: conditional formats. */
  end(extra = ''): void {
    const { hasFilter, headerRow, pagesWide = 1 } = this.form;
    const last = `${columnLetters(this.#columns - 1)}${Math.max(this.rows, headerRow)}`;
    const filter = hasFilter ? `<autoFilter ref="A${headerRow}:${last}"/>` : '';
    const links = this.#links.length > 0 ? `<hyperlinks>${this.#links.join('')}</hyperlinks>` : '';
    this.part.write(
      `</sheetData>${filter}${extra}${links}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="${pagesWide}" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`,
    );
  }

  /** Where the filter stands, for the list of names of the workbook; null without one. */
  filterRange(): string | null {
    const { hasFilter, headerRow } = this.form;
    if (!hasFilter) return null;
    return `$A$${headerRow}:$${columnLetters(this.#columns - 1)}$${Math.max(this.rows, headerRow)}`;
  }
}
