import { describe, expect, it } from 'vitest';
import type { ExportLayout } from '../../../workers/export/layout.ts';
import { partRange } from '../../../workers/export/layout.ts';
import { planWorkbook } from '../../../workers/export/plan-sheets.ts';
import fc from '../../builders/fast-check.ts';

const layoutOf = (rows: number, sizes: readonly number[] | null): ExportLayout => ({
  ...{ rows, columns: [] },
  grouping: sizes && { column: 'g', groups: sizes.map((rows, place) => ({ label: `g${place}`, rows })) },
});

describe('sheets', () => {
  it('go on where one is full, each with the header', () => {
    const { front, sheets } = planWorkbook(layoutOf(10, null), 'Data', 'en', 5);
    expect(front).toEqual([]);
    expect(sheets.map(({ name, from, to, headerRow }) => [name, from, to, headerRow])).toEqual([
      ['Data', 0, 4, 1],
      ['Data (2)', 4, 8, 1],
      ['Data (3)', 8, 10, 1],
    ]);
  });

  it('of groups have a row more in front, and follow an index', () => {
    const { front, sheets } = planWorkbook(layoutOf(5, [4, 1]), 'Data', 'zh-CN', 5);
    expect(front).toEqual(['目录']);
    expect(sheets.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['g0', 0, 3],
      ['g0 (2)', 3, 4],
      ['g1', 4, 5],
    ]);
  });

  it('hold as many rows as Excel takes, and no more', () => {
    const [first, second] = planWorkbook(layoutOf(1_048_576, null), 'Data', 'en').sheets;
    expect([first!.to, second!.from, second!.to]).toEqual([1_048_575, 1_048_575, 1_048_576]);
  });
});

describe('parts', () => {
  it('are all rows, none twice, and end where groups end if they are to', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 12 }), fc.boolean(), (groups, parts, hasWholeGroups) => {
        const rows = groups.reduce((sum, size) => sum + size, 0);
        const layout = layoutOf(rows, groups);
        const ranges = Array.from({ length: parts }, (_, part) => partRange(layout, part, parts, hasWholeGroups));
        expect(ranges[0]!.from).toBe(0);
        expect(ranges.at(-1)!.to).toBe(rows);
        for (const [part, { from, to }] of ranges.entries()) {
          expect(to).toBeGreaterThanOrEqual(from);
          if (part > 0) expect(from).toBe(ranges[part - 1]!.to);
        }
        if (!hasWholeGroups) return;
        const edges = new Set([0, ...groups.map((_, place) => groups.slice(0, place + 1).reduce((a, b) => a + b, 0))]);
        for (const { from } of ranges) expect(edges.has(from)).toBe(true);
      }),
    );
  });
});
