import { describe, expect, test } from 'vitest';
import { columnProfileSchema } from '../../../contract/profile.ts';
import fc from '../../builders/fast-check.ts';
import { describeCells, type TestCell } from './table-builder.ts';

const day = (text: string) => new Date(`${text}Z`);
const repeat = (cell: TestCell, times: number) => new Array<TestCell>(times).fill(cell);

const anyCell: fc.Arbitrary<TestCell> = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('甲', '乙', ' padded', '1,234', '2024-03-05', ''),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.boolean(),
  fc.date({ min: day('1900-01-01'), max: day('2100-01-01'), noInvalidDate: true }),
  fc.constant({ error: '#N/A' }),
);

describe('describeColumn', () => {
  test('always fits the contract, and is the same however the rows are cut', () => {
    const cells = fc.array(anyCell, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cells, fc.nat(), fc.nat(), (column, one, other) => {
        const cuts = [one % column.length, other % column.length].sort((left, right) => left - right);
        const whole = describeCells(column);
        expect(columnProfileSchema.parse(whole)).toEqual(whole);
        expect(describeCells(column, cuts)).toEqual(whole);
        const { kinds } = whole;
        const counted = kinds.number + kinds.text + kinds.boolean + kinds.date + kinds.error + whole.missing;
        expect(counted).toBe(column.length);
      }),
    );
  });

  describe('type', () => {
    test.each<[string, TestCell[], string]>([
      ['numbers', [1, 2.5, null], 'number'],
      ['texts', ['a', null, 'b'], 'text'],
      ['booleans', [true, false, null], 'boolean'],
      ['dates', [day('2024-03-01'), null], 'date'],
      ['nothing', [null, null], 'empty'],
      ['only errors', [{ error: '#N/A' }, null], 'empty'],
      ['numbers and errors', [1, { error: '#DIV/0!' }, 2], 'number'],
      ['numbers and one word', [...repeat(60, 500), '缺考'], 'mixed'],
      ['texts and one number', [...repeat('Room', 500), 101], 'text'],
      ['texts and many numbers', [...repeat('Room', 50), 101], 'mixed'],
      ['dates and one text', [...repeat(day('2024-03-01'), 50), 'soon'], 'mixed'],
      ['booleans and numbers', [true, false, 1], 'mixed'],
    ])('of %s', (_, cells, type) => {
      expect(describeCells(cells).type).toBe(type);
    });
  });

  test('describes the numbers and the texts of a mixed column', () => {
    const column = describeCells([90, 80, '缺考', 70, null, '缓考', '缺考']);
    expect(column.number).toMatchObject({ count: 3, mean: 80, minimum: 70, maximum: 90 });
    expect(column.text).toMatchObject({ count: 3, minimumLength: 2, maximumLength: 2 });
    expect(column.missing).toBe(1);
    expect(column.distinct).toBe(5);
    expect(column.topValues[0]).toEqual({ value: '缺考', count: 2 });
  });

  test('keeps errors apart from values and names the most frequent one', () => {
    const cells = [1, { error: '#N/A' }, '#N/A', { error: '#REF!' }, { error: '#REF!' }];
    const column = describeCells(cells);
    expect(column.kinds).toEqual({ number: 1, text: 1, boolean: 0, date: 0, error: 3 });
    expect(column.errorExample).toBe('#REF!');
    expect(column.distinct).toBe(2);
    expect(column.missing).toBe(0);
    expect('errorExample' in describeCells([1, 2])).toBe(false);
  });

  test('counts booleans', () => {
    const column = describeCells([true, false, true, null]);
    expect(column).toMatchObject({ booleanTrue: 2, distinct: 2, number: null, text: null });
    expect(column.topValues).toEqual([
      { value: 'true', count: 2 },
      { value: 'false', count: 1 },
    ]);
  });

  test('gives the twenty most frequent values, ties in order of value', () => {
    const cells = Array.from({ length: 300 }, (_, index) => (index < 50 ? 7 : index % 100));
    const { topValues, distinct } = describeCells(cells, [17, 120]);
    expect(distinct).toBe(100);
    expect(topValues.slice(0, 3)).toEqual([
      { value: '7', count: 52 },
      { value: '50', count: 3 },
      { value: '51', count: 3 },
    ]);
    expect(topValues.length).toBe(20);
    const texts = describeCells(['b', 'a', '丙', 'c', 'a', 'ab', '甲'], [2]).topValues;
    expect(texts.map(({ value }) => value)).toEqual(['a', 'ab', 'b', 'c', '丙', '甲']);
  });

  test('finds the most frequent values by any counts', () => {
    const words = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(words, (cells) => {
        const counts = new Map<string, number>();
        for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
        const expected = [...counts]
          .sort(([left, one], [right, other]) => other - one || (left < right ? -1 : 1))
          .slice(0, 20)
          .map(([value, count]) => ({ value, count }));
        expect(describeCells(cells, [cells.length >> 1]).topValues).toEqual(expected);
      }),
    );
  });
});

describe('dates', () => {
  test('without times', () => {
    const column = describeCells([day('2024-03-01'), day('2022-09-30'), null, day('2023-01-01'), day('2023-01-01')]);
    expect(column.date).toMatchObject({ count: 4, earliest: '2022-09-30', latest: '2024-03-01', hasTimes: false });
    expect(column.distinct).toBe(3);
    expect(column.topValues[0]).toEqual({ value: '2023-01-01', count: 2 });
    const { edges, counts } = column.date!.histogram;
    expect(edges.slice(0, 2)).toEqual([Date.UTC(2022, 8, 1), Date.UTC(2022, 9, 1)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  test('with times and milliseconds', () => {
    const column = describeCells([day('2024-03-01T08:30'), new Date(Date.UTC(2024, 2, 1, 9, 0, 0, 250))]);
    expect(column.date).toMatchObject({
      earliest: '2024-03-01T08:30:00',
      latest: '2024-03-01T09:00:00.250',
      hasTimes: true,
    });
    expect(column.topValues.map(({ value }) => value)).toEqual(['2024-03-01T08:30:00', '2024-03-01T09:00:00.250']);
  });

  test('are covered by at most sixty rising bins, whatever the span', () => {
    const dates = fc.array(fc.date({ noInvalidDate: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(dates, (cells) => {
        const { edges, counts } = describeCells(cells).date!.histogram;
        expect(counts.length).toBeGreaterThanOrEqual(1);
        expect(counts.length).toBeLessThanOrEqual(60);
        expect(edges.every((edge, index) => index === 0 || edge > edges[index - 1]!)).toBe(true);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cells.length);
        expect(edges[0]!).toBeLessThanOrEqual(Math.min(...cells.map(Number)));
      }),
    );
  });
});
