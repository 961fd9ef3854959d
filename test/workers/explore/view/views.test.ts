import { afterEach, describe, expect, it } from 'vitest';
import { type TableViewInput, tableViewSchema } from '../../../../contract/table-view.ts';
import fc from '../../../builders/fast-check.ts';
import type { TestCell, TestColumn } from '../stored-table.ts';
import { plainView } from './plain-view.ts';
import { TableBench } from './table-bench.ts';

let bench: TableBench | null = null;
afterEach(() => bench?.close());

const words = [
  '北京',
  '上海',
  '安',
  'apple',
  'Apple',
  'banana',
  'Ä',
  "it's",
  '%',
  '_',
  'a%b',
  '12',
  '007',
  '=1+1',
  ' x',
];
const days = Array.from({ length: 40 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day * 3)));

const cellsOf = (value: fc.Arbitrary<TestCell>) => fc.option(value, { nil: null, freq: 5 });
const row = fc.tuple(
  cellsOf(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 }))),
  cellsOf(
    fc.oneof(
      fc.constantFrom(0.5, -0.5, 12.25, 1 / 3, 99.99, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300),
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    ),
  ),
  cellsOf(fc.constantFrom(...words)),
  cellsOf(fc.boolean()),
  cellsOf(fc.constantFrom(...days)),
  cellsOf(fc.constantFrom(...days).map((day) => new Date(day.getTime() + (day.getTime() % 7) * 3_600_000))),
);
const columnKinds = [
  { name: 'whole', type: 'number' },
  { name: 'measure', type: 'number' },
  { name: 'text', type: 'text' },
  { name: 'is', type: 'boolean' },
  { name: 'day', type: 'date' },
  { name: 'moment', type: 'date' },
] as const;

const isNot = fc.boolean();
const bound = fc.option(
  fc.record({
    value: fc.oneof(fc.integer({ min: -60, max: 60 }), fc.constantFrom(0.5, 99.99)),
    isIncluded: fc.boolean(),
  }),
  { nil: null },
);
const dayText = fc.option(fc.constantFrom('2024-01-01', '2024-01-31', '2024-02-10T12:00', '2024-03-02'), { nil: null });
const filter = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    column: fc.constantFrom(0, 2),
    isNot,
    match: fc.constantFrom('contains', 'equals', 'startsWith', 'endsWith'),
    text: fc.constantFrom('a', 'A', '京', '%', '_', "'", '1', '-', 'apple'),
    isCaseSensitive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('number' as const), column: fc.constantFrom(0, 1), isNot, from: bound, to: bound }),
  fc.record({ kind: fc.constant('date' as const), column: fc.constantFrom(4, 5), isNot, from: dayText, to: dayText }),
  fc.record({ kind: fc.constant('boolean' as const), column: fc.constant(3), isNot, value: fc.boolean() }),
  fc.record({ kind: fc.constant('empty' as const), column: fc.nat({ max: 5 }), isNot }),
  fc.record({
    kind: fc.constant('oneOf' as const),
    column: fc.constant(2),
    isNot,
    values: fc.array(fc.constantFrom(...words, null), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('oneOf' as const),
    column: fc.constantFrom(0, 1),
    isNot,
    values: fc.array(fc.constantFrom(0, 1, -1, 0.5, 'Infinity', null), { minLength: 1, maxLength: 4 }),
  }),
);
const view: fc.Arbitrary<TableViewInput> = fc.record({
  sort: fc.array(
    fc.record({ column: fc.nat({ max: 5 }), direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
    { maxLength: 3 },
  ),
  filters: fc.array(filter as fc.Arbitrary<NonNullable<TableViewInput['filters']>[number]>, { maxLength: 2 }),
  search: fc.constantFrom('', '', '', 'a', '京', '%', '01', '2024-01-0'),
});

/** Shows of each column what it holds: one without a value has no type. */
const typical: readonly TestCell[] = [7, 0.5, 'apple', true, days[3]!, new Date('2024-03-02T12:30:00Z')];

function columnsOf(rows: readonly (readonly TestCell[])[]): TestColumn[] {
  return columnKinds.map((kind, place) => ({ ...kind, cells: [typical, ...rows].map((cells) => cells[place]!) }));
}

describe('views of a table', () => {
  it('show what filtering and sorting every row by hand would show', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.array(view, { minLength: 1, maxLength: 6 }),
        async (rows, views) => {
          bench = await TableBench.open(columnsOf(rows), 25);
          try {
            const cells = await bench.cells();
            for (const wanted of views) {
              expect(await bench.places(wanted)).toEqual(plainView(cells, columnKinds, tableViewSchema.parse(wanted)));
            }
          } finally {
            await bench.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);

  it('put Chinese in the order of its pronunciation, before Latin', async () => {
    const cells = ['上海', 'b', '北京', 'A', '安', 'a', null];
    bench = await TableBench.open([{ name: 't', type: 'text', cells }]);
    const places = await bench.places({ sort: [{ column: 0 }] });
    expect(places.map((place) => cells[place])).toEqual(['安', '北京', '上海', 'a', 'A', 'b', null]);
    const falling = await bench.places({ sort: [{ column: 0, direction: 'descending' }] });
    expect(falling.map((place) => cells[place])).toEqual(['b', 'A', 'a', '上海', '北京', '安', null]);
  });

  it('put digits in texts in the order of their numbers', async () => {
    const cells = ['file10', '第10班', 'file2', 'x7', '第2班', 'x007', 'File1'];
    bench = await TableBench.open([{ name: 't', type: 'text', cells }]);
    const places = await bench.places({ sort: [{ column: 0 }] });
    expect(places.map((place) => cells[place])).toEqual(['第2班', '第10班', 'File1', 'file2', 'file10', 'x007', 'x7']);
  });

  it('take every value and every name for itself, never for a part of the query', async () => {
    const hostile = `x') OR 1=1; DROP TABLE t; --`;
    bench = await TableBench.open([
      { name: `a"); SELECT '`, type: 'text', cells: [hostile, 'other', '$v0', null] },
      { name: 'file_row_number', type: 'number', cells: [7, 5, 6, 4] },
    ]);
    const by = (filters: TableViewInput['filters']) => bench!.places({ filters });
    expect(await by([{ kind: 'text', column: 0, text: hostile, match: 'equals' }])).toEqual([0]);
    expect(await by([{ kind: 'oneOf', column: 0, values: [hostile, '$v0'] }])).toEqual([0, 2]);
    expect(await bench.places({ search: "') OR" })).toEqual([0]);
    expect(await bench.places({ sort: [{ column: 1 }] })).toEqual([3, 1, 2, 0]);
  });

  it('refuse columns there are none of and filters that do not fit', async () => {
    bench = await TableBench.open([{ name: 't', type: 'text', cells: ['x'] }]);
    await expect(bench.places({ sort: [{ column: 1 }] })).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
    await expect(bench.places({ filters: [{ kind: 'empty', column: 9 }] })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
    });
    await expect(bench.places({ filters: [{ kind: 'number', column: 0 }] })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    const noDay = bench.places({ filters: [{ kind: 'oneOf', column: 0, values: ['2024-13-77'] }] });
    expect(await noDay).toEqual([]);
  });

  it('sort texts that are nearly all different', async () => {
    const cells = Array.from({ length: 210_000 }, (_, index) => `n${(index * 7919) % 210_000}`);
    bench = await TableBench.open([
      { name: 't', type: 'text', cells },
      { name: 'k', type: 'number', cells: cells.map((_, index) => index % 3) },
    ]);
    const places = await bench.places({ sort: [{ column: 0, direction: 'descending' }] });
    expect(places.map((place) => cells[place])).toEqual(cells.map((_, index) => `n${209_999 - index}`));
  }, 120_000);
});
