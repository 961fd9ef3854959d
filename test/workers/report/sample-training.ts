import type { Scores } from '../../../contract/models/model-document.ts';
import type { TrainingReport } from '../../../contract/train/training-report.ts';

const none: Scores = {
  ...{ rows: 0, accuracy: null, logloss: null, auc: null, macroF1: null, brier: null, ece: null },
  ...{ rmse: null, mae: null, r2: null },
};
const ofClasses = (accuracy: number, rows = 300): Scores => ({
  ...none,
  ...{ rows, accuracy, logloss: 1 - accuracy, auc: accuracy + 0.05, macroF1: accuracy - 0.02, brier: 0.2, ece: 0.03 },
});
const ofNumber = (rmse: number, rows = 300): Scores => ({ ...none, rows, rmse, mae: rmse * 0.8, r2: 0.7 });

const bins = [
  { stated: 0.45, right: 0.4, rows: 60 },
  { stated: 0.85, right: 0.9, rows: 240 },
];

const shared = {
  ...{
    unit: null,
    rows: 420,
    trainRows: 300,
    holdoutRows: 100,
    testRows: 0,
    rowsWithoutTarget: 20,
    files: ['<b>2022.xlsx', '2023.xlsx'],
  },
  ...{
    features: 3,
    foldScheme: 'stratified',
    folds: 5,
    seed: 7,
    preset: 'balanced',
    search: [],
    trees: 120,
    test: null,
  },
  settings: { rounds: 40, learningRate: 0.1, objective: null },
  columns: [
    {
      name: 'Mathematics',
      type: 'number',
      role: 'feature',
      distinct: 60,
      missing: 4,
      aloneScore: 0.71,
      isLeakSuspect: false,
    },
    { name: '=cmd()', type: 'text', role: 'leak', distinct: 3, missing: 0, aloneScore: 1, isLeakSuspect: true },
    {
      name: 'Student no',
      type: 'number',
      role: 'id',
      distinct: 420,
      missing: 0,
      aloneScore: 0.5,
      isLeakSuspect: false,
    },
    {
      name: 'Class of degree',
      type: 'text',
      role: 'target',
      distinct: 3,
      missing: 20,
      aloneScore: null,
      isLeakSuspect: false,
    },
  ],
  importance: [
    { feature: 'Mathematics', column: 'Mathematics', gain: 0.7, permutation: 0.2, permutationDeviation: 0.01 },
    { feature: 'Enrolled (year)', column: 'Enrolled', gain: 0.2, permutation: 0.05, permutationDeviation: 0.02 },
    { feature: 'Enrolled (month)', column: 'Enrolled', gain: 0.1, permutation: 0.05, permutationDeviation: 0.02 },
  ],
  learningCurve: [
    { rows: 100, train: 0.2, validation: 0.6 },
    { rows: 300, train: 0.3, validation: 0.5 },
  ],
  history: { train: [0.9, 0.6, 0.4], validation: [0.95, 0.7] },
  conformal: { promised: 0.9, observed: 0.897, width: 1.3 },
  warnings: [
    { code: 'leakCopy', values: { column: '=cmd()' } },
    { code: 'repeatedRows', values: { share: 0.125 } },
  ],
} as const;

const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** A training of three classes, with names that would do harm where they were taken for more than text. */
export const sampleTraining: TrainingReport = plain({
  ...shared,
  ...{ task: 'multiclass', target: 'Class of degree', metric: 'logloss' },
  classes: [
    { name: 'First', rows: 100 },
    { name: '<script>', rows: 200 },
    { name: '-Third', rows: 100 },
  ],
  crossValidated: { mean: ofClasses(0.8), deviation: ofClasses(0.02, 0), folds: [ofClasses(0.8)] },
  ...{ holdout: ofClasses(0.78, 100), baseline: { trivial: ofClasses(0.5), linear: ofClasses(0.7) } },
  confusion: [
    [70, 20, 10],
    [10, 80, 10],
    [0, 0, 100],
  ],
  roc: [
    {
      className: 'First',
      area: 0.9,
      points: [
        [0, 0],
        [0.1, 0.8],
        [1, 1],
      ],
    },
  ],
  precisionRecall: [
    {
      className: 'First',
      area: 0.8,
      points: [
        [0, 1],
        [0.8, 0.9],
        [1, 0.4],
      ],
    },
  ],
  calibration: {
    method: 'temperature',
    before: { brier: 0.3, ece: 0.05, bins },
    after: { brier: 0.28, ece: 0.02, bins },
  },
  residuals: null,
  samples: {
    importance: { rows: 1200, of: 5400, repeats: 5, columns: 7 },
    dependence: { rows: 500, of: 21_600 },
    learning: { validationRows: 4320, skippedSteps: 1 },
    linear: { rows: 17_280, of: 17_280 },
    calibration: { rows: 21_600, of: 21_600 },
    alone: { rows: 20_000, of: 21_600 },
  },
  partialDependence: [
    {
      feature: 'Mathematics',
      column: 'Mathematics',
      kind: 'number',
      values: [40, 90],
      means: [
        [0.1, 0.2, 0.7],
        [0.8, 0.1, 0.1],
      ],
      shares: [0.4, 0.6],
    },
    {
      feature: 'Major',
      column: 'Major',
      kind: 'text',
      values: ['=Law', 'Art'],
      means: [
        [0.3, 0.3, 0.4],
        [0.2, 0.5, 0.3],
      ],
      shares: [0.5, 0.5],
    },
  ],
  groups: {
    column: 'Major',
    groups: [
      { name: '=Law', rows: 200, isSmall: false, scores: ofClasses(0.6, 200) },
      { name: 'Art', rows: 90, isSmall: false, scores: ofClasses(0.9, 90) },
      { name: 'Music', rows: 3, isSmall: true, scores: ofClasses(0.3, 3) },
    ],
    total: 3,
  },
});

/** A training of a number. */
export const sampleRegression: TrainingReport = plain({
  ...shared,
  ...{
    task: 'regression',
    target: 'Price',
    metric: 'rmse',
    classes: null,
    confusion: null,
    calibration: null,
    groups: null,
  },
  ...{ roc: [], precisionRecall: [], warnings: [] },
  crossValidated: { mean: ofNumber(12), deviation: ofNumber(0.5, 0), folds: [ofNumber(12)] },
  ...{ holdout: ofNumber(13, 100), baseline: { trivial: ofNumber(30), linear: ofNumber(20) } },
  residuals: {
    points: [
      [10, 12],
      [20, 19],
    ],
    histogram: [
      { from: -2, to: 0, rows: 140 },
      { from: 0, to: 2, rows: 160 },
    ],
  },
  partialDependence: [
    {
      feature: 'Sold',
      column: 'Sold',
      kind: 'date',
      values: ['2024-01-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z'],
      means: [[10], [20]],
      shares: [0.5, 0.5],
    },
  ],
});
