import { describe, expect, it } from 'vitest';
import type { TablePlan } from '../../../../contract/orders.ts';
import { ColumnBuilder } from '../../../../workers/tabular/column-builder.ts';
import { fillMerged, mergedAmong } from '../../../../workers/tabular/fill-merged.ts';
import { findTotals } from '../../../../workers/tabular/interpret/find-totals.ts';
import { leaveOutTotals } from '../../../../workers/tabular/interpret/leave-out-totals.ts';
import { totalLabelOf } from '../../../../workers/tabular/interpret/total-labels.ts';
import { packSegment } from '../../../../workers/tabular/pack-segment.ts';
import { rebuildSegment } from '../../../../workers/tabular/rebuild-segment.ts';
import fc from '../../../builders/fast-check.ts';
import { type SegmentCell, segmentCells } from '../../../builders/segment-cells.ts';
import { interpretCells } from './interpret-cells.ts';

const encoder = new TextEncoder();

/** A segment of rows; all of them have as many cells. */
function segmentOf(rows: readonly (readonly SegmentCell[])[]): SharedArrayBuffer {
  const builders = (rows[0] ?? []).map((_, column) => {
    const builder = new ColumnBuilder(rows.length);
    for (const [row, cells] of rows.entries()) {
      const cell = cells[column];
      if (typeof cell === 'number') builder.setNumber(row, cell);
      else if (typeof cell === 'boolean') builder.setBoolean(row, cell);
      else if (typeof cell === 'string') builder.setText(row, encoder.encode(cell), 0, encoder.encode(cell).length);
      else if (cell && 'date' in cell) builder.setDate(row, Date.parse(cell.date));
      else if (cell) builder.setError(row, encoder.encode(cell.error), 0, cell.error.length);
    }
    return builder;
  });
  return packSegment(builders, rows.length);
}

const sales: SegmentCell[][] = [
  ['东区', 10, 1.5],
  ['东区', 20, 2.5],
  ['东区 小计', 30, 4],
  ['西区', 5, 1],
  ['西区', 6, 1],
  ['西区 小计', 11, 2],
  ['总  计', 41, 6],
];

describe('rows of totals', () => {
  it('are found by their names, and by their sums', () => {
    expect(findTotals([segmentOf(sales)], 3)).toEqual([
      { part: 0, row: 2, label: '东区 小计', isSum: true },
      { part: 0, row: 5, label: '西区 小计', isSum: true },
      { part: 0, row: 6, label: '总  计', isSum: true },
    ]);
    const unnamed: SegmentCell[][] = [
      ['a', 1],
      ['b', 2],
      ['c', 4],
      [null, 7],
    ];
    expect(findTotals([segmentOf(unnamed)], 2)).toEqual([{ part: 0, row: 3, label: null, isSum: true }]);
    const mean: SegmentCell[][] = [
      ['a', 1],
      ['b', 3],
      ['c', 5],
      ['Total', 3],
    ];
    expect(findTotals([segmentOf(mean)], 2)).toEqual([{ part: 0, row: 3, label: 'Total', isSum: false }]);
  });

  it('are the same however the table is cut', () => {
    const whole = findTotals([segmentOf(sales)], 3);
    for (const cut of [1, 3, 6]) {
      const found = findTotals([segmentOf(sales.slice(0, cut)), segmentOf(sales.slice(cut))], 3);
      expect(found.map(({ part, row, ...rest }) => ({ ...rest, part: 0, row: part * cut + row }))).toEqual(whole);
    }
  });

  it('are no rows where the word is a value like any, or nothing adds up', () => {
    const many = Array.from({ length: 30 }, (_, row): SegmentCell[] => [row % 2 === 0 ? 'Total' : 'Part', row]);
    expect(findTotals([segmentOf(many)], 2)).toEqual([]);
    const named: SegmentCell[][] = [
      ['North Total', 1],
      ['b', 2],
      ['c', 4],
      ['d', 5],
    ];
    expect(findTotals([segmentOf(named)], 2)).toEqual([]);
    const noNumber: SegmentCell[][] = [
      ['a', 1],
      ['b', 2],
      ['c', 3],
      ['Total', null],
    ];
    expect(findTotals([segmentOf(noNumber)], 2)).toEqual([]);
    const last: SegmentCell[][] = [
      ['a', 1],
      ['b', 2],
      ['c', 4],
      [null, 8],
    ];
    expect(findTotals([segmentOf(last)], 2)).toEqual([]);
  });

  it.each([
    'Total',
    'TOTAL:',
    'Grand  Total',
    'Subtotal',
    'Sum',
    '合计',
    '合 计',
    '小计：',
    '本月合计',
    '總計',
    'Gesamt',
  ])('may be called %s', (label) => expect(totalLabelOf(label)).toBe('sure'));
  it.each(['Totally', 'Summer', '计算机', 'Total loss of hull', '会计', 'x'])('are not called %s', (label) =>
    expect(totalLabelOf(label)).toBeNull(),
  );

  it('are told in the import report with their rows, and kept', async () => {
    const columns = {
      区: sales.map((row) => row[0]!),
      数量: sales.map((row) => row[1]!),
      额: sales.map((row) => row[2]!),
    };
    const { columns: read, report } = await interpretCells(columns, { cuts: [4] });
    expect(read[0]).toHaveLength(7);
    expect(report.table.totals).toEqual({
      ...{ count: 3, rows: [4, 7, 8], labels: ['东区 小计', '西区 小计', '总  计'], sums: 3, isSkipped: false },
    });
  });

  it('are left out where the person wants it', async () => {
    const plan = { columnNames: ['a', 'b', 'c'] } as unknown as TablePlan;
    const segments = [segmentOf(sales.slice(0, 2)), segmentOf(sales.slice(2))];
    const left = await leaveOutTotals({ plan, segments });
    expect(left.rows).toBe(3);
    expect(left.segments[0]).toBe(segments[0]);
    expect(left.segments.flatMap(segmentCells)).toEqual(sales.filter((_, row) => ![2, 5, 6].includes(row)));
  });
});

describe('merged cells', () => {
  const plan = {
    ...{ columnNames: ['a', 'b'], sourceColumns: [1, 3], firstDataRow: 2 },
    mergedRanges: [
      { firstRow: 2, lastRow: 4, firstColumn: 1, lastColumn: 1 },
      { firstRow: 0, lastRow: 3, firstColumn: 3, lastColumn: 3 },
      { firstRow: 5, lastRow: 9, firstColumn: 3, lastColumn: 4 },
    ],
  } as unknown as TablePlan;

  it('have their value in each row, and only among the rows', async () => {
    const rows: SegmentCell[][] = [
      ['x', 1],
      [null, 2],
      [null, 3],
      ['y', { date: '2024-03-01T00:00:00.000Z' }],
      ['z', null],
    ];
    const { segment } = await fillMerged({ plan, segment: segmentOf(rows), firstRow: 0 });
    const day = { date: '2024-03-01T00:00:00.000Z' };
    expect(segmentCells(segment)).toEqual([
      ['x', 1],
      ['x', 2],
      ['x', 3],
      ['y', day],
      ['z', day],
    ]);
  });

  it('are counted with the cells that are empty by them', () => {
    const table = { firstDataRow: 2, lastRow: 100, columns: [1, 3] };
    const merged = mergedAmong(plan.mergedRanges ?? [], table);
    expect(merged).toEqual({ ranges: plan.mergedRanges, emptyCells: 2 + 2 + 4 });
    expect(mergedAmong([{ firstRow: 0, lastRow: 1, firstColumn: 1, lastColumn: 3 }], table).ranges).toEqual([]);
  });
});

it('a rebuilt segment has the rows that are kept, each cell as it was', () => {
  const cell = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.string({ minLength: 1 }),
    fc.constant({ error: '#N/A' }),
    fc.integer({ min: 0, max: 1e12 }).map((ms) => ({ date: new Date(ms).toISOString() })),
  ) as fc.Arbitrary<SegmentCell>;
  const table = fc.array(fc.tuple(cell, cell, fc.boolean()), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(table, (rows) => {
      const segment = segmentOf(rows.map(([one, other]) => [one, other]));
      const kept = rows.flatMap(([, , isKept], row) => (isKept ? [row] : []));
      const all = segmentCells(segment);
      expect(segmentCells(rebuildSegment(segment, null))).toEqual(all);
      expect(segmentCells(rebuildSegment(segment, kept))).toEqual(kept.map((row) => all[row]));
    }),
  );
});
