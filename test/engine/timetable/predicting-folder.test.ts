import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../../../engine/local-client.ts';
import { documentBytes } from '../../../workers/models/read-document.ts';
import { outcomeModel } from '../../builders/model-document.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';
import { quickWatchTimes, until } from '../../builders/timetable-bench.ts';

let bench: RealEngineBench;
let engine: Engine;
let client: LocalClient;
let inbox: string;
let results: string;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  const pollMs = 20;
  const retry = { firstMs: pollMs, factor: 1, maxMs: pollMs };
  const deliveryTimes = { pollMs, retry: { report: retry, webhook: retry } };
  engine = await bench.engine({ watchTimes: quickWatchTimes, deliveryTimes });
  client = createLocalClient(engine);
  [inbox, results] = ['inbox', 'results'].map((name) => path.join(bench.folder, name)) as [string, string];
  for (const folder of [inbox, results]) mkdirSync(folder);
});
afterEach(() => bench.close());

const delivered = () => readdirSync(results).filter((name) => !name.startsWith('.'));

it('a watched folder predicts what comes, and its workbook, or the folder of its workbooks, is put where it is wanted', async () => {
  const file = path.join(bench.folder, 'outcome.json');
  writeFileSync(file, documentBytes(outcomeModel()));
  const ticket = await engine.tickets.issueTicket(file);
  const { model } = await client.models.importModel({ ticket: ticket.id, name: '毕业去向' });
  const options = { modelId: model.id, groupBy: '专业', locale: 'zh-CN' as const };
  const work = { recipe: 'predict' as const, newestOf: '毕业去向', options };
  const { id } = await client.timetable.addWatchedFolder({
    ...{ folder: (await engine.tickets.issueFolderTicket(inbox)).id, work },
    ...{ resultsFolder: (await engine.tickets.issueFolderTicket(results)).id, resultsLocale: 'zh-CN' },
  });
  const rows = Array.from({ length: 20 }, (_, row) => `S${row},${row % 2 ? '软件工程' : '网络工程'},${50 + row},0.9`);
  const text = `学号,专业,成绩,出勤率\n${rows.join('\n')}\n`;
  writeFileSync(path.join(inbox, '2024.csv'), text);
  await until(() => delivered().length === 1);
  expect(delivered()).toEqual(['2024 预测.xlsx']);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path.join(results, '2024 预测.xlsx'));
  const sheets = workbook.worksheets.map(({ name }) => name);
  expect(sheets).toEqual(expect.arrayContaining(['软件工程', '网络工程']));

  await client.timetable.changeWatchedFolder({ id, work: { ...work, options: { ...options, split: 'workbooks' } } });
  writeFileSync(path.join(inbox, '2025.csv'), text.replaceAll('S1', 'T1'));
  await until(() => delivered().length === 2);
  expect(delivered().toSorted()).toEqual(['2024 预测.xlsx', '2025 预测']);
  expect(readdirSync(path.join(results, '2025 预测'))).toEqual(
    expect.arrayContaining([expect.stringContaining('软件工程'), expect.stringContaining('网络工程')]),
  );
  expect((await client.timetable.listWatchedFolders()).folders).toMatchObject([
    { submittedFiles: 2, model: { name: '毕业去向', version: 1 }, fault: null },
  ]);
});
