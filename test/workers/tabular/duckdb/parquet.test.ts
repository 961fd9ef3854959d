import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { previewSheet } from '../../../../workers/tabular/preview-sheet.ts';
import { testContext } from '../../../builders/order-context.ts';
import { readWholeTable } from '../../../builders/read-whole-table.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const { folder } = temporaryFolder();

/** Writes the rows of a query as Parquet with DuckDB, and gives its path. */
async function written(name: string, query: string, options = ''): Promise<string> {
  const file = path.join(folder, name);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  connection.closeSync();
  return file;
}

const cellOf = async (sql: string): Promise<unknown> => {
  const file = await written('value.parquet', `SELECT ${sql} AS v`);
  return (await readWholeTable(file)).rows[0]?.[0];
};

describe('Parquet', () => {
  it.each([
    ['true', true],
    ['7::TINYINT', 7],
    ['65535::USMALLINT', 65_535],
    ['9007199254740991::BIGINT', 9_007_199_254_740_991],
    ['0.1::FLOAT', 0.1],
    ['0.1::DOUBLE', 0.1],
    ["'inf'::DOUBLE", Number.POSITIVE_INFINITY],
    ["'nan'::DOUBLE", null],
    ['12.34::DECIMAL(9,2)', 12.34],
    ['1.5::DECIMAL(38,18)', 1.5],
    ['NULL::INTEGER', null],
    ["DATE '2024-03-05'", { date: '2024-03-05T00:00:00.000Z' }],
    ["DATE '1850-01-02'", { date: '1850-01-02T00:00:00.000Z' }],
    ["TIMESTAMP '2024-03-05 08:05:30.123'", { date: '2024-03-05T08:05:30.123Z' }],
    ["TIMESTAMP_NS '2024-03-05 08:05:30.123456789'", { date: '2024-03-05T08:05:30.123Z' }],
    ["TIMESTAMPTZ '2024-03-05 08:05:30+08'", { date: '2024-03-05T00:05:30.000Z' }],
    ["TIME '08:05:30'", '08:05:30'],
    ["'王小明'", '王小明'],
    ["''", null],
    ["'a'::ENUM('a','b')", 'a'],
    ["'550e8400-e29b-41d4-a716-446655440000'::UUID", '550e8400-e29b-41d4-a716-446655440000'],
    ['[1, 2, NULL]', '[1,2,null]'],
    ["MAP {'k': 1}", '{"k":1}'],
    ["'text'::BLOB", 'text'],
    ["'\\xFF\\x00'::BLOB", '\\xFF\\x00'],
  ])('reads %s', async (sql, cell) => {
    expect(await cellOf(sql)).toEqual(cell);
  });

  it('keeps whole numbers beyond 2^53 as text, every digit, and says so', async () => {
    const query =
      'SELECT 9007199254740993::BIGINT AS id, 1 AS n, 170141183460469231731687303715884105727::HUGEINT AS h';
    const { plan, rows } = await readWholeTable(await written('long.parquet', query));
    // DuckDB writes HUGEINT as DOUBLE.
    expect(rows[0]?.slice(0, 2)).toEqual(['9007199254740993', 1]);
    expect(plan.notes).toContainEqual({ kind: 'exactAsText', columns: ['id'] });
  });

  it('takes a structure apart, one level, and writes deeper ones as JSON', async () => {
    const query = "SELECT {'city': 'Bonn', 'at': {'lat': 50.7::DOUBLE, 'lon': 7.1::DOUBLE}} AS place, 3 AS n";
    const { plan, rows } = await readWholeTable(await written('struct.parquet', query));
    expect(plan.columnNames).toEqual(['place.city', 'place.at', 'n']);
    expect(rows).toEqual([['Bonn', '{"lat":50.7,"lon":7.1}', 3]]);
    expect(plan.notes).toEqual([{ kind: 'nestedAsJson', columns: ['place.at'] }]);
  });

  it('rounds decimals of too many digits, and says so', async () => {
    const query = 'SELECT 0.12345678901234567890::DECIMAL(38,20) AS d';
    const { plan, rows } = await readWholeTable(await written('decimal.parquet', query));
    expect(rows).toEqual([[0.123_456_789_012_345_68]]);
    expect(plan.notes).toEqual([{ kind: 'decimalsRounded', columns: ['d'] }]);
  });

  it('keeps days that no spreadsheet knows as text', async () => {
    const query = "SELECT unnest([DATE '2024-01-01', 'infinity'::DATE]) AS d";
    const { rows } = await readWholeTable(await written('infinite.parquet', query));
    expect(rows).toEqual([['2024-01-01'], ['infinity']]);
  });

  it('reads parts by row groups, in the order of the file', async () => {
    const query = `SELECT range AS id, 'text ' || range || repeat('x', 200) AS t, random() AS r FROM range(100000)`;
    const file = await written('parts.parquet', query, ', ROW_GROUP_SIZE 10000, COMPRESSION uncompressed');
    const { plan, rows } = await readWholeTable(file, { maxParts: 3 });
    expect(plan.parts.length).toBe(3);
    expect(plan.query?.rowRanges?.[0]?.fromRow).toBe(0);
    expect(plan.estimatedRows).toBe(100_000);
    expect(rows.length).toBe(100_000);
    expect(rows.findIndex((row, index) => row[0] !== index || !String(row[1]).startsWith(`text ${index}x`))).toBe(-1);
  });

  it('reads names that differ by case alone, odd names, and a column called file_row_number', async () => {
    const query = `SELECT 1 AS "a""b", 2 AS "x'y", 3 AS file_row_number, 4 AS "名 称", 5 AS "__proto__"`;
    const { plan, rows } = await readWholeTable(await written('names.parquet', query));
    expect(plan.columnNames).toEqual(['a"b', "x'y", 'file_row_number', '名 称', '__proto__']);
    expect(rows).toEqual([[1, 2, 3, 4, 5]]);
  });

  it.each(["it's.parquet", 'a[b]*?.parquet', 'year=2024 名.parquet'])('reads a file called %s', async (name) => {
    const plain = await written('plain.parquet', 'SELECT 1 AS n');
    const { copyFileSync } = await import('node:fs');
    const file = path.join(folder, name);
    copyFileSync(plain, file);
    const { plan, rows } = await readWholeTable(file);
    expect([plan.columnNames, rows]).toEqual([['n'], [[1]]]);
  });

  it('previews the first rows and knows how many there are', async () => {
    const query = `SELECT range AS id, DATE '2024-01-01' + range::INTEGER AS day, range % 2 = 0 AS even FROM range(5000)`;
    const file = await written('preview.parquet', query);
    const order = { path: file, fileName: 'preview.parquet', reading: mainTable };
    const preview = await previewSheet(order, testContext().context);
    expect(preview).toMatchObject({ sheet: 'preview', columnCount: 3, estimatedRows: 5000 });
    expect(preview.columns.map(({ type }) => type)).toEqual(['number', 'date', 'boolean']);
    expect(preview.rows.length).toBe(200);
    expect(preview.rows[31]).toEqual(['31', '2024-02-01', 'false']);
  });

  it('ends when it is cancelled', async () => {
    const file = await written(
      'cancel.parquet',
      'SELECT range AS id, repeat(range::VARCHAR, 20) AS t FROM range(300000)',
    );
    const { context, cancel } = testContext();
    cancel();
    await expect(readWholeTable(file, { context })).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  it('refuses a table that outgrows its memory', async () => {
    const file = await written('large.parquet', 'SELECT range AS id FROM range(2000000)');
    await expect(readWholeTable(file, { maxMemoryBytes: 2 ** 20 })).rejects.toMatchObject({ code: 'TABLE_TOO_LARGE' });
  });

  it('refuses a file without rows', async () => {
    const file = await written('empty.parquet', 'SELECT 1 AS a WHERE false');
    await expect(readWholeTable(file)).rejects.toMatchObject({ code: 'TABLE_EMPTY' });
  });
});
