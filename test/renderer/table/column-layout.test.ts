import { describe, expect, it } from 'vitest';
import {
  columnAt,
  fittingWidth,
  layoutColumns,
  textWidth,
  totalWidth,
  visibleColumns,
} from '../../../renderer/table/rows/column-layout.ts';

describe('layoutColumns', () => {
  it('gives own widths where there are any and a common one elsewhere', () => {
    const layout = layoutColumns([7, 1, 5], new Map([[1, 100]]));
    expect(totalWidth(layout) - 100).toBe(2 * (layout.starts[1] ?? 0));
    expect(columnAt(layout, layout.starts[1] ?? 0)).toBe(1);
    expect(columnAt(layout, (layout.starts[1] ?? 0) - 1)).toBe(0);
    expect(columnAt(layout, 1e9)).toBe(2);
  });

  it('shows a window of 16,384 columns', () => {
    const layout = layoutColumns(
      Array.from({ length: 16_384 }, (_, place) => place),
      new Map(),
    );
    const width = (layout.starts[1] ?? 1) * 8;
    const middle = visibleColumns(layout, layout.starts[8_000] ?? 0, width, 1);
    expect(middle).toEqual({ firstColumn: 7_999, endColumn: 8_010 });
    expect(visibleColumns(layout, totalWidth(layout) - width, width, 3).endColumn).toBe(16_384);
    expect(visibleColumns(layoutColumns([], new Map()), 0, width, 1)).toEqual({ firstColumn: 0, endColumn: 0 });
  });
});

describe('fittingWidth', () => {
  it('is wide enough for Chinese and stays within bounds', () => {
    expect(textWidth('智能科学与技术')).toBeGreaterThan(textWidth('ABCDEFG'));
    expect(fittingWidth({ name: 'a', type: 'number' }, [1, null, undefined], String)).toBe(104);
    expect(fittingWidth({ name: '专业', type: 'text' }, ['智能科学与技术（师范）'], String)).toBeGreaterThan(140);
    expect(fittingWidth({ name: 'note', type: 'text' }, ['x'.repeat(5_000)], String)).toBe(320);
    expect(fittingWidth({ name: 'note', type: 'text' }, ['x'.repeat(5_000)], String, 900)).toBe(900);
  });
});
