import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparisonOptionsSchema } from '../../../contract/comparison-options.ts';
import { compareRecipe } from '../../../engine/recipes/compare/compare-recipe.ts';
import { renderComparison } from '../../../workers/report/comparison/render-comparison.ts';
import { compareAttempt, type Row, writeTable } from '../../builders/comparison.ts';
import { testContext } from '../../builders/order-context.ts';
import { memoryCheckpoints } from '../../builders/recipe-context.ts';

const header = ['id', 'city', 'amount', 'day'];
const row = (n: number, amount: number, city = ['Rome', 'Oslo'][n % 2]!): Row => [
  n,
  city,
  amount,
  `2024-03-0${(n % 9) + 1}`,
];
let files: { comparisonPath: string; columnsPath: string; rowsPath: string };

beforeAll(async () => {
  const before = Array.from({ length: 60 }, (_, n) => row(n, n * 2.5));
  const after = [...before.slice(1).map((cells, n) => (n === 3 ? row(4, 777, '=cmd()') : cells)), row(99, 1)];
  const { context } = await compareAttempt(
    writeTable('<b>march.csv', header, before),
    writeTable('april.csv', header, after),
    comparisonOptionsSchema.parse({}),
  );
  const { plan } = await compareRecipe.plan(context);
  const { checkpoints, shards } = memoryCheckpoints();
  await compareRecipe.work(context, plan, checkpoints);
  const made = await compareRecipe.merge(context, plan, shards());
  const pathOf = (kind: string) => made.find((file) => file.kind === kind)!.path;
  files = {
    comparisonPath: pathOf('comparison'),
    columnsPath: pathOf('comparison-columns'),
    rowsPath: pathOf('comparison-rows'),
  };
});

const render = async (format: 'xlsx' | 'html' | 'json', locale: 'en' | 'zh-CN', rowsPath = files.rowsPath) => {
  const scratchPath = path.join(mkdtempSync(path.join(os.tmpdir(), 'auspex-report-')), `report.${format}`);
  const names = { laterName: 'april.csv', earlierName: '<b>march.csv' };
  return renderComparison({ ...files, rowsPath, ...names, format, locale, scratchPath }, testContext().context);
};

describe('the workbook of a comparison', () => {
  it('names what changed, marks it, and runs no formula of the files', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile((await render('xlsx', 'en')).path);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Overview', 'Schema', 'Columns', 'Changed rows']);
    const rows = workbook.getWorksheet('Changed rows')!;
    expect(rows.getRow(1).values).toEqual([
      ...[undefined, 'Change', 'Earlier row', 'Later row', 'id', 'city (before)', 'city (after)'],
      ...['amount (before)', 'amount (after)', 'day'],
    ]);
    expect(rows.getRow(2).values).toEqual([
      ...[undefined, 'changed', 5, 4, 4, 'Rome', "'=cmd()", 10, 777, new Date(Date.UTC(2024, 2, 5))],
    ]);
    expect(rows.getCell('H2').fill).toMatchObject({ fgColor: { argb: 'FFE3F4E8' } });
    expect(rows.getCell('I2').fill).not.toMatchObject({ fgColor: { argb: 'FFE3F4E8' } });
    expect(rows.rowCount).toBe(4);
    const columns = workbook.getWorksheet('Columns')! as ExcelJS.Worksheet & {
      conditionalFormattings: { ref: string }[];
    };
    expect(columns.conditionalFormattings.map(({ ref }) => ref)).toEqual(['D2:D5']);
    expect(columns.views[0]).toMatchObject({ state: 'frozen', ySplit: 1, xSplit: 1 });
  });

  it('has the same bytes each time', async () => {
    const [one, other] = [await render('xlsx', 'zh-CN'), await render('xlsx', 'zh-CN')];
    expect(one.sha256).toBe(other.sha256);
  });
});

it('the page of a comparison shows before and after and takes nothing of the files for markup', async () => {
  const page = await readFile((await render('html', 'en')).path, 'utf8');
  expect(page).toContain('1 rows added, 1 removed, 1 changed; 0 columns drifted.');
  expect(page).toContain('<del>Rome</del> → <ins>=cmd()</ins>');
  expect(page).toContain('&lt;b&gt;march.csv → april.csv');
  expect(page).not.toMatch(/<b>march|<script|https?:/);
});

it('a report that cannot be made leaves no file', async () => {
  const broken = path.join(mkdtempSync(path.join(os.tmpdir(), 'auspex-report-')), 'rows.parquet');
  writeFileSync(broken, 'no table');
  await expect(render('xlsx', 'en', broken)).rejects.toThrow();
});
