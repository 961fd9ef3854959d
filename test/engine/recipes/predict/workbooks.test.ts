import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fault } from '../../../../contract/faults.ts';
import { type PredictOptions, predictOptionsSchema } from '../../../../contract/predict/predict-options.ts';
import type { JobRecord } from '../../../../engine/archive/job-record.ts';
import type { PredictPlan } from '../../../../engine/recipes/predict/predict-plan.ts';
import { predictRecipe } from '../../../../engine/recipes/predict/predict-recipe.ts';
import { documentBytes } from '../../../../workers/models/read-document.ts';
import { outcomeModel, priceModel } from '../../../builders/model-document.ts';
import { memoryCheckpoints, testAttempt } from '../../../builders/recipe-context.ts';
import { hasOpenpyxl, readWithOpenpyxl } from '../../../workers/export/read-with-openpyxl.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-predict-books-'));
const modelId = '0190f0a0-0000-7000-8000-000000000001';
const clean: (() => Promise<void>)[] = [];

beforeAll(() => {
  writeFileSync(path.join(folder, 'outcome.json'), documentBytes(outcomeModel()));
  writeFileSync(path.join(folder, 'price.json'), documentBytes(priceModel()));
});
afterAll(async () => {
  for (const one of clean) await one();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  model: 'outcome' | 'price',
  wishes: Partial<PredictOptions>,
  head: string,
  lines: readonly string[],
) {
  const file = path.join(folder, `${model}.csv`);
  writeFileSync(file, `${head}\n${lines.join('\n')}\n`);
  const found = { path: path.join(folder, `${model}.json`), sha256: '', name: model, version: 1 };
  const made = await testAttempt(file, { model: () => found });
  clean.push(made.remove);
  const options = predictOptionsSchema.parse({ modelId, ...wishes });
  Object.assign(made.context.job as JobRecord, { recipe: 'predict', options });
  const { plan } = await predictRecipe.plan(made.context);
  const { checkpoints, shards } = memoryCheckpoints();
  await predictRecipe.work(made.context, plan as PredictPlan, checkpoints);
  const files = await predictRecipe.merge(made.context, plan as PredictPlan, shards());
  const { extension, path: written } = files.find(({ kind }) => kind === 'export')!;
  // openpyxl goes by the ending.
  const result = path.join(folder, `result-${clean.length}${extension}`);
  cpSync(written, result);
  return { result, extension, run: made.context.run };
}

const students = ['=1+1', '网络工程', "it's/all", ''].flatMap((major, place) =>
  Array.from({ length: 6 }, (_, row) => `"${major}",${50 + 8 * ((row + place) % 6)},0.9,${row % 2 ? '升学' : '就业'}`),
);

it.skipIf(!hasOpenpyxl)(
  'one workbook: an index with links, notes, columns, card, and a sheet for each group',
  async () => {
    const { extension, result } = await run('outcome', { groupBy: '专业' }, '专业,成绩,出勤率,去向', students);
    expect(extension).toBe('.xlsx');
    const sheets = readWithOpenpyxl(result);
    const names = sheets.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(['Index', 'Groups', 'Notes', 'Columns and drift', 'Model card']);
    expect(new Set(names.slice(5))).toEqual(new Set(['=1+1', '网络工程', "it's all", '(empty)']));
    const [index] = sheets;
    // To the rows of each group, and to what stands of it among the groups.
    expect(Object.values(index!.links)).toHaveLength(8);
    const blocks = sheets[1]!;
    const block = blocks.rows.findIndex(([name]) => name === '网络工程');
    expect(blocks.rows[block + 2]).toEqual(['Predicted', 'Rows', 'Share', 'Share of all rows']);
    expect(blocks.rows.slice(block + 3, block + 6).reduce((sum, row) => sum + Number(row[1]), 0)).toBe(6);
    expect(blocks.rows[block + 1]![0]).toContain('Fewer than 20 rows');
    expect(blocks.links[`A${block + 1}`]).toBe("'网络工程'!A1");
    expect(index!.rows[5]!.slice(0, 5)).toEqual(['专业', 'Rows', '升学', '就业', '待定']);
    const own = sheets.find(({ name }) => name === '网络工程')!;
    expect(own.links).toEqual({ A1: `'Groups'!A${block + 1}` });
    expect(own.rows[0]![0]).toMatch(/网络工程 {2}· {2}6 rows {2}· .*mean probability .*few rows/);
    expect(own.rows).toHaveLength(2 + 6);
    expect(own.rows[1]!.slice(4, 7)).toEqual(['去向 (predicted)', 'Probability', 'Probability: 升学']);
    expect(own.scales).toHaveLength(1);
    // Text that a spreadsheet program may take for a formula stays text.
    expect(sheets.find(({ name }) => name === '=1+1')!.rows[2]![0]).toBe('=1+1');
  },
);

it.skipIf(!hasOpenpyxl)('a workbook for each group, and one about all of them', async () => {
  const wishes = { groupBy: '专业', split: 'workbooks', locale: 'zh-CN' } as const;
  const { extension, result, run: order } = await run('outcome', wishes, '专业,成绩,出勤率,班级', students);
  expect(extension).toBe('.zip');
  const unpacked = path.join(folder, 'unpacked');
  await order('unpack-export', { path: result, folder: unpacked });
  const names = readdirSync(unpacked).sort();
  expect(names).toEqual(['_目录.xlsx', '=1+1.xlsx', "it's_all.xlsx", '网络工程.xlsx', '（空）.xlsx'].sort());
  const sheets = readWithOpenpyxl(path.join(unpacked, '_目录.xlsx'));
  expect(sheets.map(({ name }) => name)).toEqual(['目录', '说明', '数据列与漂移', '模型卡']);
  const formulas = sheets[0]!.rows.flat().filter((cell) => String(cell).startsWith('=HYPERLINK('));
  expect(formulas).toContain('=HYPERLINK("网络工程.xlsx","网络工程")');
  const own = readWithOpenpyxl(path.join(unpacked, '网络工程.xlsx'));
  expect(own.map(({ name }) => name)).toEqual(['概览', '说明', '数据列与漂移', '模型卡', '网络工程']);
  const [summary] = own;
  expect(summary!.rows[0]![0]).toBe('去向预测：网络工程');
  expect(summary!.rows.flat()).toContain('不足 20 行：这样小的组，占比与评分可能只是偶然。');
  expect(Object.values(summary!.links)).toContain("'网络工程'!A1");
  expect(own.at(-1)!.rows).toHaveLength(1 + 6);
});

it.skipIf(!hasOpenpyxl)('values without groups: a summary with a histogram, and the rows', async () => {
  const homes = Array.from({ length: 40 }, (_, row) => `${20 + row * 4},${row},${row % 2 ? 320 : ''}`);
  const { result } = await run('price', {}, 'size,age,price', homes);
  const sheets = readWithOpenpyxl(result);
  const [summary, rows] = [sheets[0], sheets.at(-1)];
  expect(summary!.name).toBe('Summary');
  const counts = summary!.rows.slice(6).map((row) => Number(row[2] ?? 0));
  expect(counts.reduce((one, other) => one + other)).toBe(40);
  expect(rows!.rows[0]!.slice(3, 6)).toEqual(['price (predicted)', 'price (low, 90 %)', 'price (high, 90 %)']);
  expect(rows!.rows[1]!.slice(0, 6)).toEqual([20, 0, null, 270, 240, 310]);
  expect(rows!.rows[1]![6]).toBe('size = 20 m² → lowers it by 75 €');
});

it.skipIf(!hasOpenpyxl)('values by group: the stretches of each group beside those of all rows', async () => {
  const homes = Array.from({ length: 60 }, (_, row) => `${20 + row * 4},${row},${row % 2 ? 'north' : 'south'}`);
  const { result } = await run('price', { groupBy: 'side' }, 'size,age,side', homes);
  const groups = readWithOpenpyxl(result)[1]!;
  const block = groups.rows.findIndex(([name]) => name === 'north');
  expect(groups.rows[block + 2]![0]).toBe('Predicted value');
  const parts = groups.rows.slice(block + 3).slice(0, 12);
  const rows = parts.map((row) => Number(row[1] ?? 0));
  expect(rows.reduce((sum, count) => sum + count)).toBe(30);
  expect(parts.reduce((sum, row) => sum + Number(row[3] ?? 0), 0)).toBeCloseTo(1);
});

it('tells a file without rows', async () => {
  await expect(run('price', {}, 'size,age', [])).rejects.toBeInstanceOf(Fault);
});
