import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../../contract/faults.ts';
import type { Order } from '../../../../contract/orders.ts';
import { importRows } from '../../../../workers/explore/library/import-rows.ts';
import { testContext } from '../../../builders/order-context.ts';
import { storedTable } from '../../../builders/stored-table.ts';

let folder: string;
let made = 0;
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const table = (sql: string) => storedTable(at(`rows-${made++}.parquet`), sql);

async function importInto(tablePath: string | null, sql: string, changes: Partial<Order<'import-rows'>> = {}) {
  const order = { rowsPath: await table(sql), tablePath, mode: 'append', keyColumns: [], groupBy: null } as const;
  const scratchPath = at(`table-${made++}.duckdb`);
  return importRows({ ...order, scratchPath, spillFolder: at('spill'), ...changes }, testContext().context);
}

/** All rows, as any other program finds them in the file. */
async function rowsIn(file: string | undefined, order: string) {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(`SELECT * FROM library_rows ORDER BY ${order}`)).getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Fault);
  return { code: (error as Fault).code, ...(error as Fault).values };
}

const first = `SELECT * FROM (VALUES (1, 'CS', 0.5), (2, 'CS', 0.25), (3, 'Art', 1.0), (4, NULL, 0.0)) t(id, major, score)`;

describe('an import', () => {
  it('makes a table whose file is complete and named by its bytes', async () => {
    const { file, columns, outcome } = await importInto(null, first, { groupBy: 'major' });
    expect(columns).toEqual([
      { name: 'id', type: 'number' },
      { name: 'major', type: 'text' },
      { name: 'score', type: 'number' },
    ]);
    expect(outcome).toMatchObject({ rows: 4, added: 4, updated: 0, rowsBefore: 0, rowsAfter: 4, newColumns: [] });
    expect(outcome.groups).toEqual([
      { name: 'CS', before: 0, after: 2 },
      { name: 'Art', before: 0, after: 1 },
      { name: null, before: 0, after: 1 },
    ]);
    const bytes = await readFile(file!.path);
    expect(file).toMatchObject({ sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await rowsIn(file?.path, 'id')).toHaveLength(4);
    expect(await readdir(folder)).not.toContain(expect.stringContaining('.wal'));
  });

  it('appends by the names of columns, widens numbers and dates, and leaves the earlier file as it was', async () => {
    const before = await importInto(null, `SELECT 1 AS id, 7 AS n, DATE '2024-01-01' AS day, 'x' AS gone`);
    const bytes = await readFile(before.file!.path);
    const after = await importInto(
      before.file!.path,
      `SELECT 2.5 AS "N", 2 AS id, TIMESTAMP '2024-01-02 08:00:00' AS day, 'neu' AS "列"`,
    );
    expect(after.outcome).toMatchObject({ newColumns: ['列'], absentColumns: ['gone'], rowsBefore: 1, rowsAfter: 2 });
    expect(await rowsIn(after.file?.path, 'id')).toEqual([
      [1, 7, '2024-01-01 00:00:00', 'x', null],
      [2, 2.5, '2024-01-02 08:00:00', null, 'neu'],
    ]);
    expect(await readFile(before.file!.path)).toEqual(bytes);
  });

  it('replaces, with other columns where they are others', async () => {
    const before = await importInto(null, first);
    const after = await importInto(before.file!.path, `SELECT 'Art' AS major, 9 AS points`, {
      mode: 'replace',
      groupBy: 'major',
    });
    expect(after.columns.map(({ name }) => name)).toEqual(['major', 'points']);
    expect(after.outcome).toMatchObject({ rowsBefore: 4, rowsAfter: 1, added: 1 });
    expect(after.outcome.groups).toEqual([
      { name: 'Art', before: 1, after: 1 },
      { name: 'CS', before: 2, after: 0 },
      { name: null, before: 1, after: 0 },
    ]);
  });

  it('by key puts rows into the places of those they stand for, and keeps cells that do not come', async () => {
    const before = await importInto(null, `${first} UNION ALL SELECT NULL, 'none', 2.0`);
    const after = await importInto(
      before.file!.path,
      `SELECT * FROM (VALUES (2, 0.75), (9, 0.125), (NULL, 3.0)) t(id, score)`,
      { mode: 'key', keyColumns: ['ID'], groupBy: 'major' },
    );
    expect(after.outcome).toMatchObject({ rows: 3, updated: 2, added: 1, rowsBefore: 5, rowsAfter: 6 });
    expect(await rowsIn(after.file?.path, 'id NULLS LAST')).toEqual([
      [1, 'CS', 0.5],
      [2, 'CS', 0.75],
      [3, 'Art', 1],
      [4, null, 0],
      [9, null, 0.125],
      [null, 'none', 3],
    ]);
    expect(after.outcome.groups).toContainEqual({ name: null, before: 1, after: 2 });
  });

  it('is foretold without writing anything', async () => {
    const before = await importInto(null, first);
    const names = await readdir(folder);
    const told = await importInto(before.file!.path, `SELECT 1 AS id, 'CS' AS major, 0.5 AS score, 1 AS more`, {
      ...{ mode: 'key', keyColumns: ['id'], groupBy: 'major', scratchPath: null },
    });
    expect(told).toMatchObject({ file: null, outcome: { updated: 1, added: 0, rowsAfter: 4, newColumns: ['more'] } });
    expect((await readdir(folder)).filter((name) => !name.startsWith('rows-'))).toEqual(
      names.concat('spill').filter((name, place, all) => !name.startsWith('rows-') && all.indexOf(name) === place),
    );
    expect(await rowsIn(before.file?.path, 'id')).toHaveLength(4);
  });

  it('takes a column without values for one of any type', async () => {
    const before = await importInto(null, `SELECT 1 AS id, NULL::VARCHAR AS score`);
    const after = await importInto(before.file!.path, `SELECT 2 AS id, 0.5 AS score`);
    const last = await importInto(after.file!.path, `SELECT 3 AS id, NULL::VARCHAR AS score`);
    expect(await rowsIn(last.file?.path, 'id')).toEqual([
      [1, null],
      [2, 0.5],
      [3, null],
    ]);
  });

  it('refuses what does not fit, and leaves nothing behind', async () => {
    const { file } = await importInto(null, first);
    const bytes = await readFile(file!.path);
    const into = (sql: string, changes: Partial<Order<'import-rows'>>) =>
      faultOf(importInto(file!.path, sql, { scratchPath: at('refused.duckdb'), ...changes }));
    expect(await into(`SELECT 'x' AS id`, {})).toEqual({ code: 'LIBRARY_TYPES_DIFFER', columns: 'id' });
    const twice = 'SELECT * FROM (VALUES (1), (1), (2)) t(id)';
    const byKey = { mode: 'key', keyColumns: ['id'] } as const;
    expect(await into(twice, byKey)).toEqual({ code: 'LIBRARY_KEY_NOT_UNIQUE', columns: 'id', rows: 2 });
    expect(await into('SELECT 1 AS a', byKey)).toMatchObject({ code: 'LIBRARY_KEY_UNKNOWN', columns: 'id' });
    expect(await into(twice, { mode: 'key', keyColumns: [] })).toMatchObject({ code: 'LIBRARY_KEY_UNKNOWN' });
    expect(await into(twice, { groupBy: 'nothing' })).toEqual({ code: 'LIBRARY_COLUMN_MISSING', column: 'nothing' });
    expect((await readdir(folder)).filter((name) => name.startsWith('refused'))).toEqual([]);
    expect(await readFile(file!.path)).toEqual(bytes);
  });

  it('holds 1,000 columns and names of every kind', async () => {
    const columns = Array.from({ length: 1000 }, (_, place) => `${place} AS "列 ${place} ""x"" ; DROP"`);
    const one = await importInto(null, `SELECT ${columns.join(', ')}`);
    const two = await importInto(one.file!.path, `SELECT ${columns.join(', ')}`);
    expect(two.columns).toHaveLength(1000);
    expect(two.outcome).toMatchObject({ rowsAfter: 2, newColumns: [], absentColumns: [] });
  });
});
