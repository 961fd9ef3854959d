import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { compareFiles, type Row, writeTable } from '../builders/comparison.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-hostile-compare-'));
let files = 0;
const write = (bytes: Uint8Array | string): string => {
  const file = path.join(folder, `table-${++files}.csv`);
  writeFileSync(file, bytes);
  return file;
};
const unchanged = (count: number) => ({ added: 0, removed: 0, changed: 0, unchanged: count });

describe('tables that do not agree in their looks', () => {
  it('in other encodings and delimiters are the same table', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => [n + 1, ['北京', '上海', '广州'][n % 3], (n * 7) / 10]);
    const text = (delimiter: string) =>
      [['编号', '城市', '金额'], ...lines].map((cells) => cells.join(delimiter)).join('\r\n');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text('\t'), 'utf16le')]);
    const { comparison } = await compareFiles(write(text(',')), write(utf16));
    expect(comparison.key).toMatchObject({ columns: ['编号'], reason: 'uniqueId' });
    expect(comparison.rows).toEqual(unchanged(40));
  });

  it('whose keys are numbers here and texts there are paired where these mean the same', async () => {
    const before = writeTable(
      'a.csv',
      ['id', 'x'],
      Array.from({ length: 12 }, (_, n): Row => [n + 1, n]),
    );
    const after = writeTable(
      'b.csv',
      ['id', 'x'],
      [...Array.from({ length: 12 }, (_, n): Row => [n + 1, n === 4 ? 99 : n]), ['A-13', 12]],
    );
    const { changes, comparison } = await compareFiles(before, after);
    expect(comparison.schema.retyped.map(({ name }) => name)).toEqual(['id']);
    expect(comparison.key?.columns).toEqual(['id']);
    expect(comparison.rows).toEqual({ added: 1, removed: 0, changed: 1, unchanged: 11 });
    expect(changes.map(({ Change, id }) => [Change, id])).toEqual([
      ['changed', '5'],
      ['added', 'A-13'],
    ]);
  });

  it('with all rows of one key are paired in their order', async () => {
    const rows = (count: number, first: number) => Array.from({ length: count }, (_, n): Row => ['same', first + n]);
    const { comparison } = await compareFiles(
      writeTable('a.csv', ['id', 'value'], rows(50, 0)),
      writeTable('b.csv', ['id', 'value'], rows(53, 0)),
      { key: ['id'] },
    );
    expect(comparison.key?.repeated).toMatchObject({ keys: 1, earlierRows: 50, laterRows: 53 });
    expect(comparison.rows).toEqual({ added: 3, removed: 0, changed: 0, unchanged: 50 });
  });

  it('with names of columns that are taken, empty, or look like a query', async () => {
    const names = ['id', 'x', 'X', '', 'a" FROM t; --', "it's"];
    const row = (n: number, value: number): Row => [n, value, -value, 'e', value * 2, 'q'];
    const before = writeTable(
      'a.csv',
      names,
      Array.from({ length: 9 }, (_, n) => row(n, n)),
    );
    const after = writeTable(
      'b.csv',
      names,
      Array.from({ length: 9 }, (_, n) => row(n, n === 3 ? 33 : n)),
    );
    const { columns, comparison } = await compareFiles(before, after, { key: ['id'] });
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 8 });
    expect(columns.filter(({ changedRows }) => changedRows === 1)).toHaveLength(3);
  });
});

describe('values that are hard to compare', () => {
  it('what is no number, infinite, or nought with a sign', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const file = async (values: readonly string[]) => {
      const path = `${write('')}.parquet`;
      const rows = values.map((value, n) => `(${n + 1}, ${value}::DOUBLE)`);
      await connection.run(`COPY (SELECT * FROM (VALUES ${rows.join(', ')}) t(id, v)) TO '${path}' (FORMAT parquet)`);
      return path;
    };
    const before = await file(["'nan'", "'inf'", '0.0', '5e-324', '0.3', 'NULL', "'-inf'"]);
    const after = await file(["'nan'", "'inf'", "'-0.0'", '5e-324', '0.25', 'NULL', '1.0']);
    connection.closeSync();
    const { changes, columns, comparison } = await compareFiles(before, after);
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 2, unchanged: 5 });
    expect(changes.map(({ id }) => id)).toEqual([5, 7]);
    expect(columns[1]).toMatchObject({ name: 'v', changedRows: 2 });
    const tolerant = await compareFiles(before, after, { tolerance: 0.1 });
    expect(tolerant.changes.map(({ id }) => id)).toEqual([7]);
  });

  it('numbers and words in one column', async () => {
    const cell = (n: number) => (n % 4 === 0 ? 'absent' : n % 4 === 1 ? '12.50' : n % 4 === 2 ? null : 7);
    const rows = Array.from({ length: 40 }, (_, n): Row => [n + 1, cell(n)]);
    const other = rows.map(([id, value]): Row => [id!, id === 8 ? 'left' : (value ?? null)]);
    const { columns, comparison } = await compareFiles(
      writeTable('a.csv', ['id', 'points'], rows),
      writeTable('b.csv', ['id', 'points'], other),
    );
    expect(comparison.rows).toMatchObject({ added: 0, removed: 0, unchanged: 40 - comparison.rows.changed });
    expect(comparison.rows.changed).toBe(other.filter(([, value], n) => value !== rows[n]![1]).length);
    expect(columns).toHaveLength(2);
  });
});

describe('sizes', () => {
  it('tables without a row', async () => {
    const header = ['id', 'x'];
    const some = writeTable('some.csv', header, [
      [1, 2],
      [2, 3],
    ]);
    const none = writeTable('none.csv', header, []);
    const outcome = await compareFiles(none, some).then(
      ({ comparison }) => comparison.rows,
      (error: { code?: string }) => error.code,
    );
    expect([{ added: 2, removed: 0, changed: 0, unchanged: 0 }, 'TABLE_EMPTY']).toContainEqual(outcome);
  });

  it('of thousands of columns, most of which changed', async () => {
    const names = Array.from({ length: 1500 }, (_, place) => (place === 0 ? 'id' : `column ${place}`));
    const row = (n: number, change: number): Row =>
      names.map((_, place) => (place === 0 ? n : place % 3 === 0 ? `t${(n * place) % 5}` : n * place + change));
    const { changes, columns, comparison } = await compareFiles(
      writeTable(
        'a.csv',
        names,
        [1, 2, 3, 4].map((n) => row(n, 0)),
      ),
      writeTable(
        'b.csv',
        names,
        [2, 3, 4, 5].map((n) => row(n, n === 3 ? 1 : 0)),
      ),
    );
    expect(comparison.rows).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 2 });
    expect(comparison.changedColumns).toHaveLength(1000);
    expect(columns).toHaveLength(1500);
    const changed = changes.filter(({ Change }) => Change === 'changed');
    expect(changed).toMatchObject([
      { id: 3, 'column 1 (before)': 3, 'column 1 (after)': 4, 'column 1499 (after)': 3 * 1499 + 1, 'column 3': 't4' },
    ]);
    expect(comparison.largestChanges).toHaveLength(20);
    expect(comparison.largestChanges[0]).toMatchObject({ column: 'column 1', key: [3], before: 3, after: 4 });
  }, 60_000);
});

it('a file is not compared with itself', async () => {
  const file = writeTable('same.csv', ['id'], [[1], [2]]);
  await expect(compareFiles(file, file)).rejects.toMatchObject({
    code: 'COMPARISON_SAME_TABLE',
    values: { file: 'same.csv' },
  });
});
