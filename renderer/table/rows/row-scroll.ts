/**
 * Rows on a scroll bar that is shorter than they are. A browser draws nothing beyond about 33 million pixels, which
 * about a million rows reach; so the scrolled element is at most `maximumHeight` high ("physical") and stands for the full
 * height of all rows ("virtual"). The wheel and the keys move the rows by so many pixels (`movedBy`), the bar goes to
 * the same share of the table (`scrolledTo`).
 */
export interface ScrollGeometry {
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly viewportHeight: number;
}

export interface ScrollPosition {
  /** `scrollTop` of the element. */
  readonly physicalTop: number;
  /** Distance from the top of row 0 to the top of what is seen, in pixels. */
  readonly virtualTop: number;
}

export const maximumHeight = 8_000_000;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

/** Height of the scrolled element in pixels. */
export function physicalHeight({ rowCount, rowHeight }: ScrollGeometry): number {
  return Math.min(rowCount * rowHeight, maximumHeight);
}

const virtualRange = (g: ScrollGeometry) => Math.max(0, g.rowCount * g.rowHeight - g.viewportHeight);
const physicalRange = (g: ScrollGeometry) => Math.max(0, physicalHeight(g) - g.viewportHeight);

/** Whether the scroll bar is shorter than the rows. */
export function isScaled(geometry: ScrollGeometry): boolean {
  return geometry.rowCount * geometry.rowHeight > maximumHeight;
}

/** Where `virtualTop` belongs on the scroll bar; never at an end unless the rows are at that end. */
export function settle(virtualTop: number, geometry: ScrollGeometry): ScrollPosition {
  const range = virtualRange(geometry);
  const top = clamp(virtualTop, 0, range);
  if (!isScaled(geometry)) return { physicalTop: top, virtualTop: top };
  const physical = physicalRange(geometry);
  if (top === 0 || top === range) return { physicalTop: top === 0 ? 0 : physical, virtualTop: top };
  return { physicalTop: clamp(Math.round((top / range) * physical), 1, physical - 1), virtualTop: top };
}

/** Where the rows are after the bar of the element was moved to `physicalTop`. */
export function scrolledTo(physicalTop: number, previous: ScrollPosition, geometry: ScrollGeometry): ScrollPosition {
  if (!isScaled(geometry)) return settle(physicalTop, geometry);
  // What was set from here is heard back as a scroll, perhaps rounded to a pixel of the screen.
  if (Math.abs(physicalTop - previous.physicalTop) < 1) return previous;
  const range = virtualRange(geometry);
  return { physicalTop, virtualTop: clamp((physicalTop / physicalRange(geometry)) * range, 0, range) };
}

/** The rows moved by `deltaPx` pixels, down where it is positive. */
export function movedBy(deltaPx: number, previous: ScrollPosition, geometry: ScrollGeometry): ScrollPosition {
  return settle(previous.virtualTop + deltaPx, geometry);
}

/** The position that shows `row` (0-based) at the top, as far as the table reaches. */
export function positionOfRow(row: number, geometry: ScrollGeometry): ScrollPosition {
  return settle(clamp(row, 0, geometry.rowCount - 1) * geometry.rowHeight, geometry);
}

export interface VisibleRows {
  readonly firstRow: number;
  /** One past the last row. */
  readonly endRow: number;
  /** Where row `firstRow` is drawn inside the scrolled element. */
  readonly topPx: number;
}

/** The rows in sight, with `overscan` rows more on both sides. */
export function visibleRows(position: ScrollPosition, geometry: ScrollGeometry, overscan: number): VisibleRows {
  const { rowCount, rowHeight, viewportHeight } = geometry;
  const firstRow = clamp(Math.floor(position.virtualTop / rowHeight) - overscan, 0, rowCount);
  const endRow = clamp(Math.ceil((position.virtualTop + viewportHeight) / rowHeight) + overscan, firstRow, rowCount);
  return { firstRow, endRow, topPx: position.physicalTop + firstRow * rowHeight - position.virtualTop };
}
