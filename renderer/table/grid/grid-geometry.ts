import { type ColumnLayout, columnAt, totalWidth } from '../rows/column-layout.ts';
import type { ScrollGeometry, VisibleRows } from '../rows/row-scroll.ts';
import type { CellPlace, CellRange } from '../view/selection.ts';

export const rowHeightPx = 28;
export const headHeightPx = 62;

/** Rows are drawn from a row that changes seldom, so that scrolling moves one element and not each of them. */
const baseRows = 1000;

export const baseOf = (firstRow: number): number => Math.floor(firstRow / baseRows) * baseRows;

/** Room for the numbers of the rows. */
export const gutterWidth = (rowCount: number): number => 28 + Math.max(4, String(rowCount).length) * 8;

export interface GridPlace {
  /** `scrollLeft` of the scroller. */
  readonly left: number;
  readonly virtualTop: number;
  readonly gutterPx: number;
  readonly layout: ColumnLayout;
  readonly geometry: ScrollGeometry;
}

/**
 * The cell under a point of the scroller's box, the nearest one for a point beside the cells; `isGutter`: the point is on the
 * numbers of the rows.
 */
export function cellAt(x: number, y: number, place: GridPlace): CellPlace & { readonly isGutter: boolean } {
  const { left, virtualTop, gutterPx, layout, geometry } = place;
  const row = Math.floor((virtualTop + y - headHeightPx) / geometry.rowHeight);
  return {
    row: Math.min(Math.max(row, 0), Math.max(0, geometry.rowCount - 1)),
    column: columnAt(layout, Math.min(Math.max(0, x - gutterPx + left), Math.max(0, totalWidth(layout) - 1))),
    isGutter: x < gutterPx,
  };
}

/** A rectangle in pixels, as the element that moves with the rows holds it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a range is drawn, as far as it is near the rows in sight; null where none of it is. */
export function boxOf(
  range: CellRange,
  shown: VisibleRows,
  { layout, gutterPx }: Pick<GridPlace, 'layout' | 'gutterPx'>,
): Box | null {
  const firstRow = Math.max(range.firstRow, shown.firstRow - 1);
  const endRow = Math.min(range.lastRow + 1, shown.endRow + 1);
  if (endRow <= firstRow) return null;
  const left = layout.starts[range.firstColumn] ?? 0;
  const right = layout.starts[range.lastColumn + 1] ?? left;
  return {
    left: gutterPx + left,
    top: (firstRow - baseOf(shown.firstRow)) * rowHeightPx,
    width: right - left,
    height: (endRow - firstRow) * rowHeightPx,
  };
}
