import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { PredictOptions } from '../../contract/predict/predict-options.ts';
import { documentBytes } from '../../workers/models/read-document.ts';
import { outcomeModel, priceModel } from '../builders/model-document.ts';
import { type MadePrediction, predicting } from '../builders/prediction.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';
import { hasOpenpyxl, readWithOpenpyxl } from '../workers/export/read-with-openpyxl.ts';

const scratch = temporaryFolder();
let files = 0;

function predict<T = MadePrediction>(
  lines: readonly string[],
  wishes: Partial<PredictOptions> = {},
  document: ModelDocument | string = priceModel(),
  work: (made: MadePrediction) => T | Promise<T> = (made) => made as T,
): Promise<T> {
  const file = path.join(scratch.folder, `rows-${++files}.csv`);
  writeFileSync(file, lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  return predicting(file, typeof document === 'string' ? document : documentBytes(document), wishes, work);
}

const homes = (count: number, line: (row: number) => string) => Array.from({ length: count }, (_, row) => line(row));
const predictedOf = (row: MadePrediction['rows'][number]) => Number(row['price (predicted)']);
const matchOf = ({ report }: MadePrediction, column: string) => report.columns.find((one) => one.column === column)!;

describe('hostile files to predict', () => {
  it('without a column that matters little: told, and every row predicted', async () => {
    const document = priceModel();
    document.card.importance = [
      { feature: 'size', share: 0.9 },
      { feature: 'age', share: 0.1 },
    ];
    const made = await predict(['size', ...homes(30, (row) => String(30 + row))], {}, document);
    expect(made.report.warnings).toContainEqual({ code: 'COLUMN_ABSENT', values: { column: 'age' } });
    expect(made.rows.map(predictedOf).every(Number.isFinite)).toBe(true);
    const refused = predict(['age', ...homes(30, String)], {}, document);
    await expect(refused).rejects.toMatchObject({ code: 'PREDICTION_COLUMNS_MISSING', values: { columns: 'size' } });
    const renamed = predict(['age,floor size', ...homes(30, (row) => `${row},${30 + row}`)], {}, document);
    await expect(renamed).rejects.toMatchObject({
      code: 'PREDICTION_COLUMNS_MISSING',
      values: { columns: 'size (“floor size”?)' },
    });
  });

  it('with a column that is empty: its cells count as missing', async () => {
    const made = await predict(['size,age', ...homes(40, (row) => `${30 + row},`)]);
    expect(matchOf(made, 'age')).toMatchObject({ missingCells: 40, source: 'age' });
    expect(made.rows.map(predictedOf).every(Number.isFinite)).toBe(true);
  });

  it('with infinite numbers: read as no number, or as one out of range, and never as a prediction', async () => {
    const odd = ['Infinity', '-inf', '1e999', '-1e999', 'NaN', '∞'];
    const made = await predict(['size,age', ...homes(60, (row) => `${odd[row % 10] ?? 50},${row}`)]);
    expect(made.report.rows).toBe(60);
    expect(made.rows.map(predictedOf).every(Number.isFinite)).toBe(true);
    const { missingCells, outOfRangeCells, unreadableCells } = matchOf(made, 'size');
    expect(missingCells + outOfRangeCells + unreadableCells).toBeGreaterThan(0);
    expect(JSON.stringify(made.report)).not.toContain('null,null,null,null');
  });

  it('with texts where numbers were: each counted as unreadable', async () => {
    const words = ['large', 'small', 'twelve or so'];
    const made = await predict(['size,age', ...homes(30, (row) => `${words[row % 3]},${row}`)]);
    expect(matchOf(made, 'size').unreadableCells).toBe(30);
    const told = made.report.warnings.find(({ code }) => code === 'COLUMN_UNREADABLE');
    expect(told?.values).toMatchObject({ column: 'size', cells: 30 });
  });

  it('with one row', async () => {
    const made = await predict(['size,age,side', '90,5,north'], { groupBy: 'side' });
    expect(made.report.groups).toMatchObject([{ name: 'north', rows: 1 }]);
    expect(made.rows.map(predictedOf)).toEqual([270]);
  });

  it.each([
    ['nothing at all', []],
    ['a header alone', ['size,age']],
  ])('with %s is told', async (_, lines) => {
    await expect(predict(lines)).rejects.toMatchObject({ name: 'Fault' });
  });

  it('most of whose rows are out of range: told once, and not in each row', async () => {
    const made = await predict(['size,age', ...homes(40, (row) => `${60 + row},${row < 30 ? 120 : 50}`)]);
    expect(made.report.warnings).toContainEqual({
      code: 'COLUMN_OUT_OF_RANGE',
      values: { column: 'age', cells: 30, rows: 40, from: '0', to: '90' },
    });
    expect(made.rows.every((row) => !row.Notes)).toBe(true);
    const few = await predict(['size,age', ...homes(40, (row) => `${60 + row},${row < 4 ? 120 : 50}`)]);
    expect(few.rows.filter((row) => String(row.Notes ?? '').includes('age = 120'))).toHaveLength(4);
  });
});

describe('hostile groups', () => {
  it('too many of them are refused before anything is predicted', async () => {
    const lines = ['size,age,side', ...homes(50_000, (row) => `50,5,g${row}`)];
    await expect(predict(lines, { groupBy: 'side' })).rejects.toMatchObject({
      code: 'PREDICTION_TOO_MANY_GROUPS',
      values: { column: 'side', groups: 50_000, limit: 2000 },
    });
  });

  const long = 'a name that is longer than the name of any sheet may be';
  const odd = [
    ...['a/b', 'a\\b', 'a:b', '[a]', '?*', "'q'", 'CON', 'aux.txt', 'History', 'Index', 'Groups', '_Index', 'x', 'X'],
    ...[`${long} 1`, `${long} 2`, '..', '../up', '=1+1', '\u202egnp.exe', '🙂'.repeat(40), '学'.repeat(300), '.'],
  ];
  const lines = ['size,age,side', ...odd.flatMap((name, at) => homes(2, () => `${40 + at},${at},"${name}"`))];

  it.skipIf(!hasOpenpyxl)('have sheets that a spreadsheet takes, each once', async () => {
    await predict(lines, { groupBy: 'side' }, priceModel(), ({ report, resultPath }) => {
      const book = path.join(scratch.folder, 'odd.xlsx');
      cpSync(resultPath, book);
      const names = readWithOpenpyxl(book).map(({ name }) => name);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      expect(names.every((name) => name.length <= 31 && !/[\\/?*[\]:]/.test(name))).toBe(true);
      expect(names.length).toBeGreaterThanOrEqual(report.groups.length + 3);
      expect(report.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(odd.length * 2);
    });
  });

  it('have files that every system takes, none outside their folder', async () => {
    await predict(lines, { groupBy: 'side', split: 'workbooks' }, priceModel(), ({ report, resultPath }) => {
      const listed = execFileSync('unzip', ['-Z1', resultPath], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
      const names = listed.trim().split('\n');
      expect(names).toHaveLength(report.groups.length + 1);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      expect(names.every((name) => !/[/\\<>:"|?*\u202e]/.test(name) && !name.startsWith('.'))).toBe(true);
      expect(names.every((name) => !/^(con|aux)\./i.test(name))).toBe(true);
    });
  });
});

/** A model all of whose nodes have the same left child. */
function withChildren(child: number): string {
  const document = outcomeModel();
  if (document.predictor.kind !== 'trees') throw new TypeError('the model has no trees');
  const { ensemble } = document.predictor;
  const nodes = Buffer.from(ensemble.leftNodes, 'base64').length / 4;
  const leftNodes = Buffer.from(new Uint32Array(nodes).fill(child).buffer).toString('base64');
  return JSON.stringify({ ...document, predictor: { kind: 'trees', ensemble: { ...ensemble, leftNodes } } });
}

describe('hostile models in the library', () => {
  const text = documentBytes(outcomeModel()).toString('utf8');
  const lines = ['成绩,专业,出勤率', ...homes(25, (row) => `${50 + row},网络工程,0.9`)];

  it.each([
    ['cut short', text.slice(0, text.length / 2)],
    ['empty', ''],
    ['of another kind', '[1,2,3]'],
    ['a bomb of brackets', '['.repeat(200_000)],
    ['without columns', JSON.stringify({ ...outcomeModel(), columns: undefined })],
    ['with features of columns that are none', JSON.stringify({ ...outcomeModel(), columns: [] })],
    ['with trees that are noise', text.replace(/"leftNodes":"[^"]*"/, '"leftNodes":"////"')],
    ['with trees that go round', withChildren(0)],
    ['with children that are none', withChildren(1_000_000)],
  ])('%s are damaged', async (_, document) => {
    await expect(predict(lines, {}, document)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  it('of a version to come are told as such', async () => {
    const later = text.replace('"formatVersion":1', '"formatVersion":99');
    await expect(predict(lines, {}, later)).rejects.toMatchObject({ code: 'MODEL_VERSION_UNKNOWN' });
  });
});
