import type { Scores } from '../../../contract/models/model-document.ts';
import type { TrainingProposal, TrainingReport } from '../../../contract/train/training-report.ts';
import { classScores, deviationOf, valueScores } from './sample-scores.ts';

type Column = TrainingProposal['columns'][number];

export const majors = [
  '智能科学与技术',
  '软件工程',
  'Data science and large-scale data technology (joint programme)',
  'Statistics',
  '信息安全',
  'Applied mathematics',
  '电子信息工程',
  'Physics',
];

const column = (name: string, type: Column['type'], parts: Partial<Column> = {}): Column => ({
  ...{ name, type, role: 'feature', distinct: 48, missing: 0, aloneScore: 0.61, isLeakSuspect: false },
  ...parts,
});

/** As many columns as wished for; the first ones are those of the grades. */
export function sampleColumns(count: number): Column[] {
  const first = [
    column('学号', 'text', { role: 'id', distinct: 3000, aloneScore: 0.5 }),
    column('姓名', 'text', { role: 'id', distinct: 2980, aloneScore: 0.51 }),
    column('Major', 'text', { distinct: 8 }),
    column('高等数学 A', 'number', { missing: 41, aloneScore: 0.72 }),
    column('Linear algebra', 'number', { aloneScore: 0.7 }),
    column('程序设计基础', 'number'),
    column('体重', 'number'),
    column('Due on', 'date', { distinct: 12 }),
    column('Enrolled', 'date', { role: 'constant', distinct: 1 }),
    column('Scholarship', 'boolean', { distinct: 2 }),
    column('备注', 'mixed', { role: 'text', missing: 2100 }),
    column('Degree certificate number, as issued by the registry after graduation', 'text', {
      ...{ role: 'leak', isLeakSuspect: true, aloneScore: 0.998 },
    }),
    column('Column 10', 'empty', { role: 'empty', distinct: 0, missing: 3000 }),
    column('毕业去向', 'text', { role: 'target', distinct: 4, aloneScore: null }),
  ];
  const more = Array.from({ length: Math.max(0, count - first.length) }, (_, index) =>
    column(`Course ${index + 1}`, 'number', { aloneScore: 0.5 + ((index * 7) % 20) / 100 }),
  );
  return [...first, ...more].slice(0, Math.max(count, first.length));
}

export const sampleClasses = [
  { name: '升学 / Further study', rows: 1320 },
  { name: '就业 / Employment', rows: 1290 },
  { name: '自主创业 / Own company', rows: 260 },
  { name: '待定 / Not decided yet', rows: 130 },
];

const classesOf = (count: number) =>
  count <= sampleClasses.length
    ? sampleClasses.slice(0, count)
    : Array.from({ length: count }, (_, index) => ({
        name: `Class ${String(index + 1).padStart(4, '0')}`,
        rows: 20 + (index % 9),
      }));

/** What is proposed for a chosen file: `target` decides whether it is a class or a number. */
export function sampleProposal(target: string | null, columnCount = 24): TrainingProposal {
  const columns = sampleColumns(columnCount).map((one): Column => {
    if (target === null) return one;
    if (one.name === target) return { ...one, role: 'target' };
    return one.role === 'target' ? { ...one, role: 'feature' } : one;
  });
  const chosen = target ?? '毕业去向';
  const isNumber = columns.find(({ name }) => name === chosen)?.type === 'number';
  return {
    ...{ target: chosen, task: isNumber ? 'regression' : 'multiclass', rows: 3000, rowsWithoutTarget: 12 },
    classes: isNumber ? null : sampleClasses,
    ...{ columns, foldScheme: isNumber ? 'random' : 'stratified', metric: isNumber ? 'rmse' : 'logloss' },
    ...{ groupCandidates: ['Major'], timeCandidates: ['Due on'], warnings: [] },
  };
}

const spread = (mean: Scores) => ({
  mean,
  deviation: deviationOf(mean),
  folds: [mean, mean, mean, mean, mean],
});

function confusionOf(classes: readonly { rows: number }[]): number[][] {
  return classes.map(({ rows }, truth) => {
    const right = Math.round(rows * (0.86 - truth * 0.02));
    return classes.map((_, predicted) => {
      if (predicted === truth) return right;
      return Math.round(((rows - right) / (classes.length - 1)) * (1 + ((truth + predicted) % 3) * 0.2));
    });
  });
}

const curve = (steepness: number): [number, number][] =>
  Array.from({ length: 60 }, (_, place) => {
    const x = place / 59;
    return [x, 1 - (1 - x) ** steepness];
  });

const binsOf = (bend: number) =>
  Array.from({ length: 10 }, (_, place) => {
    const stated = 0.3 + place * 0.07;
    return { stated, right: Math.min(1, stated ** bend), rows: 40 + place * 31 };
  });

interface ReportWish {
  readonly classes?: number;
  readonly columns?: number;
  readonly groups?: number;
  readonly isNumber?: boolean;
}

/** A training's report of any size, as the engine makes it. */
export function sampleTrainingReport(wish: ReportWish = {}): TrainingReport {
  const { isNumber = false, groups = majors.length } = wish;
  const classes = isNumber ? null : classesOf(wish.classes ?? 4);
  const columns = sampleColumns(wish.columns ?? 24);
  const features = columns.filter(({ role }) => role === 'feature');
  const scores = (share: number) => (isNumber ? valueScores(4 + (1 - share) * 10) : classScores(share));
  const history = Array.from({ length: 240 }, (_, round) => 0.45 + 0.8 * Math.exp(-round / 40));
  return {
    ...{ task: isNumber ? 'regression' : 'multiclass', target: isNumber ? '高等数学 A' : '毕业去向' },
    ...{ unit: isNumber ? 'points' : null, classes, metric: isNumber ? 'rmse' : 'logloss', rows: 3000 },
    ...{ trainRows: 2390, holdoutRows: 598, testRows: 0, rowsWithoutTarget: 12 },
    files: ['grades-2022.xlsx', 'grades-2023.xlsx'],
    ...{ columns, features: features.length + 3, foldScheme: isNumber ? 'random' : 'stratified', folds: 5 },
    ...{ seed: 20_240_901, preset: 'balanced', trees: 240 },
    settings: { trees: 240, learningRate: 0.05, depth: 6, rowSampling: 0.8, columnSampling: 0.8, minChildWeight: 1 },
    search: [
      { settings: { learningRate: 0.05, depth: 6 }, score: 0.4821, fits: 5 },
      { settings: { learningRate: 0.1, depth: 4 }, score: 0.4902, fits: 5 },
    ],
    crossValidated: spread(scores(0.78)),
    ...{ holdout: scores(0.785), test: null, baseline: { trivial: scores(0.44), linear: scores(0.71) } },
    confusion: classes && confusionOf(classes),
    roc: (classes ?? []).map(({ name }, place) => ({
      className: name,
      area: 0.93 - (place % 9) * 0.02,
      points: curve(6 - (place % 4)),
    })),
    precisionRecall: (classes ?? []).map(({ name }, place) => ({
      ...{ className: name, area: 0.9 - (place % 9) * 0.05 },
      points: curve(3).map(([x]): [number, number] => [x, 1 - x ** (2 + (place % 4)) * 0.6]),
    })),
    calibration: isNumber
      ? null
      : {
          method: 'temperature',
          before: { brier: 0.341, ece: 0.061, bins: binsOf(1.35) },
          after: { brier: 0.322, ece: 0.014, bins: binsOf(1.02) },
        },
    conformal: { promised: 0.9, observed: 0.907, width: isNumber ? 16.2 : 1.4 },
    residuals: isNumber
      ? {
          points: Array.from({ length: 700 }, (_, place): [number, number] => {
            const truth = 40 + ((place * 37) % 600) / 10;
            return [truth, truth * 0.8 + 14 + Math.sin(place * 12.9) * 8];
          }),
          histogram: Array.from({ length: 24 }, (_, bin) => ({
            ...{ from: -24 + bin * 2, to: -22 + bin * 2 },
            rows: Math.round(300 * Math.exp(-(((bin - 12) / 5) ** 2))),
          })),
        }
      : null,
    learningCurve: [0.1, 0.25, 0.5, 0.75, 1].map((share) => ({
      ...{ rows: Math.round(2390 * share), train: 0.32 + share * 0.06, validation: 0.62 - share * 0.13 },
    })),
    history: { train: history.map((value) => value - 0.12), validation: history },
    importance: features.map(({ name }, place) => ({
      ...{ feature: name, column: name, gain: 0.3 / (place + 1) },
      ...{ permutation: 0.08 / (place + 1), permutationDeviation: 0.006 },
    })),
    partialDependence: [
      {
        ...{ feature: '高等数学 A', column: '高等数学 A', kind: 'number' },
        values: Array.from({ length: 20 }, (_, place) => 40 + place * 3),
        means: Array.from({ length: 20 }, (_, place) =>
          classes ? classes.map((_, one) => (one === 0 ? 0.1 + place * 0.04 : 0.9 / classes.length)) : [55 + place * 2],
        ),
        shares: Array.from({ length: 20 }, (_, place) => 0.1 * Math.exp(-(((place - 11) / 5) ** 2))),
      },
      {
        ...{ feature: 'Major', column: 'Major', kind: 'text', values: majors },
        means: majors.map((_, place) =>
          classes ? classes.map(() => 1 / classes.length + place * 0.01) : [60 + place],
        ),
        shares: majors.map(() => 1 / majors.length),
      },
    ],
    groups: {
      ...{ column: 'Major', total: groups },
      groups: Array.from({ length: Math.min(groups, 1000) }, (_, place) => ({
        name: majors[place] ?? `Major ${place + 1}`,
        ...{ rows: 400 - (place % 380), scores: scores(0.64 + (place % 20) * 0.011), isSmall: place % 380 > 370 },
      })),
    },
    warnings: [],
  };
}
