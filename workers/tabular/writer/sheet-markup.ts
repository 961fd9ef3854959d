import { xmlText } from './xml-text.ts';

/** A place in the workbook to jump to. */
export interface Target {
  readonly sheet: string;
  readonly cell: string;
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
  /** null: none. */
  readonly tabColor: string | null;
  /** A sheet of figures to be read like a page: no grid, higher rows. */
  readonly isReport?: boolean;
}

/** Excel's own limits. */
export const maxSheetRows = 1_048_576;
const maxLinks = 65_530;
const namespaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The letters of a column, 0-based: A, B … Z, AA. */
export function columnLetters(place: number): string {
  const rest = Math.floor(place / 26) - 1;
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (place % 26));
}

/** A sheet's name as it stands in front of an address. */
export const quotedSheet = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** What stands in front of the rows of a sheet (ECMA-376 part 1, 18.3.1.99). */
export function sheetHead({ frozenColumns = 0, headerRow, isReport, tabColor, widths }: SheetForm): string {
  const first = `${columnLetters(frozenColumns)}${headerRow + 1}`;
  const active = frozenColumns ? 'bottomRight' : 'bottomLeft';
  const split = frozenColumns ? ` xSplit="${frozenColumns}"` : '';
  const pane =
    headerRow > 0
      ? `<pane${split} ySplit="${headerRow}" topLeftCell="${first}" activePane="${active}" state="frozen"/><selection pane="${active}" activeCell="${first}" sqref="${first}"/>`
      : '';
  const columns = widths.map(
    (width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  );
  const color = tabColor === null ? '' : `<tabColor rgb="${tabColor}"/>`;
  const height = isReport ? 'defaultRowHeight="18" customHeight="1"' : 'defaultRowHeight="15"';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${namespaces}><sheetPr>${color}<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView${
    isReport ? ' showGridLines="0"' : ''
  } workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr ${height}/>${
    columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  }<sheetData>`;
}

export interface SheetEnd {
  readonly rows: number;
  readonly columns: number;
  readonly links: readonly string[];
  /** Conditional formats, ready-made. */
  readonly conditions?: string;
  /** Whether charts lie on the sheet. */
  readonly isDrawnOn?: boolean;
}

/** What stands behind the rows of a sheet. */
export function sheetTail(
  form: SheetForm,
  { rows, columns, links, conditions = '', isDrawnOn = false }: SheetEnd,
): string {
  const filter = form.hasFilter ? `<autoFilter ref="${filterArea(form, rows, columns).replaceAll('$', '')}"/>` : '';
  const linkList = links.length > 0 ? `<hyperlinks>${links.slice(0, maxLinks).join('')}</hyperlinks>` : '';
  return `</sheetData>${filter}${conditions}${linkList}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="${form.pagesWide ?? 1}" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter>${isDrawnOn ? '<drawing r:id="rId1"/>' : ''}</worksheet>`;
}

/** Where the filter of a sheet stands, such as `$A$1:$D$20`. */
export function filterArea({ headerRow }: SheetForm, rows: number, columns: number): string {
  return `$A$${headerRow}:$${columnLetters(Math.max(1, columns) - 1)}$${Math.max(rows, headerRow)}`;
}

/** A link from a cell to a place in the same workbook. */
export function linkMarkup(address: string, { sheet, cell }: Target): string {
  return `<hyperlink ref="${address}" location="${xmlText(`${quotedSheet(sheet)}!${cell}`)}"/>`;
}

/** Colours from white to `color` (alpha, red, green, blue) over the numbers of a range, or between two given ones. */
export function colorScaleMarkup(
  range: string,
  priority: number,
  color: string,
  between: readonly [number, number] | null = null,
): string {
  const ends = between
    ? between.map((value) => `<cfvo type="num" val="${value}"/>`).join('')
    : '<cfvo type="min"/><cfvo type="max"/>';
  return `<conditionalFormatting sqref="${range}"><cfRule type="colorScale" priority="${priority}"><colorScale>${ends}<color rgb="FFFFFFFF"/><color rgb="${color}"/></colorScale></cfRule></conditionalFormatting>`;
}
