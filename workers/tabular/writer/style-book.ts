import { xmlText } from './xml-text.ts';

/** How a cell looks. Colours are written as in Excel: alpha, red, green, blue. */
export interface CellStyle {
  readonly isBold?: boolean;
  readonly isUnderlined?: boolean;
  /** In points; 11 unless told. */
  readonly size?: number;
  readonly ink?: string;
  readonly fill?: string;
  /** A number format of Excel's. */
  readonly format?: string;
  readonly horizontal?: 'left' | 'center' | 'right';
  readonly indent?: number;
  readonly isWrapped?: boolean;
  readonly vertical?: 'top' | 'center';
  /** Text that begins like a formula stays text, even when a person edits the cell. */
  readonly isQuoted?: boolean;
  readonly line?: { readonly style: 'thin' | 'medium'; readonly color: string };
}

/** The styles of a workbook: gives each its number, and writes the part that describes them (ECMA-376 part 1, 18.8). */
export class StyleBook {
  readonly #family: string;
  readonly #numbers = new Map<CellStyle, number>();
  readonly #byLook = new Map<string, number>();
  readonly #quoted = new Map<CellStyle, CellStyle>();
  readonly #fonts = new Parts();
  readonly #fills = new Parts();
  readonly #borders = new Parts();
  readonly #formats = new Parts();
  readonly #cells: string[] = [];

  constructor(family: string) {
    this.#family = family;
    this.#fills.place('<fill><patternFill patternType="none"/></fill>');
    this.#fills.place('<fill><patternFill patternType="gray125"/></fill>');
    this.number({});
  }

  number(style: CellStyle): number {
    const known = this.#numbers.get(style);
    if (known !== undefined) return known;
    const look = JSON.stringify(style);
    let number = this.#byLook.get(look);
    if (number === undefined) {
      number = this.#cells.push(this.#cell(style)) - 1;
      this.#byLook.set(look, number);
    }
    this.#numbers.set(style, number);
    return number;
  }

  /** The same for a cell of text: one that begins like a formula (= + - @, tab, carriage return) has Excel's own apostrophe. */
  textNumber(style: CellStyle, text: string): number {
    if (!/^[=+\-@\t\r]/.test(text)) return this.number(style);
    let quoted = this.#quoted.get(style);
    if (!quoted) {
      quoted = { ...style, isQuoted: true };
      this.#quoted.set(style, quoted);
    }
    return this.number(quoted);
  }

  #cell(style: CellStyle): string {
    const { fill, format, isQuoted, line } = style;
    const fonts = this.#fonts.place(this.#font(style));
    const fills = fill
      ? this.#fills.place(`<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/></patternFill></fill>`)
      : 0;
    const side = line ? `<bottom style="${line.style}"><color rgb="${line.color}"/></bottom>` : '<bottom/>';
    const borders = this.#borders.place(`<border><left/><right/><top/>${side}<diagonal/></border>`);
    // Numbers of own formats begin at 164.
    const formats = format ? 164 + this.#formats.place(format) : 0;
    const alignment = alignmentOf(style);
    return `<xf numFmtId="${formats}" fontId="${fonts}" fillId="${fills}" borderId="${borders}" xfId="0"${isQuoted ? ' quotePrefix="1"' : ''}${
      formats ? ' applyNumberFormat="1"' : ''
    } applyFont="1" applyFill="1" applyBorder="1"${alignment ? ` applyAlignment="1">${alignment}</xf>` : '/>'}`;
  }

  #font({ isBold, isUnderlined, size = 11, ink }: CellStyle): string {
    return `<font>${isBold ? '<b/>' : ''}${isUnderlined ? '<u/>' : ''}<sz val="${size}"/>${
      ink ? `<color rgb="${ink}"/>` : ''
    }<name val="${this.#family}"/><family val="2"/></font>`;
  }

  /** The part `xl/styles.xml`. */
  xml(): string {
    const formats = this.#formats.all.map(
      (format, place) => `<numFmt numFmtId="${164 + place}" formatCode="${xmlText(format)}"/>`,
    );
    const list = (name: string, items: readonly string[]) =>
      items.length === 0 ? '' : `<${name} count="${items.length}">${items.join('')}</${name}>`;
    return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list('numFmts', formats)}${list(
      'fonts',
      this.#fonts.all,
    )}${list('fills', this.#fills.all)}${list('borders', this.#borders.all)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list(
      'cellXfs',
      this.#cells,
    )}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  }
}

/** Equal things stand in a list once. */
class Parts {
  readonly #places = new Map<string, number>();

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }

  place(part: string): number {
    const place = this.#places.get(part) ?? this.#places.size;
    this.#places.set(part, place);
    return place;
  }
}

function alignmentOf({ horizontal, indent, isWrapped, vertical }: CellStyle): string {
  const facts = [
    ...(horizontal ? [`horizontal="${horizontal}"`] : []),
    ...(vertical ? [`vertical="${vertical}"`] : []),
    ...(indent ? [`indent="${indent}"`] : []),
    ...(isWrapped ? ['wrapText="1"'] : []),
  ];
  return facts.length === 0 ? '' : `<alignment ${facts.join(' ')}/>`;
}
