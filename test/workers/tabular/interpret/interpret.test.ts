import { describe, expect, it } from 'vitest';
import type { ImportChange } from '../../../../contract/import-changes.ts';
import type { SegmentCell } from '../../../builders/segment-cells.ts';
import { interpretCells } from './interpret-cells.ts';

/** Reads one column; `name` may matter. */
async function read(cells: readonly SegmentCell[], name = 'value', decimal: '.' | ',' | null = null) {
  const { columns, report } = await interpretCells({ [name]: cells }, { decimal });
  const column = report.columns[0];
  if (!column) throw new Error('no column');
  return { cells: columns[0] as SegmentCell[], column };
}

const date = (text: string): SegmentCell => ({
  date: new Date(`${text}Z`.replace(/^(\d{4}-\d\d-\d\d)Z$/, '$1')).toISOString(),
});

describe('numbers', () => {
  it.each<[string, SegmentCell[], SegmentCell[], ImportChange]>([
    ['grouped thousands', ['1,234,567.8', '12', '1,000'], [1234567.8, 12, 1000], 'grouped'],
    ['points as groups, a comma as sign', ['1.234.567,8', '0,5', '12'], [1234567.8, 0.5, 12], 'grouped'],
    ['blanks and apostrophes', ['1 234,5', '1 000', '7,25'], [1234.5, 1000, 7.25], 'grouped'],
    ['a decimal comma', ['1,5', '22,75', '3'], [1.5, 22.75, 3], 'decimalComma'],
    ['units', ['12 kg', '3.5 kg', '100kg'], [12, 3.5, 100], 'unit'],
    ['degrees', ['35℃', '-2.5℃', '0℃'], [35, -2.5, 0], 'unit'],
    ['percentages', ['12.5 %', '-3%', '100%'], [0.125, -0.03, 1], 'percent'],
    ['currencies', ['$1,234.50', '-$3', '$0.99'], [1234.5, -3, 0.99], 'currency'],
    ['yuan in many ways', ['120元', '￥3.5', 'RMB 1,200'], [120, 3.5, 1200], 'currency'],
    ['brackets for minus', ['(1,234)', '15', '(3)'], [-1234, 15, -3], 'negative'],
    ['a minus behind', ['12-', '3', '4.5-'], [-12, 3, -4.5], 'negative'],
    ['Chinese numerals', ['一百二十三', '三万五千', '二〇二四'], [123, 35000, 2024], 'chineseNumber'],
    ['numerals of contracts', ['壹佰贰拾叁', '叁万', '玖'], [123, 30000, 9], 'chineseNumber'],
    ['scales', ['3.5万', '2亿', '8000'], [35000, 2e8, 8000], 'scale'],
    ['full-width digits', ['１２３', '４.５', '－６'], [123, 4.5, -6], 'fullWidth'],
    ['numbers kept as text', ['12', '-3.75', '1e3'], [12, -3.75, 1000], 'numberText'],
  ])('reads %s', async (_, written, expected, change) => {
    const { cells, column } = await read(written);
    expect(cells).toEqual(expected);
    expect(column.readAs).toBe('number');
    expect(column.changes.map((entry) => entry.change)).toContain(change);
    expect(column.changes.reduce((sum, entry) => sum + entry.count, 0)).toBe(written.length);
  });

  it('tells the unit, the share and the decimal sign', async () => {
    expect((await read(['12 kg', '3 KG', '4'])).column).toMatchObject({ unit: 'kg', isPercent: false });
    expect((await read(['12%', '3%'])).column).toMatchObject({ unit: null, isPercent: true });
    expect((await read(['1.234,5', '2,5'])).column).toMatchObject({ decimal: ',', isAmbiguous: false });
    expect((await read(['1,234', '5,678'])).column).toMatchObject({ decimal: '.', isAmbiguous: true });
  });

  it('decides the decimal sign over the whole column', async () => {
    expect((await read(['1,234', '5,678', '9,5'])).cells).toEqual([1.234, 5.678, 9.5]);
    expect((await read(['1,234', '5,678', '9.5'])).cells).toEqual([1234, 5678, 9.5]);
  });

  it('reads text beside numbers', async () => {
    const { cells, column } = await read([999, '1,000', 12.5, '2,345.5', ...Array(16).fill(7)]);
    expect(cells.slice(0, 4)).toEqual([999, 1000, 12.5, 2345.5]);
    expect(column).toMatchObject({ writtenAs: 'mixed', readAs: 'number' });
  });

  it('keeps what does not fit beside the numbers, and tells it', async () => {
    const written = [...Array.from({ length: 39 }, (_, index) => `${index + 1} kg`), 'a lot'];
    const { cells, column } = await read(written);
    expect(cells[39]).toBe('a lot');
    expect(cells[4]).toBe(5);
    expect(column.readAs).toBe('mixed');
    expect(column.kept).toEqual({
      ...{ reason: 'unfitting', count: 1, rows: [41], values: [{ value: 'a lot', count: 1 }], distinct: 1 },
    });
  });

  it('leaves a column that does not read alike as it is', async () => {
    const written = ['12 kg', '30 lb', '5 kg', '7 lb', 'heavy'];
    const { cells, column } = await read(written);
    expect(cells).toEqual(written);
    expect(column.changes).toEqual([]);
    expect(column.kept).toMatchObject({ reason: 'notNearlyAll', values: [{ value: 'heavy', count: 1 }] });
  });

  it.each([
    ['leading zeros', ['007', '010', '1234']],
    ['more digits than a number holds', ['110101199003077758', '110101199003077759', '3']],
    ['telephone numbers', ['13812345678', '13912345679', '15012345678']],
    ['phone numbers with a plus', ['+8613812345678', '+8613912345678']],
    ['classes and houses', ['3班', '5班', '12班']],
    ['seats', ['12A', '13A', '1A']],
    ['enumerations', ['(1)', '(2)', '(3)']],
    ['versions', ['1.2.3', '1.2.4']],
    ['ranges', ['10-20', '20-30']],
    ['times', ['8:05', '12:30']],
    ['names', ['三', '王五', '李四']],
  ])('leaves %s as text', async (_, written) => {
    const { cells, column } = await read(written);
    expect(cells).toEqual(written);
    expect(column.readAs).toBe('text');
    expect(column.changes).toEqual([]);
  });

  it('takes digits kept as text for numbers unless their name or shape says that they name something', async () => {
    expect((await read(['12', '7', '12'])).cells).toEqual([12, 7, 12]);
    expect((await read(['12', '7', '12'], '学号')).cells).toEqual(['12', '7', '12']);
    const ids = Array.from({ length: 30 }, (_, index) => String(20_241_001 + index * 37));
    expect((await read(ids)).cells).toEqual(ids);
  });
});

describe('dates', () => {
  it.each<[string, string[], string[], ImportChange]>([
    ['Chinese dates', ['2024年3月1日', '2023年12月31号'], ['2024-03-01', '2023-12-31'], 'chineseDate'],
    ['Chinese months', ['2024年3月', '2024年11月'], ['2024-03-01', '2024-11-01'], 'chineseDate'],
    [
      'dates in numerals',
      ['二〇二四年三月一日', '二〇二三年十二月三十一日'],
      ['2024-03-01', '2023-12-31'],
      'chineseDate',
    ],
    ['named months', ['1 Mar 2024', 'March 31, 2024'], ['2024-03-01', '2024-03-31'], 'namedMonth'],
    ['day first', ['13/03/2024', '04/03/2024'], ['2024-03-13', '2024-03-04'], 'dayFirst'],
    ['month first', ['03/13/2024', '03/04/2024'], ['2024-03-13', '2024-03-04'], 'monthFirst'],
    ['points', ['5.3.2024', '31.12.24'], ['2024-03-05', '2024-12-31'], 'dayFirst'],
    ['full-width', ['２０２４－０３－０１', '2024-03-02'], ['2024-03-01', '2024-03-02'], 'fullWidth'],
  ])('reads %s', async (_, written, expected, change) => {
    const { cells, column } = await read(written);
    expect(cells).toEqual(expected.map(date));
    expect(column.changes.map((entry) => entry.change)).toContain(change);
  });

  it('tells when day and month could be either', async () => {
    const slashed = await read(['03/04/2024', '05/06/2024']);
    expect(slashed.column).toMatchObject({ dateOrder: 'monthFirst', isAmbiguous: true });
    expect(slashed.cells).toEqual([date('2024-03-04'), date('2024-05-06')]);
    const pointed = await read(['3.4.2024', '5.6.2024']);
    expect(pointed.column).toMatchObject({ dateOrder: 'dayFirst', isAmbiguous: true });
    expect((await read(['03/04/2024', '25/06/2024'])).column).toMatchObject({
      dateOrder: 'dayFirst',
      isAmbiguous: false,
    });
  });

  it('keeps the hour as written where all zones agree, and takes UTC where they differ', async () => {
    const alike = await read(['2024-03-01T08:00:00+08:00', '2024-03-02T09:00:00+08:00']);
    expect(alike.cells[0]).toEqual({ date: '2024-03-01T08:00:00.000Z' });
    expect(alike.column.isInUtc).toBe(false);
    const mixed = await read(['2024-03-01T08:00:00+08:00', '2024-03-01T08:00:00+00:00']);
    expect(mixed.cells).toEqual([{ date: '2024-03-01T00:00:00.000Z' }, { date: '2024-03-01T08:00:00.000Z' }]);
    expect(mixed.column.isInUtc).toBe(true);
  });

  it('reads eight digits as days only where the name or other dates say so', async () => {
    expect((await read(['20240301', '20240302'], '日期')).cells).toEqual([date('2024-03-01'), date('2024-03-02')]);
    expect((await read(['20240301', '2024年3月2日'])).cells).toEqual([date('2024-03-01'), date('2024-03-02')]);
    expect((await read(['20240301', '20240302'])).column.readAs).toBe('number');
  });

  it('reads serials of a spreadsheet among dates, texts and numbers alike', async () => {
    const { cells, column } = await read([
      '2024年3月1日',
      '45353',
      '2024年3月3日',
      { date: '2024-03-04T00:00:00.000Z' },
      45356,
    ]);
    expect(cells).toEqual(['01', '02', '03', '04', '05'].map((day) => date(`2024-03-${day}`)));
    expect(column.changes.find(({ change }) => change === 'serialDate')).toMatchObject({ count: 2, rows: [3, 6] });
    // Without dates they are numbers.
    expect((await read(['45353', '45354', '45360'])).cells).toEqual([45353, 45354, 45360]);
  });

  it('leaves days that do not exist and academic years alone', async () => {
    for (const written of [
      ['30.02.2024', '31.04.2024'],
      ['2010-11', '2013-14', '2015-16'],
    ]) {
      expect((await read(written)).cells).toEqual(written);
    }
  });
});

describe('truth values', () => {
  it.each([
    ['yes', 'no'],
    ['是', '否'],
    ['有', '无'],
    ['Y', 'N'],
    ['√', '×'],
    ['对', '错'],
  ])('reads %s and %s', async (yes, no) => {
    const { cells, column } = await read([yes, no, yes, null]);
    expect(cells).toEqual([true, false, true, null]);
    expect(column.changes).toMatchObject([{ change: 'booleanWord', count: 3, rows: [2, 3, 4] }]);
  });

  it('wants both sides', async () => {
    const { cells, column } = await read(['是', null, '是']);
    expect(cells).toEqual(['是', null, '是']);
    expect(column.kept).toMatchObject({ reason: 'oneSided', count: 2 });
    expect((await read(['有', '无', '备注'])).cells).toEqual(['有', '无', '备注']);
  });
});

describe('words for missing', () => {
  it('are missing in every column where they can mean nothing else', async () => {
    const { cells, column } = await read(['Ann', 'N/A', '#N/A', 'null', 'Bob']);
    expect(cells).toEqual(['Ann', null, null, null, 'Bob']);
    expect(column.changes).toMatchObject([{ change: 'missingWord', count: 3, rows: [3, 4, 5] }]);
  });

  it('are missing among numbers, and themselves among texts', async () => {
    expect((await read([88, '缺考', 92.5, '无', '-', 60])).cells).toEqual([88, null, 92.5, null, null, 60]);
    expect((await read(['备注一', '无', '迟到', '-'])).cells).toEqual(['备注一', '无', '迟到', '-']);
  });

  it('leave Namibia alone', async () => {
    expect((await read(['DE', 'NA', 'CN', 'FR'])).cells).toEqual(['DE', 'NA', 'CN', 'FR']);
    expect((await read(['low', 'NA', 'high'])).cells).toEqual(['low', null, 'high']);
  });

  it('make a column empty that holds nothing else', async () => {
    expect((await read(['N/A', null, 'N/A'])).column).toMatchObject({ writtenAs: 'text', readAs: 'empty' });
  });
});

describe('columns as they are written', () => {
  it('stay so, and are told', async () => {
    const cells = ['12 kg', 'N/A', '3 kg'];
    const { columns, report } = await interpretCells({ weight: cells, other: cells }, { asWritten: [0] });
    expect(columns).toEqual([cells, [12, null, 3]]);
    expect(report.columns.map(({ isAsWritten }) => isAsWritten)).toEqual([true, false]);
    expect(report.changedCells).toBe(3);
  });
});
