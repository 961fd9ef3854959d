import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type TableViewInput, tableViewSchema } from '../../../../contract/table-view.ts';
import { copyView } from '../../../../workers/explore/view/copy-view.ts';
import { describeView } from '../../../../workers/explore/view/describe-view.ts';
import { findMatch, matchView } from '../../../../workers/explore/view/find-match.ts';
import { makeView } from '../../../../workers/explore/view/make-view.ts';
import { describeTable, pageView } from '../../../../workers/explore/view/page-view.ts';
import { summarizeView } from '../../../../workers/explore/view/summarize-view.ts';
import { createOrderContext } from '../../../../workers/order-context.ts';
import { quietContext, type TestColumn } from '../stored-table.ts';
import { TableBench } from './table-bench.ts';

let bench: TableBench;
afterEach(() => bench.close());

const context = quietContext();
const viewOf = (view: TableViewInput) => tableViewSchema.parse(view);

const kinds: readonly TestColumn[] = [
  { name: 'n', type: 'number', cells: [1.5, Number.NEGATIVE_INFINITY, null, 1.5] },
  { name: 'whole', type: 'number', cells: [2 ** 40, null, -1, 7] },
  {
    name: 'moment',
    type: 'date',
    cells: [new Date('2024-03-01T08:30:00Z'), new Date('2024-03-02'), null, new Date('1900-01-01')],
  },
  { name: 'ok', type: 'boolean', cells: [true, null, false, true] },
  { name: 'text', type: 'text', cells: ['=1+1', '甲\t"乙"\n丙', null, '007'] },
];

describe('a page of a view', () => {
  it('gives cells as a person reads them, in any columns and any order', async () => {
    bench = await TableBench.open(kinds);
    expect(await describeTable({ path: bench.path }, context)).toEqual({
      rows: 4,
      columns: kinds.map(({ name, type }) => ({ name, type })),
    });
    const order = { ...bench.whole, offset: 0, limit: 10, columns: [4, 0, 2, 3, 1] };
    const page = await pageView(order, context);
    expect(page).toEqual({
      rows: [
        ['=1+1', 1.5, '2024-03-01T08:30:00', true, 2 ** 40],
        ['甲\t"乙"\n丙', '-Infinity', '2024-03-02', null, null],
        [null, null, null, false, -1],
        ['007', 1.5, '1900-01-01', true, 7],
      ],
      rowPlaces: [0, 1, 2, 3],
      totalRows: 4,
    });
    const falling = await bench.view({ sort: [{ column: 1, direction: 'descending' }] });
    expect((await pageView({ ...order, ...falling, columns: [1], offset: 1, limit: 2 }, context)).rows).toEqual([
      [7],
      [-1],
    ]);
    expect((await pageView({ ...order, offset: 4 }, context)).rows).toEqual([]);
    await expect(pageView({ ...order, columns: [5] }, context)).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' });
  });

  it('is found anywhere across row groups and segments', async () => {
    const cells = Array.from({ length: 300_000 }, (_, row) => row * 3);
    bench = await TableBench.open([{ name: 'n', type: 'number', cells }], 90_000);
    const view = await bench.view({ sort: [{ column: 0, direction: 'descending' }] });
    for (const offset of [0, 131_071, 179_999, 299_990]) {
      const whole = await pageView({ ...bench.whole, offset, limit: 5, columns: [0] }, context);
      expect(whole.rows.flat()).toEqual(cells.slice(offset, offset + 5));
      const sorted = await pageView({ ...view, offset, limit: 5, columns: [0] }, context);
      expect(sorted.rows.flat()).toEqual(sorted.rowPlaces.map((place) => cells[place]));
      expect(sorted.rowPlaces[0]).toBe(299_999 - offset);
    }
  });

  it('shows no more of a text than a window can', async () => {
    bench = await TableBench.open([{ name: 't', type: 'text', cells: ['x'.repeat(30_000)] }]);
    const { rows } = await pageView({ ...bench.whole, offset: 0, limit: 1, columns: [0] }, context);
    expect(String(rows[0]![0])).toHaveLength(2000);
  });

  it('says that a file is missing with the error number of the system', async () => {
    bench = await TableBench.open(kinds);
    const gone = pageView({ path: `${bench.path}.gone`, orderPath: null, offset: 0, limit: 1, columns: [0] }, context);
    await expect(gone).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('figures of columns', () => {
  it('count, spread and most frequent values within the rows of a view', async () => {
    bench = await TableBench.open([
      { name: 'n', type: 'number', cells: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, null, Number.POSITIVE_INFINITY] },
      { name: 't', type: 'text', cells: ['a', 'b', 'a', 'b', 'a', null, 'c', 'c', 'c', 'c', 'd', 'd'] },
    ]);
    const order = { path: bench.path, columns: [0, 1], topValues: 2, bins: 3, spillFolder: bench.spillFolder };
    const all = await describeView({ ...order, view: viewOf({}) }, context);
    expect(all.columns[0]).toMatchObject({
      ...{ count: 11, missing: 1, distinct: 11, isDistinctExact: true, minimum: 0, maximum: 'Infinity' },
      ...{ mean: 4.5, histogram: [3, 3, 4] },
    });
    expect(all.columns[1]).toMatchObject({
      ...{ count: 11, missing: 1, distinct: 4, minimum: 'a', maximum: 'd', mean: null, histogram: null },
      topValues: [
        { value: 'c', count: 4 },
        { value: 'a', count: 3 },
      ],
    });
    const few = await describeView(
      { ...order, view: viewOf({ filters: [{ kind: 'oneOf', column: 1, values: ['b'] }] }) },
      context,
    );
    expect(few.columns[0]).toMatchObject({ count: 2, distinct: 2, minimum: 1, maximum: 3, histogram: [1, 0, 1] });
    const none = await describeView({ ...order, view: viewOf({ search: 'nowhere' }) }, context);
    expect(none.columns[0]).toMatchObject({ count: 0, missing: 0, distinct: 0, minimum: null, histogram: null });
  });

  it('do not list values that are nearly all different', async () => {
    const cells = Array.from({ length: 30_000 }, (_, row) => `id ${row}`);
    bench = await TableBench.open([{ name: 't', type: 'text', cells }]);
    const order = { path: bench.path, columns: [0], topValues: 5, bins: 3, spillFolder: bench.spillFolder };
    const [figures] = (await describeView({ ...order, view: viewOf({}) }, context)).columns;
    expect(figures).toMatchObject({ topValues: null, isDistinctExact: false });
    expect(Math.abs(figures!.distinct - 30_000)).toBeLessThan(3_000);
  });
});

describe('a copied range', () => {
  it('is what a spreadsheet program pastes, and no text becomes a formula', async () => {
    bench = await TableBench.open(kinds);
    const order = { ...bench.whole, rows: { offset: 0, limit: 4 }, columns: [4, 0, 2, 3], hasHeader: true };
    const copied = await copyView({ ...order, maxBytes: 1e6, spillFolder: bench.spillFolder }, context);
    expect(copied.text.split('\r\n')).toEqual([
      'text\tn\tmoment\tok',
      "'=1+1\t1.5\t2024-03-01 08:30:00\tTRUE",
      '"甲\t""乙""\n丙"\t-Infinity\t2024-03-02\t',
      '\t\t\tFALSE',
      '007\t1.5\t1900-01-01\tTRUE',
    ]);
    expect(copied).toMatchObject({ rows: 4, columns: 4 });
    expect(copied.html).toContain(`<td style='mso-number-format:"\\@"'>007</td><td>1.5</td>`);
    expect(copied.html).not.toContain('<td>=');
  });

  it('is refused where it is too large, whatever its cells hold', async () => {
    bench = await TableBench.open([
      { name: 't', type: 'text', cells: Array.from({ length: 100 }, () => 'x'.repeat(1_000)) },
    ]);
    const order = { ...bench.whole, rows: { offset: 0, limit: 100 }, columns: [0], hasHeader: false };
    const copying = copyView({ ...order, maxBytes: 50_000, spillFolder: bench.spillFolder }, context);
    await expect(copying).rejects.toMatchObject({ code: 'COPY_TOO_LARGE' });
  });

  it('follows the order of the view over many rows', async () => {
    const cells = Array.from({ length: 5_000 }, (_, row) => (row * 7_919) % 5_000);
    bench = await TableBench.open([{ name: 'n', type: 'number', cells }]);
    const view = await bench.view({ sort: [{ column: 0 }] });
    const order = { ...view, rows: { offset: 1_000, limit: 9_000 }, columns: [0], hasHeader: false };
    const copied = await copyView({ ...order, maxBytes: 1e6, spillFolder: bench.spillFolder }, context);
    expect(copied.rows).toBe(4_000);
    expect(copied.text.split('\r\n').map(Number)).toEqual(Array.from({ length: 4_000 }, (_, row) => 1_000 + row));
  });
});

describe('the sum of a range', () => {
  it('is taken over any rows and columns of a view; infinite numbers have no say', async () => {
    bench = await TableBench.open(kinds);
    const order = { view: viewOf({}), columns: [0, 1, 4], spillFolder: bench.spillFolder };
    const all = await summarizeView({ ...bench.whole, ...order, rows: { offset: 0, limit: 99 } }, context);
    expect(all).toEqual({
      ...{ cells: 12, values: 9, numbers: 5, sum: 2 ** 40 + 9, mean: (2 ** 40 + 9) / 5 },
      ...{ minimum: -1, maximum: 2 ** 40 },
    });
    const sorted = viewOf({ sort: [{ column: 1 }] });
    const view = await bench.view(sorted);
    const part = await summarizeView({ ...view, ...order, view: sorted, rows: { offset: 0, limit: 2 } }, context);
    expect(part).toMatchObject({ cells: 6, numbers: 3, sum: 7.5 });
    const whole = await summarizeView({ ...view, ...order, view: sorted, rows: { offset: 0, limit: 4 } }, context);
    expect(whole).toEqual(all);
    const none = await summarizeView(
      { ...bench.whole, ...order, columns: [4], rows: { offset: 2, limit: 1 } },
      context,
    );
    expect(none).toEqual({ cells: 1, values: 0, numbers: 0, sum: null, mean: null, minimum: null, maximum: null });
  });
});

describe('finding a text', () => {
  it('goes from match to match in the order of the view and begins anew at the end', async () => {
    bench = await TableBench.open([
      { name: 'a', type: 'text', cells: ['Anna', 'Bob', 'ann', 'Joanna', 'x'] },
      { name: 'b', type: 'number', cells: [1, 2, 3, 4, 51] },
    ]);
    const view = await bench.view({ sort: [{ column: 1, direction: 'descending' }] });
    const matchesPath = bench.scratch();
    const sought = { ...view, text: 'ANN', columns: [0, 1] };
    expect(await matchView({ ...sought, scratchPath: matchesPath, spillFolder: bench.spillFolder }, context)).toEqual({
      rows: 3,
    });
    const next = async (row: number, isIncluded: boolean, direction: 'forward' | 'backward') =>
      (await findMatch({ ...sought, matchesPath, from: { row, isIncluded }, direction }, context)).match;
    expect(await next(0, true, 'forward')).toEqual({ row: 1, column: 0, ordinal: 0 });
    expect(await next(1, false, 'forward')).toEqual({ row: 2, column: 0, ordinal: 1 });
    expect(await next(4, false, 'forward')).toEqual({ row: 1, column: 0, ordinal: 0 });
    expect(await next(1, false, 'backward')).toEqual({ row: 4, column: 0, ordinal: 2 });
    expect(await next(4, true, 'backward')).toEqual({ row: 4, column: 0, ordinal: 2 });
  });

  it('finds numbers by their digits, and nothing where nothing is', async () => {
    bench = await TableBench.open([{ name: 'n', type: 'number', cells: [12, 0.125, 300] }]);
    const matchesPath = bench.scratch();
    const sought = { ...bench.whole, columns: [0], scratchPath: matchesPath, spillFolder: bench.spillFolder };
    expect(await matchView({ ...sought, text: '12' }, context)).toEqual({ rows: 2 });
    expect(await matchView({ ...sought, text: 'x' }, context)).toEqual({ rows: 0 });
    const from = { row: 0, isIncluded: true };
    const found = await findMatch({ ...sought, matchesPath, text: 'x', from, direction: 'forward' }, context);
    expect(found).toEqual({ matches: 0, match: null });
  });
});

describe('a cancel', () => {
  it('ends the making of a view and leaves no file', async () => {
    bench = await TableBench.open([
      { name: 't', type: 'text', cells: Array.from({ length: 250_000 }, (_, row) => `t${row}`) },
    ]);
    const cancelFlag = new SharedArrayBuffer(4);
    const scratchPath = bench.scratch();
    const making = makeView(
      { path: bench.path, view: viewOf({ sort: [{ column: 0 }] }), scratchPath, spillFolder: bench.spillFolder },
      createOrderContext({ cancelFlag, noticePort: null }),
    );
    Atomics.store(new Int32Array(cancelFlag), 0, 1);
    await expect(making).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    await expect(writeFile(scratchPath, '', { flag: 'wx' })).resolves.toBeUndefined();
  });
});
