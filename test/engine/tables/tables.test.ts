import { appendFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { call, ORPCError } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultData } from '../../../contract/faults.ts';
import { mainTable } from '../../../contract/reading.ts';
import { wholeTable } from '../../../contract/table-view.ts';
import { openedTableSchema, type TableState, tablePageSchema, tableStateSchema } from '../../../contract/tables.ts';
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

const csv = `name,amount,day\n${Array.from(
  { length: 1_000 },
  (_, row) => `n${row % 10},${(row * 37) % 1_000},2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
).join('\n')}\n`;

async function chosen(fileName = 'table.csv', text = csv) {
  const file = path.join(bench.folder, fileName);
  await writeFile(file, text);
  const ticket = await engine.tickets.issueTicket(file);
  return { file, source: { kind: 'input' as const, ticket: ticket.id, reading: mainTable } };
}

async function read(source: Parameters<typeof engine.tables.watch>[0]): Promise<TableState> {
  let last: TableState | null = null;
  for await (const state of await call(router.tables.watchTable, { source })) last = tableStateSchema.parse(state);
  return last!;
}

async function faultOf(answer: Promise<unknown>): Promise<FaultData> {
  const error: unknown = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return (error as ORPCError<'FAULT', FaultData>).data;
}

describe('a chosen file as a table', () => {
  it('shows its first rows at once, then all of them, and is read only once', async () => {
    const { source } = await chosen();
    const opened = await call(router.tables.openTable, { source });
    expect(openedTableSchema.parse(opened)).toEqual(opened);
    expect(opened).toMatchObject({
      state: 'reading',
      columns: [{ name: 'name' }, { name: 'amount' }, { name: 'day' }],
    });
    expect(opened.firstRows[0]).toEqual(['n0', '0', '2024-01-01']);
    const page = { source, view: {}, columns: [0, 1, 2], offset: 998, limit: 10 };
    expect((await faultOf(call(router.tables.pageTable, page))).code).toBe('TABLE_NOT_READ');
    const ready = await read(source);
    expect(ready).toMatchObject({ state: 'ready', rows: 1_000 });
    expect((ready as TableState & { state: 'ready' }).columns.map(({ type }) => type)).toEqual([
      'text',
      'number',
      'date',
    ]);
    const last = await call(router.tables.pageTable, page);
    expect(tablePageSchema.parse(last)).toEqual(last);
    expect(last).toEqual({
      rows: [
        ['n8', 926, '2024-01-19'],
        ['n9', 963, '2024-01-20'],
      ],
      ...{ rowPlaces: [998, 999], totalRows: 1_000 },
    });
    expect(await call(router.tables.openTable, { source })).toMatchObject({
      state: 'ready',
      rows: 1_000,
      firstRows: [],
    });
    expect(await engine.jobs.counts()).toMatchObject({ counts: { completed: 0, running: 0 } });
  });

  it('is sorted, filtered, searched, counted and copied', async () => {
    const { source } = await chosen();
    await read(source);
    const view = {
      ...wholeTable,
      sort: [{ column: 1, direction: 'descending' as const }],
      filters: [{ kind: 'oneOf' as const, column: 0, isNot: false, values: ['n3'] }],
    };
    const states = [];
    for await (const state of await call(router.tables.watchView, { source, view })) states.push(state);
    expect(states.at(-1)).toEqual({ state: 'ready', rows: 100 });
    const page = await call(router.tables.pageTable, { source, view, columns: [1, 0], offset: 0, limit: 2 });
    expect(page.rows).toEqual([
      [991, 'n3'],
      [981, 'n3'],
    ]);
    const { columns } = await call(router.tables.describeColumns, { source, view, columns: [0] });
    expect(columns[0]).toMatchObject({ count: 100, distinct: 1, topValues: [{ value: 'n3', count: 100 }] });
    const find = { source, view, columns: [0, 1], text: '981', from: { row: 0, isIncluded: true } };
    const found = await call(router.tables.findInTable, { ...find, direction: 'forward' });
    expect(found).toEqual({ matches: 1, match: { row: 1, column: 1, ordinal: 0 } });
    const first = { source, columns: [0, 1], text: '98', fromRow: 12 };
    const ofTable = await call(router.tables.findFirstInTable, { ...first, view: wholeTable });
    expect(ofTable).toEqual({ match: { row: 54, column: 1 } });
    expect(await call(router.tables.findFirstInTable, { ...first, view })).toEqual({ match: null });
    const range = { source, view, rows: { offset: 0, limit: 2 }, columns: [0, 1] };
    expect(await call(router.tables.summarizeRange, range)).toMatchObject({ sum: 991 + 981, values: 4 });
    const parsed = { ...range, view, hasHeader: false };
    expect((await engine.tables.copyRange(parsed)).text).toBe('n3\t991\r\nn3\t981');
    const tooMuch = { ...parsed, rows: { offset: 0, limit: 900_000 } };
    await expect(engine.tables.copyRange(tooMuch)).rejects.toMatchObject({ code: 'COPY_TOO_LARGE' });
  });

  it('is read anew when it was written to, and says so to who chose it before', async () => {
    const { file, source } = await chosen();
    await read(source);
    await appendFile(file, 'n0,5,2024-02-01\n');
    expect((await faultOf(call(router.tables.openTable, { source }))).code).toBe('FILE_CHANGED');
    const ticket = await engine.tickets.issueTicket(file);
    const again = { ...source, ticket: ticket.id };
    expect(await call(router.tables.openTable, { source: again })).toMatchObject({ state: 'reading' });
    expect(await read(again)).toMatchObject({ rows: 1_001 });
  });

  it('is not read to its end when nobody watches any more, and leaves nothing', async () => {
    const { source } = await chosen('long.csv', `a,b\n${'1,2\n'.repeat(2_000_000)}`);
    const watching = engine.tables.watch(source);
    await watching.next();
    await watching.return();
    expect(await readdir(path.join(bench.dataFolder, 'cache/tables'))).toEqual([]);
    await expect
      .poll(() => readdir(path.join(bench.dataFolder, 'cache/work')).then((names) => names.length))
      .toBeLessThanOrEqual(1);
    const page = engine.tables.page({ source, view: wholeTable, columns: [0], offset: 0, limit: 1 });
    await expect(page).rejects.toMatchObject({ code: 'TABLE_NOT_READ' });
  });

  it('tells through the stream why it cannot be read', async () => {
    const { source } = await chosen('empty.csv', 'a,b\n');
    expect((await faultOf(read(source))).code).toBe('TABLE_EMPTY');
  });
});

describe('the rows of a result as a table', () => {
  it('are the same as those of the file', async () => {
    const [job] = await bench.profile(engine, { 'table.csv': csv });
    const source = { kind: 'result' as const, jobId: job!.id };
    expect(await call(router.tables.openTable, { source })).toMatchObject({ state: 'ready', rows: 1_000 });
    const view = { ...wholeTable, search: '2024-01-19' };
    const page = await call(router.tables.pageTable, { source, view, columns: [2], offset: 0, limit: 1000 });
    expect(page.totalRows).toBe(page.rows.length);
    expect(new Set(page.rows.flat())).toEqual(new Set(['2024-01-19']));
    const none = { source: { ...source, jobId: '00000000-0000-4000-8000-000000000000' } };
    expect((await faultOf(call(router.tables.openTable, none))).code).toBe('JOB_UNKNOWN');
    const overview = { source: { ...source, artifact: 'profile-overview' as const } };
    expect((await faultOf(call(router.tables.openTable, overview))).code).toBe('RESULT_NOT_READY');
  });
});
