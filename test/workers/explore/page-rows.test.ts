import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsPageSchema } from '../../../contract/results.ts';
import { pageRows } from '../../../workers/explore/page-rows.ts';
import { scratchFolder, storeTable, type TestColumn } from './stored-table.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

/** A table in a folder of its own, so that nothing remembered of another file is met. */
async function stored(name: string, columns: readonly TestColumn[], segmentRows?: number): Promise<string> {
  const own = path.join(folder, name);
  await mkdir(own, { recursive: true });
  return (await storeTable(own, columns, segmentRows)).path;
}

const whole = { offset: 0, limit: 1000, columnOffset: 0, columnLimit: 500 };

describe('pageRows', () => {
  it('gives cells as a person reads them, and the type of each column', async () => {
    const file = await stored('kinds', [
      { name: 'n', type: 'number', cells: [1.5, Number.NEGATIVE_INFINITY, null] },
      { name: 'big', type: 'number', cells: [2 ** 40, null, -1] },
      { name: 'day', type: 'date', hasTimes: false, cells: [new Date('2024-03-01'), null, new Date('1900-01-01')] },
      {
        name: 'moment',
        type: 'date',
        hasTimes: true,
        cells: [new Date('2024-03-01T08:30:00Z'), new Date('2024-03-02'), null],
      },
      { name: 'ok', type: 'boolean', cells: [true, null, false] },
      { name: 'text', type: 'text', cells: ['=1+1', '甲', null] },
      { name: 'mixed', type: 'mixed', cells: ['x', 2, true] },
    ]);
    const page = await pageRows({ path: file, ...whole });
    expect(rowsPageSchema.parse(page)).toEqual(page);
    expect(page.columns.map(({ type }) => type)).toEqual([
      'number',
      'number',
      'date',
      'date',
      'boolean',
      'text',
      'mixed',
    ]);
    expect(page.rows).toEqual([
      [1.5, 2 ** 40, '2024-03-01', '2024-03-01T08:30:00', true, '=1+1', 'x'],
      ['-Infinity', null, null, '2024-03-02', null, '甲', '2'],
      [null, -1, '1900-01-01', null, false, null, 'true'],
    ]);
  });

  it('gives any window of rows and columns', async () => {
    const indices = Array.from({ length: 200_000 }, (_, index) => index);
    const columns = Array.from(
      { length: 5 },
      (_, column): TestColumn => ({
        name: `c${column}`,
        type: 'number',
        cells: indices.map((index) => index * 10 + column),
      }),
    );
    const file = await stored('window', columns, 90_000);
    const page = await pageRows({ path: file, offset: 179_999, limit: 3, columnOffset: 2, columnLimit: 2 });
    expect(page.columns.map(({ name }) => name)).toEqual(['c2', 'c3']);
    expect(page.rows).toEqual([
      [1_799_992, 1_799_993],
      [1_800_002, 1_800_003],
      [1_800_012, 1_800_013],
    ]);
    expect([page.totalRows, page.totalColumns]).toEqual([200_000, 5]);
    expect((await pageRows({ path: file, ...whole, offset: 199_998 })).rows.length).toBe(2);
    expect((await pageRows({ path: file, ...whole, offset: 200_000 })).rows).toEqual([]);
    expect((await pageRows({ path: file, ...whole, columnOffset: 5 })).columns).toEqual([]);
  }, 30_000);

  it('takes any header and any path literally', async () => {
    const names = ['ID', 'id', 'a"b', "x'); DROP TABLE t; --", 'file_row_number', '列'];
    const columns = names.map((name, index): TestColumn => ({ name, type: 'number', cells: [index] }));
    const file = await stored("od'd [a*b]? 文件夹", columns);
    const page = await pageRows({ path: file, ...whole });
    expect(page.columns.map(({ name }) => name)).toEqual(names);
    expect(page.rows).toEqual([[0, 1, 2, 3, 4, 5]]);
  });

  it('says that a file is missing with the error number of the system', async () => {
    await expect(pageRows({ path: path.join(folder, 'gone.parquet'), ...whole })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
