import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../../../contract/faults.ts';
import type { ImportReport } from '../../../../contract/import-report.ts';
import { modelDocumentSchema } from '../../../../contract/models/model-document.ts';
import { trainingReportSchema } from '../../../../contract/train/training-report.ts';
import { cardWarningSentence } from '../../../../contract/train/training-texts.ts';
import { type Row, writeTable } from '../../../builders/comparison.ts';
import { createRandom } from '../../../builders/random.ts';
import { majors, studentHeader, studentRows } from '../../../builders/student-rows.ts';
import { type GivenOptions, type MadeTraining, train } from '../../../builders/training.ts';

const small = { folds: 3, trees: 20, depth: 3, learningRate: 0.2 } as const;
const students = (count: number, seed: number, year?: number) =>
  writeTable(`${year ?? 2022}.csv`, studentHeader, studentRows(count, seed, year));

describe('a training for classes', () => {
  let made: MadeTraining;

  beforeAll(async () => {
    made = await train([students(300, 1), students(200, 2, 2023), students(150, 3, 2024)], {
      ...{ target: 'path', exclude: ['final'], testInputs: 1, scoreColumn: 'major', ...small },
    });
  });

  it('gives a document and a report that keep to their schemas', () => {
    expect(modelDocumentSchema.parse(made.model)).toEqual(made.model);
    expect(trainingReportSchema.parse(made.report)).toEqual(made.report);
  });

  it('sets ids and constants aside, and excludes what was asked', () => {
    const roles = Object.fromEntries(made.report.columns.map(({ name, role }) => [name, role]));
    expect(roles).toMatchObject({ id: 'id', campus: 'constant', path: 'target', final: 'excluded', maths: 'feature' });
    expect(made.model.columns.map(({ name }) => name).sort()).toEqual([
      ...['absences', 'enrolled', 'major', 'maths', 'physics'],
    ]);
  });

  it('counts every row once: folds, holdout, test', () => {
    const { crossValidated, holdoutRows, rows, testRows, trainRows } = made.report;
    expect({ rows, testRows, sum: trainRows + holdoutRows + testRows }).toEqual({ rows: 650, testRows: 150, sum: 650 });
    expect(crossValidated?.mean.rows).toBe(trainRows);
    expect(made.report.holdout?.rows).toBe(holdoutRows);
    expect(made.report.test?.rows).toBe(150);
    expect(made.report.confusion?.flat().reduce((sum, count) => sum + count, 0)).toBe(trainRows);
  });

  it('is clearly better than the trivial model, out of fold and on the test file', () => {
    const { baseline, crossValidated, holdout, test } = made.report;
    for (const scores of [crossValidated?.mean, holdout, test]) {
      expect(scores?.accuracy).toBeGreaterThan(baseline.trivial.accuracy! + 0.15);
      expect(scores?.logloss).toBeLessThan(baseline.trivial.logloss! * 0.8);
    }
  });

  it('tells scores by group, importance, curves and dependence', () => {
    const { groups, importance, learningCurve, partialDependence, precisionRecall, roc } = made.report;
    expect(groups?.groups.map(({ name }) => name).sort()).toEqual([...majors].sort());
    expect(importance[0]?.column).toMatch(/maths|physics|absences/);
    expect(importance.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(1);
    expect(roc.map(({ className }) => className).sort()).toEqual(['Employment', 'Further study', 'Undecided']);
    expect(precisionRecall).toHaveLength(3);
    expect(learningCurve.map(({ rows }) => rows)).toEqual(
      [...learningCurve.map(({ rows }) => rows)].sort((a, b) => a - b),
    );
    const maths = partialDependence.find(({ column }) => column === 'maths');
    const study = made.model.target.classes!.indexOf('Further study');
    expect(maths!.means.at(-1)![study]).toBeGreaterThan(maths!.means[0]![study]!);
  });

  it('says how many rows each figure was taken from', () => {
    const { holdoutRows, learningCurve, rows, samples, trainRows } = made.report;
    const all = (count: number) => ({ rows: count, of: count });
    expect(samples).toEqual({
      importance: { ...all(holdoutRows), repeats: 5, columns: expect.any(Number) },
      dependence: all(rows - 150),
      learning: { validationRows: trainRows - learningCurve.at(-1)!.rows, skippedSteps: 0 },
      linear: all(learningCurve.at(-1)!.rows),
      calibration: all(trainRows),
      alone: all(rows - 150),
    });
  });

  it('stores the rows with predictions and folds', () => {
    const [first] = made.rows;
    expect(Object.keys(first!)).toEqual([
      ...[...studentHeader, 'path (predicted)'],
      ...['Employment', 'Further study', 'Undecided'].map((name) => `P(path = ${name})`),
      'Fold',
    ]);
    const sums = made.rows.map((row) =>
      made.model.target.classes!.reduce((sum, name) => sum + Number(row[`P(path = ${name})`]), 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1);
    expect(new Set(made.rows.map((row) => row.Fold))).toEqual(new Set(['1', '2', '3', 'holdout']));
  });

  it('names no id and no date of its own in the document', () => {
    expect(JSON.stringify(made.model)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|T\d\d:\d\d:/);
  });
});

describe('a training for a number', () => {
  it('gives intervals that keep their promise and values in the units of the column', async () => {
    const { model, report } = await train([students(500, 5)], {
      target: 'final',
      exclude: ['path'],
      ...small,
      trees: 60,
    });
    expect(report).toMatchObject({ task: 'regression', metric: 'rmse', confusion: null, classes: null });
    expect(report.crossValidated!.mean.r2).toBeGreaterThan(0.7);
    expect(report.conformal!.observed).toBeGreaterThan(0.85);
    expect(model).toMatchObject({ link: 'identity', calibration: null, task: 'regression' });
  });

  it.each([
    ['absolute', 'mae', 'identity'],
    ['quantile', 'pinball', 'identity'],
    ['poisson', 'poisson', 'exponential'],
  ] as const)('takes the objective %s', async (objective, metric, link) => {
    const target = objective === 'poisson' ? 'absences' : 'final';
    const options: GivenOptions = { target, objective, quantile: 0.8, exclude: ['path'], ...small };
    const { model, report } = await train([students(200, 6)], options);
    expect(report.metric).toBe(metric);
    expect(model.link).toBe(link);
    if (objective === 'poisson') expect(report.residuals!.points.every(([, predicted]) => predicted > 0)).toBe(true);
  });
});

describe('folds', () => {
  it('keep groups together and go by time where asked', async () => {
    const header = ['person', 'day', 'x', 'y'];
    const random = createRandom(7);
    const rows = Array.from({ length: 240 }, (_, index): Row => {
      const x = random() * 10;
      const day = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
      return [`p${index % 40}`, day, x, 2 * x + random()];
    });
    const file = writeTable('visits.csv', header, rows);
    const grouped = await train([file], { target: 'y', groupColumn: 'person', ...small });
    expect(grouped.report.foldScheme).toBe('grouped');
    const placesOf = new Map<unknown, Set<unknown>>();
    for (const row of grouped.rows) placesOf.set(row.person, (placesOf.get(row.person) ?? new Set()).add(row.Fold));
    for (const places of placesOf.values()) expect(places.size).toBe(1);
    const timed = await train([file], { target: 'y', timeColumn: 'day', ...small });
    expect(timed.report.foldScheme).toBe('time');
    const days = (fold: string) => timed.rows.flatMap((row) => (row.Fold === fold ? [String(row.day)] : [])).sort();
    expect(days('1').at(-1)! < days('2')[0]!).toBe(true);
    expect(days('2').at(-1)! < days('holdout')[0]!).toBe(true);
  });
});

describe('a search', () => {
  it('tries the settings of its seed, keeps the best, and tells when the time was up', async () => {
    const options: GivenOptions = { target: 'final', exclude: ['path'], preset: 'thorough', folds: 2, budgetMs: 1000 };
    const { report } = await train([students(120, 8)], options);
    expect(report.search.length).toBeGreaterThan(0);
    const scores = report.search.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(report.settings).toMatchObject({ depth: report.search[0]!.settings.depth });
    if (report.search.length < 40) expect(report.warnings.map(({ code }) => code)).toContain('searchEnded');
  });
});

describe('what cannot be trained', () => {
  const table = (values: readonly (string | number | null)[]) =>
    writeTable(
      'bad.csv',
      ['x', 'y'],
      values.map((value, index): Row => [index * 1.7 + (index % 3), value]),
    );
  const many = (make: (index: number) => string | number | null, count = 60) =>
    Array.from({ length: count }, (_, index) => make(index));
  const cases: [string, string, Partial<GivenOptions>][] = [
    ['TARGET_UNKNOWN', table(many((index) => index)), { target: 'z' }],
    ['TARGET_MISSING', table(many(() => null)), {}],
    ['TARGET_CONSTANT', table(many(() => 'same')), {}],
    ['TARGET_NEARLY_UNIQUE', table(many((index) => `name ${index * 7}x`)), {}],
    ['TARGET_MIXED', table(many((index) => (index % 2 ? `word ${index % 4}` : index))), {}],
    ['TARGET_NOT_NUMERIC', table(many((index) => (index % 2 ? 'yes' : 'no'))), { task: 'regression' }],
    ['TARGET_NOT_NUMERIC', table(many((index) => index - 30)), { objective: 'poisson' }],
    ['TRAINING_TOO_FEW_ROWS', table(many((index) => index * 2.5, 2)), {}],
    ['TRAINING_NO_FEATURES', table(many((index) => index * 2.5)), { exclude: ['x'] }],
    ['COLUMN_UNKNOWN', table(many((index) => index * 2.5)), { exclude: ['nothing'] }],
    ['MONOTONE_NOT_NUMERIC', students(60, 9), { target: 'final', monotone: { major: 'rising' } }],
    ['TRAINING_TOO_FEW_GROUPS', students(60, 9), { target: 'final', groupColumn: 'campus' }],
    ['TRAINING_TOO_FEW_TIMES', students(60, 9), { target: 'final', timeColumn: 'campus' }],
  ];

  it.each(cases)('%s', async (code, file, options) => {
    const error = await train([file], { ...small, target: 'y', ...options }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).code).toBe(code);
  });

  it('is no class of one row: such a row is only learned from', async () => {
    const file = table(many((index) => (index === 5 ? 'rare' : index % 2 ? 'odd' : 'even')));
    const { report } = await train([file], { target: 'y', ...small, trees: 3 });
    expect(report.classes).toContainEqual({ name: 'rare', rows: 1 });
    expect(report.warnings.length).toBeGreaterThan(0);
  });

  it('is no infinite number: it counts as missing', async () => {
    const random = createRandom(11);
    const file = writeTable(
      'infinite.csv',
      ['x', 'y'],
      many((index) => index).map(
        (_, index): Row => [index % 9 === 0 ? '1e999' : 59 * random(), index % 9 === 0 ? 1 : index + 20 * random()],
      ),
    );
    const { model } = await train([file], { target: 'y', ...small });
    const [x] = model.columns;
    expect(x?.reference).toMatchObject({ kind: 'number', missingShare: 7 / 60 });
  });
});

describe('a training for truth values', () => {
  it('calls them by the words of the file, and knows them again whatever the words', async () => {
    const rows = (count: number, yes: string, no: string) =>
      Array.from({ length: count }, (_, row): Row => [(row * 7919) % 101, row % 7, (row * 7919) % 101 > 50 ? yes : no]);
    const head = ['marks', 'day', 'passed'];
    const { model, report } = await train(
      [writeTable('one.csv', head, rows(120, 'Yes', 'No')), writeTable('two.csv', head, rows(60, 'y', 'n'))],
      { target: 'passed', testInputs: 1, ...small },
    );
    expect(model.target.classes).toEqual(['No', 'Yes']);
    expect(report.classes?.map(({ name }) => name)).toEqual(['No', 'Yes']);
    expect(report.test).toMatchObject({ rows: 60, accuracy: 1 });
  });

  it('tells of the columns of every file how they were read', async () => {
    const line = (row: number, unit: string): Row => [`${row}${unit}`, row * 3 + ((row * 7919) % 101)];
    const table = (name: string, unit: string) =>
      writeTable(
        name,
        ['size', 'price'],
        Array.from({ length: 60 }, (_, row) => line(row, unit)),
      );
    const [first, second] = [table('one.csv', ''), table('two.csv', ' kg')];
    await train([first, second], { target: 'price', ...small }, ({ files }) => {
      const { path } = files.find(({ kind }) => kind === 'import-report')!;
      const told = JSON.parse(readFileSync(path, 'utf8')) as ImportReport;
      expect([told.fileName, ...(told.otherFiles ?? []).map(({ fileName }) => fileName)]).toEqual([
        'one.csv',
        'two.csv',
      ]);
      expect(told.otherFiles?.[0]?.columns[0]).toMatchObject({ unit: 'kg' });
    });
  });

  it('warns on the card of the model by codes, which have a sentence in both languages', async () => {
    const line = (row: number): Row => [(row * 7919) % 101, row % 7, (row * 104_729) % 89 > 44 ? 'a' : 'b'];
    const { model, report } = await train(
      [
        writeTable(
          'noise.csv',
          ['marks', 'day', 'kind'],
          Array.from({ length: 200 }, (_, row) => line(row)),
        ),
      ],
      { target: 'kind', ...small },
    );
    expect(model.card.warnings).toEqual(report.warnings);
    expect(model.card.warnings.length).toBeGreaterThan(0);
    for (const warning of model.card.warnings) {
      expect(cardWarningSentence(warning, 'zh-CN')).not.toBe(cardWarningSentence(warning, 'en'));
    }
    expect(cardWarningSentence('A sentence of an older version.', 'zh-CN')).toBe('A sentence of an older version.');
  });
});
