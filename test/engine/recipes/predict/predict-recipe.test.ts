import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../../../contract/faults.ts';
import type { ModelDocument } from '../../../../contract/models/model-document.ts';
import { predictOptionsSchema } from '../../../../contract/predict/predict-options.ts';
import type { PredictionReport } from '../../../../contract/predict/prediction-report.ts';
import type { JobRecord } from '../../../../engine/archive/job-record.ts';
import type { PredictPlan } from '../../../../engine/recipes/predict/predict-plan.ts';
import { predictRecipe } from '../../../../engine/recipes/predict/predict-recipe.ts';
import { readJson } from '../../../../workers/compare/write-json.ts';
import { documentBytes } from '../../../../workers/models/read-document.ts';
import { expectSameAfterInterruption } from '../../../builders/interrupted-recipe.ts';
import { outcomeModel } from '../../../builders/model-document.ts';
import { readWholeTable } from '../../../builders/read-whole-table.ts';
import { memoryCheckpoints, type TestAttempt, testAttempt } from '../../../builders/recipe-context.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-predict-'));
const file = path.join(folder, '2024级.csv');
const modelId = '0190f0a0-0000-7000-8000-000000000001';
const rows = 600;
const attempts: TestAttempt[] = [];
type Wishes = Partial<Parameters<typeof predictOptionsSchema.parse>[0] & object>;

async function attempt(wishes: Wishes = {}, input = file, document: ModelDocument = outcomeModel()) {
  const modelPath = path.join(folder, 'model.json');
  const own = path.join(folder, `model-${attempts.length}.json`);
  writeFileSync(own, documentBytes(document));
  const model = (id: string) => {
    if (id !== modelId) throw new Fault('MODEL_UNKNOWN');
    return { path: own, sha256: '', name: '毕业去向', version: 2 };
  };
  const made = await testAttempt(input, { model });
  attempts.push(made);
  const options = predictOptionsSchema.parse({ modelId, locale: 'zh-CN', ...wishes });
  Object.assign(made.context.job as JobRecord, { recipe: 'predict', options });
  return { ...made, modelPath };
}

/** The whole recipe, from the file to its result. */
async function run(wishes: Wishes = {}, input = file, document?: ModelDocument) {
  const made = await attempt(wishes, input, document);
  const { plan: planned } = await predictRecipe.plan(made.context);
  const plan: PredictPlan = { ...(planned as PredictPlan), scoreParts: 2, writeParts: 2 };
  const { checkpoints, shards } = memoryCheckpoints();
  await predictRecipe.work(made.context, plan, checkpoints);
  const files = await predictRecipe.merge(made.context, plan, shards());
  const pathOf = (kind: string) => files.find((one) => one.kind === kind)!.path;
  const report = await readJson<PredictionReport>(pathOf('prediction-report'));
  return { ...made, plan, shards: shards(), files, report, pathOf };
}

const grouped: Wishes = { groupBy: '专业' };
let kept: Awaited<ReturnType<typeof run>>;

function write(name: string, head: string, line: (row: number) => string, count = rows): string {
  const target = path.join(folder, name);
  writeFileSync(target, `${head}\n${Array.from({ length: count }, (_, row) => line(row)).join('\n')}\n`);
  return target;
}

const major = (row: number) => ['软件工程', '网络工程', ''][row % 3];
const mark = (row: number) => 40 + ((row * 37) % 61);
const attendance = (row: number) => `${50 + ((row * 13) % 51)}%`;
const outcome = (row: number) => (mark(row) >= 80 ? '升学' : '就业');

beforeAll(async () => {
  write('2024级.csv', '学号,专业,成绩,出勤率,去向', (row) =>
    [`S${row}`, major(row), mark(row), attendance(row), outcome(row)].join(','),
  );
  kept = await run(grouped);
});
afterAll(async () => {
  for (const one of attempts) await one.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function read(source: string, sheet: string | null = null, name = 'read.xlsx') {
  const named = path.join(folder, name);
  cpSync(source, named);
  return readWholeTable(named, sheet === null ? {} : { reading: { sheet } });
}

describe('a prediction that is interrupted', () => {
  it('does only the shards that are missing and gives the same bytes, whichever were finished', async () => {
    expect(kept.shards.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const newContext = async () => (await attempt(grouped)).context;
    await expectSameAfterInterruption(predictRecipe, kept, newContext, 8);
  });

  it('stops where it is cancelled', async () => {
    const stop = new Fault('JOB_CANCELLED');
    const made = await attempt(grouped);
    const context = {
      ...made.context,
      run: async (...words: Parameters<typeof made.context.run>) => {
        if (words[0] === 'score-rows') throw stop;
        return made.context.run(...words);
      },
    } as TestAttempt['context'];
    const { checkpoints, handedIn } = memoryCheckpoints();
    await expect(predictRecipe.work(context, kept.plan, checkpoints)).rejects.toBe(stop);
    expect(handedIn).toEqual([0, 1]);
  });
});

describe('a prediction', () => {
  it('gives each row its class, probabilities, possible classes and reasons, beside its own cells', async () => {
    const { plan, rows: cells } = await read(kept.pathOf('predictions'), null, 'rows.parquet');
    expect(plan.columnNames).toEqual([
      ...['学号', '专业', '成绩', '出勤率', '去向', '去向（预测）', '概率', '概率：升学', '概率：就业', '概率：待定'],
      ...['可能的类别（90%）', '原因 1', '原因 2', '原因 3', '提示'],
    ]);
    expect(cells).toHaveLength(rows);
    expect(cells.map(([id]) => id)).toEqual(Array.from({ length: rows }, (_, row) => `S${row}`));
    // Mark 40, 软件工程, attendance 50 %: margins −1, 0.5 − 0.5, 1.
    const weights = [-1, 0, 1].map(Math.exp);
    const sum = weights.reduce((one, other) => one + other);
    const [first] = cells;
    expect(first!.slice(5, 6)).toEqual(['待定']);
    expect(first![6]).toBeCloseTo(weights[2]! / sum, 12);
    for (const place of [0, 1, 2]) expect(first![7 + place]).toBeCloseTo(weights[place]! / sum, 12);
    expect(first![10]).toBe('待定 / 就业');
    // The tree expects 0.2 · 1 − 0.8 · 0.5 of attendance: 1.2 less than what it says here.
    expect(first!.slice(11, 15)).toEqual(['出勤率 = 50% → 支持“待定”（+1.20）', null, null, null]);
  });

  it('marks what the training has not seen', async () => {
    const odd = write(
      'odd.csv',
      '专业,成绩,出勤率',
      (row) => (row === 0 ? '法学,120,' : `${major(row)},${mark(row)},80%`),
      50,
    );
    const { pathOf, report } = await run({}, odd);
    const { rows: cells } = await read(pathOf('predictions'), null, 'odd.parquet');
    expect(cells[0]!.at(-1)).toBe('成绩 = 120：超出训练数据的范围 40～100；专业 = 法学：训练数据中没有；出勤率：缺失');
    expect(cells[1]!.at(-1)).toBeNull();
    expect(
      report.columns.map(({ missingCells, outOfRangeCells, unseenCells }) => [
        missingCells,
        outOfRangeCells,
        unseenCells,
      ]),
    ).toEqual([
      [0, 1, 0],
      [16, 0, 1],
      [1, 0, 0],
    ]);
    expect(report.columns[1]!.unseenExamples).toEqual(['法学']);
  });

  it('compares with the true values of the file, in all and by group', () => {
    const { report } = kept;
    expect(report.groups.map(({ name, rows: count }) => [name, count])).toEqual([
      ['软件工程', 200],
      ['网络工程', 200],
      ['（空）', 200],
    ]);
    expect(report.scores).toMatchObject({ rows, rmse: null });
    const hits = report.groups.reduce((sum, { rows: count, scores }) => sum + scores!.accuracy! * count, 0);
    expect(hits / rows).toBeCloseTo(report.scores!.accuracy!, 12);
    expect(report.classRows!.reduce((one, other) => one + other)).toBe(rows);
    expect(report.observedCoverage).toBeGreaterThan(0);
    expect(report.unusedColumns).toEqual(['学号']);
    expect(report).toMatchObject({ modelName: '毕业去向', modelVersion: 2, groupBy: '专业', file: '2024级.csv' });
  });

  it('makes a workbook with an index, the columns, the model’s card and a sheet for each group', async () => {
    const { plan, rows: cells } = await read(kept.pathOf('export'), '软件工程');
    expect(plan.columnNames.slice(0, 7)).toEqual(['学号', '专业', '成绩', '出勤率', '去向', '去向（预测）', '概率']);
    expect(cells).toHaveLength(200);
    expect(new Set(cells.map(([, name]) => name))).toEqual(new Set(['软件工程']));
    const index = await read(kept.pathOf('export'), '目录');
    expect(index.plan.columnNames.slice(0, 2)).toEqual(['专业', '行数']);
  });

  it('tells the group in work', async () => {
    const made = await attempt(grouped);
    const subjects = new Set<string | null>();
    const context = {
      ...made.context,
      showProgress: ({ stage, subject }) => void (stage === 'predicting' && subjects.add(subject)),
      run: (kind, order, onNotice) => {
        if (kind === 'score-rows') onNotice?.({ fraction: 0.5, rowsDone: 10, subject: '网络工程' });
        return made.context.run(kind, order, onNotice);
      },
    } as TestAttempt['context'];
    await predictRecipe.work(context, kept.plan, memoryCheckpoints().checkpoints);
    expect(subjects).toContain('网络工程');
  });
});

describe('columns', () => {
  it('are found by their names, by what differs in writing alone, by a unit, and as they are given', async () => {
    const renamed = write(
      'renamed.csv',
      '专　业,成绩（分）,到课情况',
      (row) => `${major(row)},${mark(row)},${attendance(row)}`,
      40,
    );
    const { report } = await run({ columnMatches: { 出勤率: '到课情况' } }, renamed);
    expect(report.columns.map(({ kind, source }) => [kind, source])).toEqual([
      ['renamed', '成绩（分）'],
      ['renamed', '专 业'],
      ['given', '到课情况'],
    ]);
    expect(report.warnings.map(({ code }) => code)).not.toContain('COLUMN_ABSENT');
  });

  it('that are absent count as missing and are told', async () => {
    const less = write('less.csv', '专业,成绩', (row) => `${major(row)},${mark(row)}`, 40);
    const { report } = await run({}, less);
    expect(report.columns[2]).toMatchObject({ kind: 'absent', source: null, missingCells: 40, psi: null });
    expect(report.warnings).toContainEqual({ code: 'COLUMN_ABSENT', values: { column: '出勤率' } });
  });

  it('that the model goes by most must be there', async () => {
    const none = write('none.csv', '姓名,出勤率', (row) => `A${row},${attendance(row)}`, 40);
    const document = outcomeModel();
    const importance = [
      { feature: '成绩', share: 0.6 },
      { feature: '专业', share: 0.3 },
      { feature: '出勤率', share: 0.1 },
    ];
    const weighty = { ...document, card: { ...document.card, importance } };
    const missing = { code: 'PREDICTION_COLUMNS_MISSING', values: { file: 'none.csv', columns: '成绩, 专业' } };
    await expect(run({}, none, weighty)).rejects.toMatchObject(missing);
  });

  it('of numbers are read from texts, and what cannot be read is counted', async () => {
    const texts = write(
      'texts.csv',
      '专业,成绩,出勤率',
      (row) => `${major(row)},${row % 4 === 0 ? '优秀' : `${mark(row)} 分`},0.8`,
      40,
    );
    const { report } = await run({}, texts);
    expect(report.columns[0]).toMatchObject({ unreadableCells: 10, missingCells: 0 });
    expect(report.warnings).toContainEqual({
      code: 'COLUMN_UNREADABLE',
      values: { column: '成绩', cells: 10, type: 'number' },
    });
  });

  it('that make more groups than anyone could open are refused at once', async () => {
    const ids = write('ids.csv', '学号,专业,成绩,出勤率', (row) => `S${row},${major(row)},${mark(row)},0.8`, 2500);
    const made = await attempt({ groupBy: '学号' }, ids);
    const { plan } = await predictRecipe.plan(made.context);
    const tooMany = { code: 'PREDICTION_TOO_MANY_GROUPS', values: { column: '学号', groups: 2500, limit: 2000 } };
    await expect(predictRecipe.work(made.context, plan, memoryCheckpoints().checkpoints)).rejects.toMatchObject(
      tooMany,
    );
    expect(made.orders.map(({ kind }) => kind)).not.toContain('score-rows');
    await expect(run({ groupBy: '班级' }, ids)).rejects.toMatchObject({ code: 'COLUMN_NAME_UNKNOWN' });
  });
});

describe('the gate against drift', () => {
  it('stops a file whose columns are spread otherwise than those of the training', async () => {
    const low = write('low.csv', '专业,成绩,出勤率', (row) => `${major(row)},${40 + (row % 10)},${attendance(row)}`);
    const drifted = { code: 'PREDICTION_DRIFTED', values: { columns: expect.stringContaining('成绩 (PSI') } };
    await expect(run({ driftGate: 0.25 }, low)).rejects.toMatchObject(drifted);
    const { report } = await run({}, low);
    expect(report.columns[0]!.psi).toBeGreaterThan(1);
    expect(report.warnings.map(({ code }) => code)).toContain('COLUMN_DRIFTED');
  });

  it('lets pass what chance alone brings', async () => {
    const few = write(
      'few.csv',
      '专业,成绩,出勤率',
      (row) => `${majors(row)},${[45, 45, 60, 45, 60, 75, 90, 45, 60, 75, 45, 60][row]},${attendance(row)}`,
      12,
    );
    const { report } = await run({ driftGate: 0.1 }, few);
    expect(report.columns[0]!.psi).toBeGreaterThan(0.1);
    expect(report.columns[0]!.psiByChance).toBeGreaterThan(report.columns[0]!.psi!);
  });

  const majors = (row: number) => ['软件工程', '网络工程'][row % 2];
});

it('refuses a model that is not there before the file is read', async () => {
  const made = await attempt({ modelId: '0190f0a0-0000-7000-8000-00000000000f' });
  await expect(predictRecipe.plan(made.context)).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
  expect(made.orders).toEqual([]);
});
