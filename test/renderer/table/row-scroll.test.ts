import { describe, expect, it } from 'vitest';
import {
  maximumHeight,
  movedBy,
  physicalHeight,
  positionOfRow,
  type ScrollGeometry,
  scrolledTo,
  settle,
  visibleRows,
} from '../../../renderer/table/rows/row-scroll.ts';

const small: ScrollGeometry = { rowCount: 1_000, rowHeight: 30, viewportHeight: 600 };
const large: ScrollGeometry = { rowCount: 10_000_000, rowHeight: 30, viewportHeight: 600 };

describe('a table that fits a scroll bar', () => {
  it('scrolls pixel by pixel', () => {
    expect(physicalHeight(small)).toBe(30_000);
    const position = scrolledTo(4_567, { physicalTop: 0, virtualTop: 0 }, small);
    expect(position).toEqual({ physicalTop: 4_567, virtualTop: 4_567 });
    expect(visibleRows(position, small, 0)).toEqual({ firstRow: 152, endRow: 173, topPx: 4_560 });
  });

  it('shows all rows of a table smaller than the window', () => {
    const few = { ...small, rowCount: 3 };
    expect(visibleRows(settle(0, few), few, 5)).toEqual({ firstRow: 0, endRow: 3, topPx: 0 });
    expect(positionOfRow(2, few)).toEqual({ physicalTop: 0, virtualTop: 0 });
  });

  it('shows nothing of a table without rows', () => {
    const none = { ...small, rowCount: 0 };
    expect(visibleRows(settle(0, none), none, 5)).toEqual({ firstRow: 0, endRow: 0, topPx: 0 });
  });
});

describe('a table of ten million rows', () => {
  it('keeps the element within what a browser draws', () => {
    expect(physicalHeight(large)).toBe(maximumHeight);
  });

  it('moves row by row when scrolled a little, wherever it is', () => {
    const start = positionOfRow(5_000_000, large);
    expect(visibleRows(movedBy(90, start, large), large, 0).firstRow).toBe(5_000_003);
    expect(visibleRows(movedBy(-90, start, large), large, 0).firstRow).toBe(4_999_997);
  });

  it('stays where it is when it hears back the scroll it set', () => {
    const start = positionOfRow(5_000_001, large);
    expect(scrolledTo(start.physicalTop + 0.4, start, large)).toBe(start);
  });

  it('goes to the same share of the table when the bar is dragged', () => {
    const middle = (maximumHeight - large.viewportHeight) / 2;
    const { firstRow } = visibleRows(scrolledTo(middle, settle(0, large), large), large, 0);
    expect(Math.abs(firstRow - 5_000_000)).toBeLessThan(20);
  });

  it('reaches the first and the last row', () => {
    const end = scrolledTo(maximumHeight - large.viewportHeight, settle(0, large), large);
    expect(visibleRows(end, large, 0).endRow).toBe(10_000_000);
    expect(visibleRows(scrolledTo(0, end, large), large, 0).firstRow).toBe(0);
  });

  it('draws the rows where the window is', () => {
    for (const row of [0, 1, 77, 4_999_999, 9_999_980]) {
      const position = positionOfRow(row, large);
      const { firstRow, topPx } = visibleRows(position, large, 0);
      expect(firstRow).toBe(Math.min(row, 9_999_980));
      expect(Math.abs(topPx - position.physicalTop)).toBeLessThan(large.rowHeight);
    }
  });

  it('never settles at an end of the bar while rows remain beyond it', () => {
    expect(settle(5, large).physicalTop).toBe(1);
    expect(settle(10_000_000 * 30 - 600 - 5, large).physicalTop).toBe(maximumHeight - 600 - 1);
  });

  it('visits every row on the way to the end by small steps', () => {
    let position = positionOfRow(9_999_000, large);
    let reached = visibleRows(position, large, 0).endRow;
    for (let step = 0; step < 120; step += 1) {
      position = movedBy(300, position, large);
      const rows = visibleRows(position, large, 0);
      expect(rows.firstRow).toBeLessThanOrEqual(reached);
      reached = rows.endRow;
    }
    expect(reached).toBe(10_000_000);
    expect(position.physicalTop).toBe(maximumHeight - large.viewportHeight);
  });
});
