import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../contract/reading.ts';
import { previewColumn } from '../../../../workers/tabular/interpret/preview-column.ts';
import type { PreviewCell } from '../../../../workers/tabular/preview-cell.ts';
import { interpretCells } from './interpret-cells.ts';

const none: Pick<Reading, 'missingWords' | 'asDates'> = { missingWords: [], asDates: [] };
const numbers = (...values: number[]) => values.map((value): PreviewCell => ({ kind: 'number', text: String(value) }));

describe('words for missing that a person names', () => {
  const missingWords = ['keine Angabe', '-99', 'NA'];

  it('are missing in every column, texts and numbers alike, and each is counted', async () => {
    const cells = {
      text: ['a', 'keine Angabe', 'b', ' NA '],
      number: [1, -99, 2.5, -99],
      mixed: ['5 kg', '-99', '7 kg', '8 kg'],
    };
    const { columns, report } = await interpretCells(cells, { missingWords, cuts: [2] });
    expect(columns).toEqual([
      ['a', null, 'b', null],
      [1, null, 2.5, null],
      [5, null, 7, 8],
    ]);
    expect(report.columns.map(({ changes }) => changes.find(({ change }) => change === 'missingWord'))).toMatchObject([
      { count: 2, rows: [3, 5] },
      { count: 2, rows: [3, 5], examples: [{ written: '-99', read: '' }] },
      { count: 1, rows: [3], examples: [{ written: '-99', read: '' }] },
    ]);
  });

  it('are found among many different texts', async () => {
    const texts = Array.from({ length: 6000 }, (_, row) =>
      row % 3000 === 17 ? 'keine Angabe' : `word ${row} of many`,
    );
    const { columns, report } = await interpretCells({ texts }, { missingWords });
    expect(columns[0]!.filter((cell) => cell === null)).toHaveLength(2);
    expect(report.columns[0]!.changes).toMatchObject([{ change: 'missingWord', count: 2, rows: [19, 3019] }]);
  });

  it('count where two letters are codes otherwise', async () => {
    const land = ['DE', 'NA', 'FR', 'CN'];
    expect((await interpretCells({ land })).columns[0]).toEqual(land);
    expect((await interpretCells({ land }, { missingWords })).columns[0]).toEqual(['DE', null, 'FR', 'CN']);
  });

  it('leave the columns alone that are to stay as written', async () => {
    const { columns } = await interpretCells({ a: [1, -99] }, { missingWords, asWritten: [0] });
    expect(columns[0]).toEqual([1, -99]);
  });

  it('show in the preview', () => {
    const column = previewColumn('n', numbers(1, -99, 3), null, { missingWords: ['-99'], asDates: [] });
    expect(column.interpretation).toMatchObject({ change: 'missingWord', count: 1 });
  });
});

describe('whole numbers such as 20240301', () => {
  const days = [20240301, 19991231, 20240229];
  const dates = ['2024-03-01', '1999-12-31', '2024-02-29'].map((day) => ({ date: `${day}T00:00:00.000Z` }));

  it('are offered as days where they all could be days', async () => {
    const { columns, report } = await interpretCells({ when: days });
    expect(columns[0]).toEqual(days);
    expect(report.columns[0]!.kept).toMatchObject({ reason: 'compactDates', count: 3 });
    expect(previewColumn('when', numbers(...days), null, none)).toMatchObject({ type: 'number', mayBeDays: true });
    expect(previewColumn('when', numbers(...days, 20240230), null, none).mayBeDays).toBeUndefined();
    const { report: other } = await interpretCells({ when: [...days, 20241301] });
    expect(other.columns[0]!.kept).toBeNull();
  });

  it('are days where the person or the name says so, each counted', async () => {
    const wanted = await interpretCells({ when: days }, { asDates: [0], cuts: [1] });
    const named = await interpretCells({ 日期: days });
    for (const { columns, report } of [wanted, named]) {
      expect(columns[0]).toEqual(dates);
      expect(report.columns[0]).toMatchObject({ writtenAs: 'number', readAs: 'date', kept: null });
      expect(report.columns[0]!.changes).toMatchObject([
        {
          change: 'compactDate',
          count: 3,
          rows: [2, 3, 4],
          examples: [{ written: '20240301', read: '2024-03-01' }, {}, {}],
        },
      ]);
    }
    const seen = previewColumn('when', numbers(...days), null, { missingWords: [], asDates: ['when'] });
    expect(seen).toMatchObject({ type: 'date', interpretation: { change: 'compactDate', count: 3 } });
  });

  it('stay numbers among others that are none where a person wants days, and ids stay ids', async () => {
    const { columns } = await interpretCells({ when: [20240301, 7] }, { asDates: [0] });
    expect(columns[0]).toEqual([dates[0], 7]);
    const texts = ['20240301', '19991231', '20240229'];
    expect((await interpretCells({ when: texts }, { asDates: [0] })).columns[0]).toEqual(dates);
  });
});
