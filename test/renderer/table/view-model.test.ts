import { describe, expect, it } from 'vitest';
import {
  plainArrangement,
  shownColumns,
  withHidden,
  withMoved,
  withStepped,
  withWidth,
} from '../../../renderer/table/view/column-arrangement.ts';
import {
  cursorAfter,
  moveCursor,
  rangeOf,
  selectAll,
  selectRows,
  within,
} from '../../../renderer/table/view/selection.ts';
import { sortAfterClick } from '../../../renderer/table/view/sort-keys.ts';

describe('columns in sight', () => {
  const plain = plainArrangement(4);

  it('are hidden and shown, but never all hidden', () => {
    const two = withHidden(plain, [1, 3], true);
    expect(shownColumns(two)).toEqual([0, 2]);
    expect(shownColumns(withHidden(two, [1], false))).toEqual([0, 1, 2]);
    expect(withHidden(two, [0, 2], true)).toBe(two);
  });

  it('are moved before another, to the end and past hidden ones', () => {
    expect(withMoved(plain, 3, 0).order).toEqual([3, 0, 1, 2]);
    expect(withMoved(plain, 0, null).order).toEqual([1, 2, 3, 0]);
    const two = withHidden(plain, [1], true);
    expect(shownColumns(withStepped(two, 0, 1))).toEqual([2, 0, 3]);
    expect(shownColumns(withStepped(two, 3, -1))).toEqual([0, 3, 2]);
    expect(withStepped(two, 0, -1)).toBe(two);
    expect(withStepped(two, 3, 1)).toBe(two);
  });

  it('keep a width that can be read', () => {
    expect(withWidth(plain, 2, 3).widths.get(2)).toBe(48);
    expect(withWidth(plain, 2, 1e6).widths.get(2)).toBe(1200);
  });
});

describe('the selection', () => {
  const size = { rows: 10_000_000, columns: 5 };

  it('moves with the keys of a spreadsheet program and stays in the table', () => {
    const at = { row: 100, column: 2 };
    expect(cursorAfter('ArrowDown', true, at, size, 20)).toEqual({ row: 9_999_999, column: 2 });
    expect(cursorAfter('PageUp', false, at, size, 20)).toEqual({ row: 80, column: 2 });
    expect(cursorAfter('End', false, at, size, 20)).toEqual({ row: 100, column: 4 });
    expect(cursorAfter('Home', true, at, size, 20)).toEqual({ row: 0, column: 0 });
    expect(cursorAfter('x', false, at, size, 20)).toBeNull();
    expect(moveCursor(null, { row: -3, column: 9 }, false, size).cursor).toEqual({ row: 0, column: 4 });
  });

  it('grows from where it began', () => {
    const began = moveCursor(null, { row: 10, column: 3 }, false, size);
    const grown = moveCursor(began, { row: 4, column: 4 }, true, size);
    expect(rangeOf(grown)).toEqual({ firstRow: 4, lastRow: 10, firstColumn: 3, lastColumn: 4 });
    expect(rangeOf(selectRows(7, 5, size))).toEqual({ firstRow: 5, lastRow: 7, firstColumn: 0, lastColumn: 4 });
    expect(rangeOf(selectAll(size)).lastRow).toBe(9_999_999);
  });

  it('is cut to a smaller table and ends with an empty one', () => {
    expect(within(selectAll(size), { rows: 3, columns: 2 })?.cursor).toEqual({ row: 2, column: 1 });
    expect(within(selectAll(size), { rows: 0, columns: 2 })).toBeNull();
  });
});

describe('a click on a head', () => {
  it('sorts rising, falling, not at all', () => {
    const rising = sortAfterClick([], 3, false);
    expect(rising).toEqual([{ column: 3, direction: 'ascending' }]);
    const falling = sortAfterClick(rising, 3, false);
    expect(falling).toEqual([{ column: 3, direction: 'descending' }]);
    expect(sortAfterClick(falling, 3, false)).toEqual([]);
  });

  it('adds a further key with Shift and changes it in its place', () => {
    const two = sortAfterClick(sortAfterClick([], 3, false), 1, true);
    expect(two.map(({ column }) => column)).toEqual([3, 1]);
    expect(sortAfterClick(two, 3, true)).toEqual([{ column: 3, direction: 'descending' }, two[1]]);
    expect(sortAfterClick(two, 1, false)).toEqual([{ column: 1, direction: 'descending' }]);
    const many = Array.from({ length: 8 }, (_, column) => ({ column, direction: 'ascending' as const }));
    expect(sortAfterClick(many, 9, true)).toEqual(many);
  });
});
