import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mainTable } from '../../../../contract/reading.ts';
import { wholeTable } from '../../../../contract/table-view.ts';
import type { TableCell } from '../../../../contract/tables.ts';
import type { Engine } from '../../../../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../../../../engine/local-client.ts';
import { RealEngineBench } from '../../../builders/real-engine.ts';
import { until } from '../../../builders/timetable-bench.ts';
import { buildWorkbook, rowsXml } from '../../../builders/workbook-builder.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-readings-'));
const file = path.join(folder, 'sales.xlsx');
const shops = 30;
const rowsOfShop = 4;
/** A shop stands in the first of its rows, merged with those below; every tenth amount is unknown; a total ends the table. */
const rows = Array.from({ length: shops * rowsOfShop }, (_, row) => {
  const shop = Math.floor(row / rowsOfShop);
  return [row % rowsOfShop === 0 ? `shop ${shop % 3}` : null, row % 10 === 3 ? -99 : row % 17, shop % 3 ? 'yes' : 'no'];
});
const xml = rowsXml([['shop', 'amount', 'open'], ...rows, ['Total', 960, null]]);
const merges = Array.from({ length: shops }, (_, shop) => {
  const first = 2 + shop * rowsOfShop;
  return `<mergeCell ref="A${first}:A${first + rowsOfShop - 1}"/>`;
});
const tail = `<mergeCells count="${shops}">${merges.join('')}</mergeCells>`;
const reading = { ...mainTable, missingWords: ['-99'], fillsMerged: true, skipsTotals: true };

let bench: RealEngineBench;
let engine: Engine;
let client: LocalClient;
beforeAll(async () => {
  writeFileSync(file, buildWorkbook({ sheets: [{ name: 'Sales', data: xml, tail }] }));
  bench = await RealEngineBench.open();
  engine = await bench.engine();
  client = createLocalClient(engine);
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const inputs = async () => [{ ticket: (await engine.tickets.issueTicket(file)).id, tables: [reading] }];

/** What a job has stored of the columns shop and amount. */
async function storedRows(
  jobId: string,
  artifact: 'rows' | 'training-rows',
): Promise<readonly (readonly TableCell[])[]> {
  const source = { kind: 'result' as const, jobId, artifact };
  const page = await client.tables.pageTable({ source, view: wholeTable, columns: [0, 1], offset: 0, limit: 200 });
  return page.rows;
}

function expectWishesMet(stored: readonly (readonly TableCell[])[]): void {
  expect(stored).toHaveLength(rows.length);
  expect(stored.map(([shop]) => shop)).toEqual(rows.map((_, row) => `shop ${Math.floor(row / rowsOfShop) % 3}`));
  expect(stored.map(([, amount]) => amount)).toEqual(rows.map(([, amount]) => (amount === -99 ? null : amount)));
}

it('words for missing, merged cells and totals are heeded by a training', async () => {
  const { jobs } = await client.jobs.submitJobs({
    ...{ recipe: 'train', inputs: await inputs() },
    options: { target: 'open', folds: 2, trees: 3, depth: 2 },
  });
  const [job] = await engine.jobs.waitForEnd([jobs[0]!.id]);
  expect(job).toMatchObject({ state: 'completed', fault: null, rows: rows.length });
  const report = await client.training.getTrainingReport({ jobId: job!.id });
  expect(report).toMatchObject({ target: 'open', rows: rows.length });
  expectWishesMet(await storedRows(job!.id, 'training-rows'));
});

it('and by what a schedule begins', async () => {
  const { id } = await client.timetable.addSchedule({
    ...{ name: 'Sales', trigger: { kind: 'cron', expression: '0 8 1 1 *', timeZone: 'UTC' } },
    ...{ work: { recipe: 'profile' }, inputs: await inputs() },
  });
  const { batchId } = await client.timetable.runScheduleNow({ id });
  const ofBatch = async () => (await client.jobs.listJobs({ batchId, limit: 10, offset: 0 })).jobs;
  await until(async () => (await ofBatch()).every(({ state }) => state === 'completed' || state === 'dead'));
  const [job] = await ofBatch();
  expect(job).toMatchObject({ state: 'completed', fault: null, rows: rows.length });
  expectWishesMet(await storedRows(job!.id, 'rows'));
});
