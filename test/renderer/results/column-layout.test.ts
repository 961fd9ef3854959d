import { describe, expect, it } from 'vitest';
import {
  columnAt,
  layoutColumns,
  textWidth,
  totalWidth,
  visibleColumns,
  widthsFor,
} from '../../../renderer/results/rows/column-layout.ts';

describe('layoutColumns', () => {
  it('gives own widths where there are any and a common one elsewhere', () => {
    const layout = layoutColumns(3, new Map([[1, 100]]));
    expect(totalWidth(layout) - 100).toBe(2 * (layout.starts[1] ?? 0));
    expect(columnAt(layout, layout.starts[1] ?? 0)).toBe(1);
    expect(columnAt(layout, (layout.starts[1] ?? 0) - 1)).toBe(0);
    expect(columnAt(layout, 1e9)).toBe(2);
  });

  it('shows a window of 16,384 columns', () => {
    const layout = layoutColumns(16_384, new Map());
    const width = (layout.starts[1] ?? 1) * 8;
    const middle = visibleColumns(layout, layout.starts[8_000] ?? 0, width, 1);
    expect(middle).toEqual({ firstColumn: 7_999, endColumn: 8_010 });
    expect(visibleColumns(layout, totalWidth(layout) - width, width, 3).endColumn).toBe(16_384);
    expect(visibleColumns(layoutColumns(0, new Map()), 0, width, 1)).toEqual({ firstColumn: 0, endColumn: 0 });
  });
});

describe('widthsFor', () => {
  it('is wide enough for Chinese and stays within bounds', () => {
    expect(textWidth('智能科学与技术')).toBeGreaterThan(textWidth('ABCDEFG'));
    const widths = widthsFor(
      {
        columns: [
          { name: 'a', type: 'number' },
          { name: '专业', type: 'text' },
          { name: 'note', type: 'text' },
        ],
        rows: [[1, '智能科学与技术（师范）', 'x'.repeat(5_000)]],
        totalRows: 1,
        totalColumns: 3,
      },
      String,
    );
    expect(widths[0]).toBe(84);
    expect(widths[1]).toBeGreaterThan(140);
    expect(widths[2]).toBe(320);
  });
});
