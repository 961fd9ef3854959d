import { describe, expect, it } from 'vitest';
import { columnKinds } from '../../../workers/features/column-types.ts';
import { datePartOf } from '../../../workers/features/date-parts.ts';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import { givenColumns } from '../../../workers/features/given-columns.ts';
import { joinInputColumns, takeRows } from '../../../workers/features/input-column.ts';
import { inputColumns } from '../../../workers/features/input-columns.ts';
import fc from '../../builders/fast-check.ts';
import { buildSegments, type TestCell } from '../profile/table-builder.ts';

const numbersOf = (column: ReturnType<typeof inputColumns>['columns'][number] | undefined) =>
  column?.kind === 'text' ? [] : [...(column?.values ?? [])];
const textsOf = (column: ReturnType<typeof inputColumns>['columns'][number] | undefined) =>
  column?.kind === 'text' ? [...column.codes].map((code) => column.texts[code] ?? null) : [];

describe('the columns of a model, from cells of any kind', () => {
  const cells: TestCell[] = [
    91,
    '88',
    '１２．５％',
    '缺考',
    'absent',
    null,
    true,
    new Date('2024-03-05'),
    { error: '#N/A' },
  ];

  it('takes as numbers what reads as one, and counts the rest', () => {
    const { columns, tallies } = inputColumns(buildSegments([cells], [3]), [{ place: 0, type: 'number' }]);
    expect(numbersOf(columns[0])).toEqual([
      91,
      88,
      0.125,
      ...[Number.NaN, Number.NaN, Number.NaN],
      1,
      Number.NaN,
      Number.NaN,
    ]);
    expect(tallies[0]).toEqual({ missing: 2, unreadable: 3, unreadableExamples: ['absent', '2024-03-05', '#N/A'] });
  });

  it('takes infinite numbers for unreadable', () => {
    const { columns, tallies } = inputColumns(buildSegments([[1, Number.POSITIVE_INFINITY]], []), [
      { place: 0, type: 'number' },
    ]);
    expect(numbersOf(columns[0])).toEqual([1, Number.NaN]);
    expect(tallies[0]?.unreadable).toBe(1);
  });

  it('takes dates as days, as texts and as serials of a spreadsheet', () => {
    const dates: TestCell[] = [new Date('2024-03-05'), '2024年3月5日', '20240305', 45356, 'soon'];
    const { columns, tallies } = inputColumns(buildSegments([dates], []), [{ place: 0, type: 'date' }]);
    const day = Date.parse('2024-03-05');
    expect(numbersOf(columns[0])).toEqual([day, day, day, day, Number.NaN]);
    expect(tallies[0]).toMatchObject({ missing: 0, unreadable: 1, unreadableExamples: ['soon'] });
  });

  it('takes words, noughts and ones for truth values', () => {
    const { columns } = inputColumns(buildSegments([[true, '否', 'YES', 0, 1, 2, '?']], []), [
      { place: 0, type: 'boolean' },
    ]);
    expect(numbersOf(columns[0])).toEqual([1, 0, 1, 0, 1, Number.NaN, Number.NaN]);
  });

  it('takes every kind as text, trimmed, in the order of the rows', () => {
    const { columns, tallies } = inputColumns(buildSegments([[' b', 'a', 7, true, 'b ', null, '  ']], [1, 4]), [
      { place: 0, type: 'text' },
    ]);
    expect(textsOf(columns[0])).toEqual(['b', 'a', '7', 'true', 'b', null, null]);
    expect(tallies[0]).toEqual({ missing: 2, unreadable: 0, unreadableExamples: [] });
  });

  it('gives missing cells for a column that the table has not', () => {
    const { columns, tallies } = inputColumns(buildSegments([[1, 2]], []), [
      { place: null, type: 'number' },
      { place: null, type: 'text' },
    ]);
    expect(numbersOf(columns[0])).toEqual([Number.NaN, Number.NaN]);
    expect(textsOf(columns[1])).toEqual([null, null]);
    expect(tallies.map(({ missing }) => missing)).toEqual([2, 2]);
  });

  it('gives the same columns however the table is cut, and for any range of rows', () => {
    const cell = fc.oneof(fc.integer(), fc.double(), fc.string({ maxLength: 4 }), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (column, cut, from) => {
        const wanted = (['number', 'text', 'boolean', 'date'] as const).map((type) => ({ place: 0, type }));
        const whole = inputColumns(buildSegments([column], []), wanted);
        const segments = buildSegments([column], [cut % (column.length + 1)]);
        expect(inputColumns(segments, wanted)).toEqual(whole);
        const fromRow = from % (column.length + 1);
        const part = inputColumns(segments, wanted, { fromRow, toRow: column.length });
        expect(numbersOf(part.columns[0])).toEqual(numbersOf(whole.columns[0]).slice(fromRow));
        expect(textsOf(part.columns[1])).toEqual(textsOf(whole.columns[1]).slice(fromRow));
      }),
    );
  });
});

it('tells the type of a column from its cells: a few words among numbers are missing cells, many make it text', () => {
  const few: TestCell[] = [1, 2, 3, 4, 5, '缺考'];
  const many: TestCell[] = [1, 2, 'a', 'b', 'c', null];
  const kinds = columnKinds(buildSegments([few, many, [null, null, null, null, null, null]], [2]), 3);
  expect(kinds.map(({ type, isMixed }) => [type, isMixed])).toEqual([
    ['number', true],
    ['text', true],
    [null, false],
  ]);
});

it('joins and picks rows of columns, keeping texts apart and missing ones missing', () => {
  const [one] = inputColumns(buildSegments([['a', null, 'b']], []), [{ place: 0, type: 'text' }]).columns;
  const [other] = inputColumns(buildSegments([['b', 'c']], []), [{ place: 0, type: 'text' }]).columns;
  const joined = joinInputColumns([one!, other!]);
  expect(textsOf(joined)).toEqual(['a', null, 'b', 'b', 'c']);
  expect(textsOf(takeRows(joined, Uint32Array.of(4, 1, 0)))).toEqual(['c', null, 'a']);
  expect(() => joinInputColumns([one!, { kind: 'number', values: new Float64Array(1) }])).toThrow(TypeError);
});

describe('features', () => {
  it('finds levels, also such as differ in writing alone, and gives unseen ones −1 or the prior', () => {
    const columns = givenRows(['软件工程', 'ＡＢ c', 'new', '']);
    const levels = ['abC', '软件工程'];
    const [category, statistic] = encodeFeatures(
      [
        { name: 'major', column: 0, encoding: { kind: 'category', levels } },
        {
          ...{ name: 'major (rate)', column: 0 },
          encoding: { kind: 'targetStatistic', classPlace: null, prior: 0.5, levels, values: [0.25, 0.75] },
        },
      ],
      columns,
    );
    expect(category?.kind === 'category' ? [...category.codes] : null).toEqual([1, 0, -1, -1]);
    expect(statistic?.kind === 'number' ? [...statistic.values] : null).toEqual([0.75, 0.25, 0.5, Number.NaN]);
  });

  it('does not guess between levels that differ in writing alone', () => {
    const [category] = encodeFeatures(
      [{ name: 'sex', column: 0, encoding: { kind: 'category', levels: ['m', 'M'] } }],
      givenRows(['M', 'ｍ']),
    );
    expect(category?.kind === 'category' ? [...category.codes] : null).toEqual([1, -1]);
  });

  it('takes dates apart as the calendar does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 }), (time) => {
        const date = new Date(time);
        expect(datePartOf(time, 'year')).toBe(date.getUTCFullYear());
        expect(datePartOf(time, 'month')).toBe(date.getUTCMonth() + 1);
        expect(datePartOf(time, 'dayOfMonth')).toBe(date.getUTCDate());
        expect(datePartOf(time, 'dayOfWeek') % 7).toBe(date.getUTCDay());
        expect(datePartOf(time, 'hour')).toBe(date.getUTCHours());
      }),
    );
  });

  function givenRows(texts: readonly string[]) {
    const { columns } = inputColumns(buildSegments([texts], []), [{ place: 0, type: 'text' }]);
    return columns;
  }
});

it('reads a row that a person gives by the types of the columns', () => {
  const columns = [
    { name: 'mark', type: 'number' },
    { name: 'sex', type: 'text' },
    { name: 'since', type: 'date' },
    { name: 'resit', type: 'boolean' },
  ] as const;
  const given = givenColumns(columns, { mark: '95%', sex: ' f ', since: '2024-03-05', resit: true });
  expect(
    given
      .slice(0, 1)
      .concat(given.slice(2))
      .map((column) => numbersOf(column)[0]),
  ).toEqual([0.95, Date.parse('2024-03-05'), 1]);
  expect(textsOf(given[1])).toEqual(['f']);
  const none = givenColumns(columns, { toString: 3 });
  expect(numbersOf(none[0])).toEqual([Number.NaN]);
  expect(textsOf(none[1])).toEqual([null]);
});
