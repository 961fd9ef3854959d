import type { TableCell, TableColumn } from '../../../contract/tables.ts';

/** Room for a column's little histogram. */
const minimumWidth = 104;
const maximumWidth = 320;
const widestMeasured = 1200;
const defaultWidth = 152;
const characterWidth = 7.6;
const wideCharacterWidth = 13.5;
const cellPadding = 24;
/** Room for the mark of the column's type and the signs of its sort and filter beside its name. */
const typeMarkWidth = 62;
/** Rows looked at for a column's width. */
const sampledRows = 60;

/** Where each column begins; `starts` has one entry more than there are columns. */
export interface ColumnLayout {
  readonly starts: Float64Array;
}

/** Whether a code point is drawn about as wide as it is high, as Chinese characters are. */
const isWide = (code: number) => code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffe6));

/** Width of `text` in pixels, roughly: enough to choose a column's width, without measuring. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += isWide(character.codePointAt(0) ?? 0) ? wideCharacterWidth : characterWidth;
    if (width > widestMeasured) break;
  }
  return width;
}

/** A width for a column that lets most of its cells be read whole; `show` gives a cell's text. */
export function fittingWidth(
  column: TableColumn,
  cells: readonly (TableCell | undefined)[],
  show: (cell: TableCell) => string,
  limit = maximumWidth,
): number {
  let widest = textWidth(column.name) + typeMarkWidth;
  for (const cell of cells.slice(0, sampledRows)) widest = Math.max(widest, textWidth(show(cell ?? null)));
  return Math.round(Math.min(Math.max(widest + cellPadding, minimumWidth), limit));
}

/** The layout of the columns at `places`, in this order; those without a width of their own get the default one. */
export function layoutColumns(places: readonly number[], widths: ReadonlyMap<number, number>): ColumnLayout {
  const starts = new Float64Array(places.length + 1);
  for (const [index, place] of places.entries()) {
    starts[index + 1] = (starts[index] ?? 0) + (widths.get(place) ?? defaultWidth);
  }
  return { starts };
}

export function totalWidth({ starts }: ColumnLayout): number {
  return starts.at(-1) ?? 0;
}

/** The column that covers `x`, by bisection. */
export function columnAt({ starts }: ColumnLayout, x: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Columns in sight between `left` and `left + width`, with `overscan` more on both sides; the end is not included. */
export function visibleColumns(
  layout: ColumnLayout,
  left: number,
  width: number,
  overscan: number,
): { readonly firstColumn: number; readonly endColumn: number } {
  const count = layout.starts.length - 1;
  if (count <= 0) return { firstColumn: 0, endColumn: 0 };
  return {
    firstColumn: Math.max(0, columnAt(layout, Math.max(0, left)) - overscan),
    endColumn: Math.min(count, columnAt(layout, left + width) + 1 + overscan),
  };
}
