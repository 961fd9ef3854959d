import { describe, expect, it } from 'vitest';
import { type ImportChange, importChanges } from '../../../../contract/import-changes.ts';
import type { SegmentCell } from '../../../builders/segment-cells.ts';
import { interpretCells } from './interpret-cells.ts';

/** For every kind of change a column that undergoes it in its second and fourth row, and nothing else there. */
const cases: Readonly<Record<ImportChange, { readonly cells: readonly SegmentCell[]; readonly name?: string }>> = {
  missingWord: { cells: [1, 'N/A', 2, '缺考'] },
  booleanWord: { cells: [true, 'yes', false, 'no'] },
  percent: { cells: [null, '12.5 %', null, '7%'] },
  currency: { cells: [1, '€ 1,200', 2, '5 €'] },
  unit: { cells: [1, '12 kg', 2, '7.5kg'] },
  chineseNumber: { cells: [1, '三十五', 2, '负十二'] },
  scale: { cells: [1, '3.5万', 2, '2亿'] },
  negative: { cells: [1, '(5)', 2, '7-'] },
  grouped: { cells: [1.5, '1,234,567', 2, '12,345.5'] },
  decimalComma: { cells: [1, '3,14', 2, '2,5'] },
  fullWidth: { cells: [1, '１２', 2, '７．５'] },
  numberText: { cells: [1, '12', 2, '7.25'] },
  serialDate: { cells: ['2024-03-05', 45_356, '2024/3/6', 45_357] },
  chineseDate: { cells: [null, '2024年3月1日', null, '二〇二四年三月二日'] },
  namedMonth: { cells: [null, '5 Mar 2024', null, 'March 6, 2024'] },
  dayFirst: { cells: [null, '25/12/2024', null, '5/12/2024'] },
  monthFirst: { cells: [null, '12/25/2024', null, '12/5/2024'] },
  compactDate: { cells: [null, '20240301', null, '20240302'], name: '日期' },
  zonedDate: { cells: [null, '2024-03-05T08:05+08:00', null, '2024-03-06T08:05+08:00'] },
  dateText: { cells: [null, '2024/3/5', null, '2024.3.6'] },
};

describe.each(importChanges)('the change %s', (change) => {
  const { cells, name = 'value' } = cases[change];

  it('is counted cell by cell, with its rows and what was read', async () => {
    const { columns, report } = await interpretCells({ [name]: cells }, { cuts: [2] });
    const found = report.columns[0]!.changes.find((one) => one.change === change);
    expect(found).toMatchObject({ count: 2, rows: [3, 5] });
    expect(found!.examples.map(({ written }) => written)).toEqual([String(cells[1]), String(cells[3])]);
    expect([columns[0]![1], columns[0]![3]]).not.toEqual([cells[1], cells[3]]);
    const counts = report.columns[0]!.changes.reduce((sum, { count }) => sum + count, 0);
    expect(report.changedCells).toBe(counts);
  });

  it('is undone for the column alone', async () => {
    const { columns, report } = await interpretCells({ [name]: cells, other: cells }, { asWritten: [0] });
    expect(columns[0]).toEqual(cells);
    expect(report.columns[0]).toMatchObject({ isAsWritten: true, changes: [] });
    expect(report.columns.map(({ isAsWritten }) => isAsWritten)).toEqual([true, false]);
  });
});
