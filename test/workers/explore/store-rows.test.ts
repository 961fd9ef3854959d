import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../../contract/faults.ts';
import { storeRows } from '../../../workers/explore/store-rows.ts';
import { createOrderContext } from '../../../workers/order-context.ts';
import { quietContext, scratchFolder, storeOrder, storeTable, type TestColumn } from './stored-table.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await scratchFolder());
});
afterAll(() => remove());

/** What DuckDB, a reader of its own, makes of the file. */
async function readWithDuckDb(path: string, select = '*') {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const result = await connection.runAndReadAll(`SELECT ${select} FROM read_parquet($path)`, { path });
  return { types: result.columnTypes().map(String), names: result.columnNames(), rows: result.getRowsJS() };
}

const several: readonly TestColumn[] = [
  { name: 'whole', type: 'number', cells: [1, -5, null, 2147483647, -2147483648] },
  {
    name: 'large',
    type: 'number',
    cells: [2 ** 40, -(2 ** 45) - 1, 0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  },
  { name: 'real', type: 'number', cells: [0.1, -0, 1e300, null, 5e-324] },
  { name: 'flag', type: 'boolean', cells: [true, false, null, true, true] },
  {
    name: 'day',
    type: 'date',
    cells: [new Date('2024-03-01'), null, new Date('1899-12-31'), null, null],
  },
  {
    name: 'moment',
    type: 'date',
    cells: [new Date('2024-03-01T08:30:00.123Z'), new Date('1969-12-31T23:59:59Z'), null, null, null],
  },
  { name: '文本', type: 'text', cells: ['甲', '', null, 'emoji 😀', '甲'] },
  { name: 'mixed', type: 'mixed', cells: [1.5, 'a', true, new Date('2024-03-05'), '#N/A'] },
  { name: 'nothing', type: 'empty', cells: [null, null, null, null, null] },
  { name: 'with errors', type: 'number', cells: [1, '#DIV/0!', 3, null, 5] },
];

describe('storeRows', () => {
  it('keeps every kind of cell, as another reader sees it', async () => {
    const stored = await storeTable(folder, several);
    const { names, types, rows } = await readWithDuckDb(stored.path);
    expect(names).toEqual(several.map(({ name }) => name));
    expect(types).toEqual([
      'INTEGER',
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'DATE',
      'TIMESTAMP',
      'VARCHAR',
      'VARCHAR',
      'VARCHAR',
      'INTEGER',
    ]);
    expect(rows.map((row) => row[0])).toEqual([1, -5, null, 2147483647, -2147483648]);
    expect(rows.map((row) => Number(row[1]))).toEqual(several[1]?.cells);
    expect(rows.map((row) => row[2])).toEqual([0.1, -0, 1e300, null, 5e-324]);
    expect(rows.map((row) => row[3])).toEqual([true, false, null, true, true]);
    expect(rows.map((row) => row[4])).toEqual(several[4]?.cells);
    expect(rows.map((row) => row[5])).toEqual(several[5]?.cells);
    expect(rows.map((row) => row[6])).toEqual(['甲', '', null, 'emoji 😀', '甲']);
    expect(rows.map((row) => row[7])).toEqual(['1.5', 'a', 'true', '2024-03-05', '#N/A']);
    expect(rows.map((row) => row[8])).toEqual([null, null, null, null, null]);
    expect(rows.map((row) => row[9])).toEqual([1, null, 3, null, 5]);
  });

  it('answers with the hash and the size of what lies on the disk', async () => {
    const stored = await storeTable(folder, several);
    const bytes = await readFile(stored.path);
    expect(stored.sizeBytes).toBe(bytes.length);
    expect(stored.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await storeTable(folder, several)).sha256).toBe(stored.sha256);
  });

  it('keeps the order and every value over row groups, segments and dictionaries of all widths', async () => {
    const rows = 300_000;
    const row = (_: unknown, index: number) => index;
    const indices = Array.from({ length: rows }, row);
    const columns: TestColumn[] = [
      { name: 'number', type: 'number', cells: indices },
      { name: 'gaps', type: 'number', cells: indices.map((index) => (index % 7 === 3 ? null : index / 8)) },
      ...[1, 2, 3, 200, 5000, 70_000, rows].map(
        (distinct): TestColumn => ({
          name: `of ${distinct}`,
          type: 'text',
          cells: indices.map((index) => `v${(index * 31) % distinct}`),
        }),
      ),
      { name: 'sparse', type: 'text', cells: indices.map((index) => (index % 11 === 0 ? `s${index % 13}` : null)) },
      { name: 'flag', type: 'boolean', cells: indices.map((index) => (index % 5 === 0 ? null : index % 3 === 0)) },
    ];
    const stored = await storeTable(folder, columns, 150_001);
    const { rows: read } = await readWithDuckDb(stored.path);
    expect(read.length).toBe(rows);
    for (const [place, column] of columns.entries()) {
      const wrong = read.findIndex((values, index) => values[place] !== column.cells[index]);
      expect(wrong, column.name).toBe(-1);
    }
  }, 60_000);

  it('stores what does not fit a number column as text rather than losing it', async () => {
    const stored = await storeTable(folder, [{ name: 'a', type: 'number', cells: [1, 2, 'three'] }]);
    expect((await readWithDuckDb(stored.path)).rows).toEqual([['1'], ['2'], ['three']]);
  });

  it('keeps infinite numbers', async () => {
    const stored = await storeTable(folder, [{ name: 'a', type: 'number', cells: [1, Number.POSITIVE_INFINITY] }]);
    expect((await readWithDuckDb(stored.path)).rows).toEqual([[1], [Number.POSITIVE_INFINITY]]);
  });

  it('stores a table of 16,384 columns', async () => {
    const columns = Array.from(
      { length: 16_384 },
      (_, index): TestColumn => ({ name: `c${index}`, type: 'number', cells: [index, null] }),
    );
    const stored = await storeTable(folder, columns);
    const { rows } = await readWithDuckDb(stored.path, 'c0, c16383');
    expect(rows).toEqual([
      [0, 16383],
      [null, null],
    ]);
  }, 60_000);

  it('stops when cancelled and leaves no file', async () => {
    const order = await storeOrder(folder, several);
    const cancelFlag = new SharedArrayBuffer(4);
    new Int32Array(cancelFlag)[0] = 1;
    const stopped = storeRows(order, createOrderContext({ cancelFlag, noticePort: null }));
    await expect(stopped).rejects.toSatisfy((thrown) => thrown instanceof Fault && thrown.code === 'JOB_CANCELLED');
    expect(existsSync(order.scratchPath)).toBe(false);
  });

  it('lets the error number of a full disk through', async ({ skip }) => {
    if (!existsSync('/dev/full')) return skip('this system has no /dev/full');
    const scratchPath = path.join(folder, 'full.parquet'); // a link, because an unfinished file is removed
    await symlink('/dev/full', scratchPath);
    const order = { ...(await storeOrder(folder, several)), scratchPath };
    await expect(storeRows(order, quietContext())).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(existsSync(scratchPath)).toBe(false);
  });
});
