import type { SheetChart } from './chart-markup.ts';
import { PackedText } from './packed-text.ts';
import type { ScratchPart } from './scratch-part.ts';
import { columnLetters, linkMarkup, type SheetForm, sheetHead, sheetTail, type Target } from './sheet-markup.ts';
import type { CellStyle, StyleBook } from './style-book.ts';
import { xmlText } from './xml-text.ts';

export interface Cell {
  /** null: an empty cell that has its style all the same. */
  readonly value: string | number | null;
  readonly style: CellStyle;
  readonly target?: Target | null;
  /** A file beside the workbook that a click opens. */
  readonly file?: string;
}

/** Writes a sheet row by row, each cell in a style of its own; only links are held until its end. For rows by the million: DataRows. */
export class SheetWriter {
  readonly form: SheetForm;
  readonly part: ScratchPart;
  readonly text: PackedText;
  readonly #styles: StyleBook;
  readonly #links: string[] = [];
  readonly #letters: string[] = [];
  /** Rows written so far; the next one is one more. */
  rows = 0;
  columns = 1;
  /** What lies on the sheet; to be set before its end. */
  charts: readonly SheetChart[] = [];

  constructor(form: SheetForm, part: ScratchPart, styles: StyleBook) {
    this.form = form;
    this.part = part;
    this.text = new PackedText(part);
    this.#styles = styles;
    this.text.write(sheetHead(form));
  }

  /** Adds a row; `height` in points. Gives its number. */
  row(cells: readonly (Cell | null)[], height?: number): number {
    const row = ++this.rows;
    let xml = `<row r="${row}"${height ? ` ht="${height}" customHeight="1"` : ''}>`;
    for (let place = 0; place < cells.length; place++) {
      const cell = cells[place];
      if (cell) xml += this.#cell(cell, `${this.#letter(place)}${row}`);
    }
    this.text.write(`${xml}</row>`);
    this.columns = Math.max(this.columns, cells.length);
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

  #cell({ value, style, target, file }: Cell, address: string): string {
    const number = typeof value === 'string' ? this.#styles.textNumber(style, value) : this.#styles.number(style);
    if (target) this.#links.push(linkMarkup(address, target));
    if (value === null || value === '') return `<c r="${address}" s="${number}"/>`;
    if (typeof value === 'number' && Number.isFinite(value))
      return `<c r="${address}" s="${number}"><v>${value}</v></c>`;
    const text = xmlText(String(value));
    if (file !== undefined) {
      const formula = `HYPERLINK(${quotedText(file)},${quotedText(String(value))})`;
      return `<c r="${address}" s="${number}" t="str"><f>${xmlText(formula)}</f><v>${text}</v></c>`;
    }
    return `<c r="${address}" s="${number}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }

  /** Writes what stands behind the rows. */
  end(conditions = '', isDrawnOn = false): void {
    const { charts, columns, rows } = this;
    this.text.write(
      sheetTail(this.form, {
        rows,
        columns,
        links: this.#links,
        conditions,
        isDrawnOn: isDrawnOn || charts.length > 0,
      }),
    );
  }
}

/** A text as a formula holds it, which takes 255 characters at most. */
const quotedText = (text: string): string => `"${text.slice(0, 250).replaceAll('"', '""')}"`;
