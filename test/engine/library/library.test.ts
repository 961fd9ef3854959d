import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { call, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportOptionsSchema } from '../../../contract/export-options.ts';
import type { FaultData } from '../../../contract/faults.ts';
import { importOutcomeSchema, libraryTableSchema, queryResultSchema } from '../../../contract/library/library.ts';
import { mainTable } from '../../../contract/reading.ts';
import { wholeTable } from '../../../contract/table-view.ts';
import type { TableSource } from '../../../contract/tables.ts';
import type { Engine } from '../../../engine/engine.ts';
import { createRouter } from '../../../engine/router.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
let router: ReturnType<typeof createRouter>;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  engine = await bench.engine();
  router = createRouter(engine);
});
afterEach(() => bench.close());

const csvOf = (from: number, to: number, score = 0) =>
  `id,major,score\n${Array.from({ length: to - from }, (_, row) => `${from + row},M${(from + row) % 3},${score + row}`).join('\n')}\n`;

/** The rows of a profile of a file with this text. */
async function resultOf(text: string, fileName = 'grades 2024.csv'): Promise<TableSource & { kind: 'result' }> {
  const [job] = await bench.profile(engine, { [fileName]: text });
  return { kind: 'result', jobId: job!.id, artifact: 'rows' };
}

const importInto = (source: TableSource, changes: object = {}) =>
  call(router.library.importTable, { importId: randomUUID(), source, table: 'Grades', ...changes });

async function rowsOf(sql: string) {
  const result = await call(router.library.runQuery, { sql });
  const source: TableSource = { kind: 'query', queryId: result.queryId };
  const columns = result.columns.map((_, place) => place);
  return (await call(router.tables.pageTable, { source, view: wholeTable, columns, offset: 0, limit: 100 })).rows;
}

async function faultOf(answer: Promise<unknown>): Promise<FaultData> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return (error as ORPCError<'FAULT', FaultData>).data;
}

/** Files among the artifacts that hold library tables. */
async function tableFiles(): Promise<string[]> {
  const names = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true });
  return names.filter((name) => name.endsWith('.duckdb'));
}

it('a query that needs more memory than it may take says so', async () => {
  const sql = `SELECT string_agg(repeat('x', 1000000), '') FROM range(3000)`;
  expect(await faultOf(call(router.library.runQuery, { sql }))).toMatchObject({ code: 'QUERY_TOO_LARGE' });
});

describe('an import into the library', () => {
  it('gives up with LIBRARY_TABLE_BUSY where others are always sooner, and none of them is lost', async () => {
    const sources = await Promise.all(
      Array.from({ length: 12 }, (_, place) => resultOf(csvOf(place, place + 1), `${place}.csv`)),
    );
    const imports = await Promise.allSettled(sources.map((source) => importInto(source, { mode: 'append' })));
    const faults = imports.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as ORPCError<'FAULT', FaultData>] : [],
    );
    expect(faults.length).toBeGreaterThan(0);
    for (const { data } of faults)
      expect(data).toMatchObject({ code: 'LIBRARY_TABLE_BUSY', values: { table: 'Grades' } });
    expect(engine.library.list()).toMatchObject([{ rows: 12 - faults.length, imports: 12 - faults.length }]);
  });

  it('makes a table that SQL knows, and is told with its counts', async () => {
    const source = await resultOf(csvOf(0, 9));
    const foretold = await call(router.library.previewImport, { source, table: 'Grades', groupBy: 'major' });
    expect(engine.library.list()).toEqual([]);
    const { table, outcome, isRepeated } = await importInto(source, { groupBy: 'major' });
    expect(importOutcomeSchema.parse(outcome)).toEqual(foretold);
    expect(outcome.groups).toEqual(['M0', 'M1', 'M2'].map((name) => ({ name, before: 0, after: 3 })));
    expect(libraryTableSchema.parse(table)).toMatchObject({ name: 'Grades', rows: 9, imports: 1, keyColumns: [] });
    expect(isRepeated).toBe(false);
    expect(await rowsOf('SELECT major, count(*) FROM grades GROUP BY 1 ORDER BY 1')).toEqual([
      ['M0', 3],
      ['M1', 3],
      ['M2', 3],
    ]);
    const [noted] = engine.library.imports(table.id, 10);
    expect(noted).toMatchObject({ mode: 'append', origin: 'grades 2024.csv', jobId: source.jobId, outcome });
  });

  it('happens once for each id, also for two at a time', async () => {
    const source = await resultOf(csvOf(0, 4));
    const importId = randomUUID();
    const both = await Promise.all([importInto(source, { importId }), importInto(source, { importId })]);
    expect(both.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true]);
    expect((await importInto(source, { importId })).isRepeated).toBe(true);
    expect(engine.library.list()).toMatchObject([{ rows: 4, imports: 1 }]);
  });

  it('loses nothing when several come at the same time, from several processes', async () => {
    const source = await resultOf(csvOf(0, 5));
    const other = createRouter(await bench.engine({ works: 'nothing' }));
    const routers = [router, other, router, other];
    await Promise.all(
      routers.map((one) => call(one.library.importTable, { importId: randomUUID(), source, table: 'Grades' })),
    );
    expect(engine.library.list()).toMatchObject([{ rows: 20, imports: 4 }]);
    expect(await rowsOf('SELECT count(*), count(DISTINCT id) FROM "Grades"')).toEqual([[20, 5]]);
  });

  it('by key updates what is there and remembers the key', async () => {
    await importInto(await resultOf(csvOf(0, 6)));
    const source = await resultOf(csvOf(3, 8, 100), 'later.csv');
    const { table, outcome } = await importInto(source, { table: 'GRADES', mode: 'key', keyColumns: ['id'] });
    expect(outcome).toMatchObject({ rows: 5, updated: 3, added: 2, rowsBefore: 6, rowsAfter: 8 });
    expect(table).toMatchObject({ name: 'Grades', keyColumns: ['id'], imports: 2 });
    expect(await rowsOf('SELECT id, score FROM Grades WHERE id IN (2, 3) ORDER BY id')).toEqual([
      [2, 2],
      [3, 100],
    ]);
  });

  it('refused, changes nothing', async () => {
    await importInto(await resultOf(csvOf(0, 6)));
    const [before] = engine.library.list();
    const source = await resultOf('id,major\nx,1\ny,2\n', 'other.csv');
    expect(await faultOf(importInto(source))).toMatchObject({
      code: 'LIBRARY_TYPES_DIFFER',
      values: { columns: 'id, major' },
    });
    expect(await faultOf(importInto(source, { mode: 'key' }))).toMatchObject({ code: 'LIBRARY_KEY_UNKNOWN' });
    expect(engine.library.list()).toEqual([before]);
  });

  it('takes a chosen file that was read, and the rows of a query', async () => {
    const file = path.join(bench.folder, 'chosen.csv');
    await writeFile(file, csvOf(0, 3));
    const ticket = (await engine.tickets.issueTicket(file)).id;
    const source: TableSource = { kind: 'input', ticket, reading: mainTable };
    expect(await faultOf(importInto(source))).toMatchObject({ code: 'TABLE_NOT_READ' });
    for await (const _ of engine.tables.watch(source));
    await importInto(source, { table: 'Chosen' });
    const { queryId } = await call(router.library.runQuery, {
      sql: 'SELECT major, sum(score) AS total FROM Chosen GROUP BY 1',
    });
    await importInto({ kind: 'query', queryId }, { table: 'Totals' });
    expect(await rowsOf('SELECT sum(total) FROM Totals')).toEqual([[3]]);
  });
});

describe('a library table', () => {
  it('is renamed and removed; its files go when nothing needs them any more', async () => {
    await importInto(await resultOf(csvOf(0, 3)), { table: 'One' });
    const { table } = await importInto(await resultOf(csvOf(0, 4)), { table: 'Two' });
    expect(await faultOf(call(router.library.renameTable, { id: table.id, name: 'ONE' }))).toMatchObject({
      code: 'LIBRARY_NAME_TAKEN',
    });
    expect(await call(router.library.renameTable, { id: table.id, name: '成绩' })).toMatchObject({
      name: '成绩',
      rows: 4,
    });
    expect(await rowsOf('FROM 成绩 ORDER BY id LIMIT 1')).toEqual([[0, 'M0', 0]]);
    expect(await tableFiles()).toHaveLength(2);
    expect(await call(router.library.removeTable, { id: table.id })).toEqual({ removed: true });
    expect(await call(router.library.removeTable, { id: table.id })).toEqual({ removed: false });
    await engine.upkeep.cleanUp();
    expect(await tableFiles()).toHaveLength(1);
    expect(await faultOf(call(router.library.listImports, { id: table.id }))).toMatchObject({
      code: 'LIBRARY_TABLE_UNKNOWN',
    });
    expect(await faultOf(call(router.library.runQuery, { sql: 'FROM 成绩' }))).toMatchObject({
      code: 'SQL_INVALID',
      values: { reason: 'there is no table “成绩”' },
    });
  });

  it('outlives the job its rows came from, and the engine', async () => {
    const source = await resultOf(csvOf(0, 7));
    await importInto(source);
    await engine.jobs.remove({ ids: [source.jobId] });
    await engine.close();
    engine = await bench.engine();
    router = createRouter(engine);
    expect(await rowsOf('SELECT count(*) FROM Grades')).toEqual([[7]]);
    expect(engine.library.imports(engine.library.list()[0]!.id, 10)).toMatchObject([{ jobId: null }]);
  });
});

describe('a query', () => {
  it('asks results by their names, which stay the same', async () => {
    const { jobId } = await resultOf(csvOf(0, 4), '成绩 – 2024 (final).csv');
    const [listed] = (await call(router.library.listResults, { search: '成绩' })).results;
    const { result } = await call(router.library.findResult, { jobId });
    expect(result).toEqual(listed);
    expect(result).toMatchObject({ artifact: 'rows', recipe: 'profile', name: `成绩_2024_final_${jobId.slice(-8)}` });
    expect(await rowsOf(`SELECT max(score) FROM results.${result!.name}`)).toEqual([[3]]);
    expect((await call(router.library.listResults, { search: 'nothing' })).results).toEqual([]);
  });

  it('is kept as a table to look at, to sort and to export', async () => {
    const answer = await call(router.library.runQuery, { sql: 'SELECT range AS n FROM range(500)', maxRows: 300 });
    expect(queryResultSchema.parse(answer)).toMatchObject({
      rows: 300,
      isCut: true,
      columns: [{ name: 'n', type: 'number' }],
    });
    const source: TableSource = { kind: 'query', queryId: answer.queryId };
    const view = { sort: [{ column: 0, direction: 'descending' as const }] };
    const page = await call(router.tables.pageTable, { source, view, columns: [0], offset: 0, limit: 2 });
    expect(page.rows).toEqual([[299], [298]]);
    const options = exportOptionsSchema.parse({ format: 'csv' });
    const { jobId } = await call(router.exports.exportRows, { source, options });
    const [job] = await engine.jobs.waitForEnd([jobId]);
    expect(job).toMatchObject({ state: 'completed', artifacts: [{ kind: 'export', extension: '.csv' }] });
    const gone: TableSource = { kind: 'query', queryId: '0'.repeat(64) };
    expect(await faultOf(call(router.tables.openTable, { source: gone }))).toMatchObject({ code: 'QUERY_FORGOTTEN' });
  });

  it('stands in the history once, however it ended', async () => {
    const run = (sql: string) => call(router.library.runQuery, { sql }).catch(() => null);
    await run('SELECT 1');
    await run('SELECT nothing');
    await run('SELECT 1');
    const { queries } = await call(router.library.listQueries, {});
    expect(queries).toMatchObject([
      { sql: 'SELECT 1', rows: 1, fault: null },
      { sql: 'SELECT nothing', rows: null, fault: 'SQL_INVALID' },
    ]);
    expect((await call(router.library.listQueries, { search: 'NOTHING' })).queries).toHaveLength(1);
    expect(await call(router.library.forgetQueries, undefined)).toEqual({ forgotten: 2 });
  });

  it('only reads, and is stopped when nobody waits for it', async () => {
    expect(await faultOf(call(router.library.runQuery, { sql: 'DROP TABLE Grades' }))).toMatchObject({
      code: 'SQL_NOT_READING',
    });
    const controller = new AbortController();
    const endless = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = -1';
    const running = call(router.library.runQuery, { sql: endless }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    expect(await faultOf(running)).toMatchObject({ code: 'JOB_CANCELLED' });
  });
});
