import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../../contract/faults.ts';
import type { QueriedTable } from '../../../../contract/library/library-orders.ts';
import { importRows } from '../../../../workers/explore/library/import-rows.ts';
import { StoredFile } from '../../../../workers/explore/parquet/stored-file.ts';
import { parseQuery } from '../../../../workers/explore/sql/parse-query.ts';
import { runQuery } from '../../../../workers/explore/sql/run-query.ts';
import { pageView } from '../../../../workers/explore/view/page-view.ts';
import { testContext } from '../../../builders/order-context.ts';
import { storedTable } from '../../../builders/stored-table.ts';

let folder: string;
let tables: QueriedTable[];
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-sql-'));
  const rowsPath = await storedTable(
    at('grades.parquet'),
    `SELECT i AS id, 'M' || (i % 3) AS "Major name", i * 0.5 AS "分数", DATE '2024-01-01' + i::INT AS day, i % 2 = 0 AS passed FROM range(10) t(i)`,
  );
  const order = { rowsPath, tablePath: null, mode: 'append', keyColumns: [], groupBy: null } as const;
  await importRows({ ...order, scratchPath: at('grades.duckdb'), spillFolder: at('spill') }, testContext().context);
  tables = [
    { schema: null, name: 'Grades 2024', path: at('grades.duckdb') },
    { schema: 'results', name: 'grades_2024_1a2b', path: rowsPath },
  ];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (sql: string, changes: { maxRows?: number; timeoutMs?: number } = {}) =>
  runQuery(
    { sql, tables, maxRows: 1000, timeoutMs: 60_000, scratchPath: at('found'), spillFolder: at('spill'), ...changes },
    testContext().context,
  );

async function rowsOf(sql: string) {
  const { columns, rows } = await run(sql);
  const places = columns.map((_, place) => place);
  const order = { path: at('found'), orderPath: null, columns: places, offset: 0, limit: rows };
  return { columns, rows: (await pageView(order, testContext().context)).rows };
}

async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Fault);
  return { code: (error as Fault).code, ...(error as Fault).values };
}

describe('a query', () => {
  it('reads library tables and results by their names, and gives rows of a stored table', async () => {
    const sql = `SELECT g."Major name" AS major, count(*) AS n, sum(g."分数") AS total, max(r.day) AS last, bool_or(g.passed) p
      FROM "Grades 2024" g JOIN results.grades_2024_1a2b r USING (id) GROUP BY ALL ORDER BY total DESC; -- the end`;
    expect(await rowsOf(sql)).toEqual({
      columns: [
        { name: 'major', type: 'text' },
        { name: 'n', type: 'number' },
        { name: 'total', type: 'number' },
        { name: 'last', type: 'date' },
        { name: 'p', type: 'boolean' },
      ],
      rows: [
        ['M0', 4, 9, '2024-01-10', true],
        ['M2', 3, 7.5, '2024-01-09', true],
        ['M1', 3, 6, '2024-01-08', true],
      ],
    });
    const file = new StoredFile(at('found'));
    expect(file.rows).toBe(3); // as exports read it
    file.close();
  });

  it('gives at most the rows asked for and says that there were more', async () => {
    expect(await run('FROM range(11)', { maxRows: 10 })).toMatchObject({ rows: 10, isCut: true });
    expect(await run('FROM range(10)', { maxRows: 10 })).toMatchObject({ rows: 10, isCut: false });
  });

  it('makes cells of values a spreadsheet has none for, and keeps columns of equal names apart', async () => {
    const sql = `SELECT 1 AS a, 2 AS a, [1, 2] AS list, {'x': 1} AS pair, TIME '10:30' AS t, 12345678901234567890::HUGEINT AS h,
      1.25::DECIMAL(9,2) AS d, TIMESTAMPTZ '2024-05-01 08:00:00+02' AS at, 'x'::BLOB AS b, NULL AS nothing`;
    const { columns, rows } = await rowsOf(sql);
    expect(columns.map(({ name }) => name).slice(0, 2)).toEqual(['a', 'a_1']);
    expect(rows[0]).toEqual([
      ...[1, 2, '[1, 2]', "{'x': 1}", '10:30:00', 12345678901234567000, 1.25, '2024-05-01T06:00:00', 'x', null],
    ]);
  });

  it.each([
    ['DESCRIBE "Grades 2024"', 5],
    ['SUMMARIZE results.grades_2024_1a2b', 5],
    ['PIVOT "Grades 2024" ON "Major name" IN (\'M0\', \'M1\') USING count(*)', 10],
    ['WITH RECURSIVE x AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM x WHERE a < 4) SELECT * FROM x', 4],
    ['/* one /* within */ another */ VALUES (1), (2) ; ; ', 2],
    ['SELECT \'a;b\', $$;--$$, "Major name" FROM "Grades 2024" -- ;', 10],
  ])('can be %s', async (sql, rows) => {
    expect((await run(sql)).rows).toBe(rows);
  });

  it('is told where it is wrong', async () => {
    expect(await faultOf(run('SELECT 1,\n  nme FROM "Grades 2024"'))).toMatchObject({
      ...{ code: 'SQL_INVALID', line: 2, column: 3 },
      reason: expect.stringContaining('nme'),
    });
    expect(await faultOf(run('SELECT \'日本\', nme FROM "Grades 2024"'))).toMatchObject({ line: 1, column: 14 });
    expect(await faultOf(run('SELEC 1'))).toMatchObject({ code: 'SQL_INVALID', line: 1, column: 1 });
    expect(await faultOf(run('SELECT * FROM nosuch'))).toMatchObject({ reason: 'there is no table “nosuch”' });
    expect(await faultOf(run('SELECT\n CAST("Major name" AS INTEGER) FROM "Grades 2024"'))).toMatchObject({
      ...{ code: 'SQL_INVALID', line: 2 },
      reason: expect.stringContaining('M0'),
    });
    expect(await faultOf(run('SELECT $1'))).toMatchObject({ code: 'SQL_INVALID' });
    expect(await faultOf(run(' -- nothing'))).toMatchObject({ code: 'SQL_INVALID' });
  });

  it('is stopped when its time is over, and leaves nothing behind', async () => {
    const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = -1';
    expect(await faultOf(run(endless, { timeoutMs: 200 }))).toMatchObject({ code: 'QUERY_TIMED_OUT' });
    expect(await readdir(at('spill'))).toEqual([]);
    await expect(stat(at('found'))).rejects.toThrow();
  });

  it('is stopped by whoever asked', async () => {
    const { cancel, context } = testContext();
    setTimeout(cancel, 50);
    const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = -1';
    const order = { sql: endless, tables, maxRows: 10, timeoutMs: 60_000, scratchPath: at('found') };
    const running = runQuery({ ...order, spillFolder: at('spill') }, context);
    expect(await faultOf(running)).toMatchObject({ code: 'JOB_CANCELLED' });
  });
});

describe('a hostile query', () => {
  beforeEach(() => writeFile(at('secret.csv'), 'a\n1\n'));

  it.each([
    "SELECT * FROM read_csv('FOLDER/secret.csv')",
    "SELECT * FROM read_text('FOLDER/secret.csv')",
    "SELECT * FROM read_blob('FOLDER/secret.csv')",
    "SELECT * FROM 'FOLDER/secret.csv'",
    "SELECT * FROM glob('FOLDER/*')",
    "SELECT * FROM read_parquet('https://example.com/a.parquet')",
    "SELECT * FROM sniff_csv('FOLDER/secret.csv')",
    'SELECT * FROM duckdb_databases()',
    'SELECT * FROM pragma_database_list',
    'SELECT sql FROM sqlite_master',
    'SELECT view_definition FROM information_schema.views',
    "SELECT * FROM query('SELECT * FROM duckdb_' || 'databases()')",
  ])('reaches no file and no network: %s', async (sql) => {
    expect(await faultOf(run(sql.replace('FOLDER', folder)))).toMatchObject({ code: 'SQL_INVALID' });
  });

  it.each([
    "COPY (SELECT 1) TO 'FOLDER/out.csv'",
    "ATTACH 'FOLDER/other.duckdb'",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET enable_external_access = true',
    'PRAGMA database_list',
    'CALL pragma_version()',
    'CREATE TABLE t AS SELECT 1',
    'DROP VIEW "Grades 2024"',
    'DELETE FROM "Grades 2024"',
    'INSERT INTO "Grades 2024" SELECT * FROM "Grades 2024"',
    'UPDATE library_0.main.library_rows SET id = 1',
    'SELECT 1; DROP VIEW "Grades 2024"',
    "EXPORT DATABASE 'FOLDER'",
    'EXPLAIN SELECT 1',
    'PREPARE x AS SELECT 1',
    '/* SELECT */ CHECKPOINT',
  ])('changes nothing: %s', async (sql) => {
    expect(await faultOf(run(sql.replace('FOLDER', folder)))).toMatchObject({ code: 'SQL_NOT_READING' });
    expect(await run('FROM "Grades 2024"')).toMatchObject({ rows: 10 });
  });

  it.each([
    'SELECT 1) FROM (SELECT 2',
    'SELECT 1)\n) LIMIT 1; DROP VIEW "Grades 2024"; --',
    'WITH d AS (DELETE FROM x RETURNING *) FROM d',
  ])('does not break out of its parentheses: %s', async (sql) => {
    expect(await faultOf(run(sql))).toMatchObject({ code: 'SQL_INVALID' });
  });
});

describe('the tables of a query', () => {
  it.each([
    [
      'SELECT * FROM "Grades 2024" g JOIN results."a.b" USING (id)',
      [
        [null, 'Grades 2024'],
        ['results', 'a.b'],
      ],
    ],
    // A name of the statement's own is among them: no table has to be there for it.
    [
      'WITH x AS (SELECT 1) SELECT * FROM x, foo',
      [
        [null, 'foo'],
        [null, 'x'],
      ],
    ],
    [
      'SELECT (SELECT max(a) FROM "say ""hi""") FROM main.t',
      [
        [null, 'say "hi"'],
        [null, 't'],
      ],
    ],
    ['DESCRIBE foo', [[null, 'foo']]],
    ['SELECT 1', []],
  ])('are found: %s', async (sql, tables) => {
    const found = (await parseQuery({ sql }, testContext().context)).tables.map(({ schema, name }) => [schema, name]);
    expect(found.sort()).toEqual([...tables].sort());
  });
});
