import type { Explanation, ModelDetail, ModelSummary } from '../../../contract/models/models.ts';
import { classScores, deviationOf, valueScores } from './sample-scores.ts';
import { majors, sampleClasses, sampleColumns } from './sample-training-report.ts';

const day = 86_400_000;
const names = [
  '毕业去向',
  'Graduate outcomes, all majors, with re-sits and transfer students (checked by the dean’s office)',
  'churn',
];

/** The id of the `place`th model. */
export const modelIdAt = (place: number) => `10000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** Models of a few names in several versions; every third foretells a number, the last ones came from elsewhere. */
export function sampleModels(count: number): readonly ModelDetail[] {
  return Array.from({ length: count }, (_, place) => sampleModel(place));
}

export function sampleModel(place: number): ModelDetail {
  const isNumber = place % 3 === 2;
  const scores = isNumber ? valueScores(6.2 + place * 0.1) : classScores(0.79 - (place % 7) * 0.012);
  const inputs = sampleColumns(place === 1 ? 320 : 24).filter(({ role }) => role === 'feature');
  const spread = { mean: scores, deviation: deviationOf(scores), folds: [scores, scores] };
  const isForeign = place % 5 === 4;
  return {
    ...{
      id: modelIdAt(place),
      name: names[place % names.length] ?? 'model',
      version: 1 + Math.floor(place / names.length),
    },
    ...{ notes: place === 0 ? 'For the spring report.' : '', task: isNumber ? 'regression' : 'multiclass' },
    ...{
      target: isNumber ? '高等数学 A' : '毕业去向',
      classes: isNumber ? null : sampleClasses.map(({ name }) => name),
    },
    ...{ origin: isForeign ? 'xgboost' : 'trained', createdAtMs: Date.now() - place * 3 * day },
    ...{ jobId: isForeign ? null : modelIdAt(place), sizeBytes: 812_000, sha256: 'b'.repeat(64) },
    ...{ rows: isForeign ? null : 2390, columns: inputs.length, trees: 240, scores: isForeign ? null : scores },
    ...{ unit: isNumber ? 'points' : null, groupColumn: isNumber ? null : 'Major' },
    inputs: inputs.map(({ name, type }) => ({
      ...{ name, unit: name === '体重' ? 'kg' : null, isPercent: false },
      type: type === 'text' || type === 'boolean' || type === 'date' ? type : ('number' as const),
      reference:
        type === 'text'
          ? {
              kind: 'text' as const,
              levels: majors,
              shares: majors.map(() => 0.12),
              otherShare: 0.02,
              missingShare: 0.02,
            }
          : {
              ...{ kind: 'number' as const, edges: [60, 80], shares: [0.2, 0.5, 0.28], missingShare: 0.02 },
              ...{ minimum: 31, maximum: 100 },
            },
      typical: type === 'text' ? (majors[0] ?? null) : type === 'boolean' ? false : type === 'date' ? '2024-03-01' : 74,
    })),
    card: {
      ...{ origin: isForeign ? 'xgboost' : 'trained', engineVersion: '0.1.0' },
      files: isForeign ? ['model.json'] : ['grades-2022.xlsx', 'grades-2023.xlsx'],
      ...{ dataFingerprint: isForeign ? null : 'c'.repeat(64), rows: isForeign ? null : 2390, trees: 240 },
      ...{ seed: isForeign ? null : 20_240_901, options: { preset: place % 2 ? 'quick' : 'balanced', folds: 5 } },
      ...{ crossValidated: isForeign ? null : spread, holdout: isForeign ? null : scores, test: null },
      baseline: isForeign
        ? null
        : {
            trivial: isNumber ? valueScores(11) : classScores(0.44),
            linear: isNumber ? valueScores(8) : classScores(0.71),
          },
      importance: inputs.slice(0, 50).map(({ name }, index) => ({ feature: name, share: 0.3 / (index + 1) })),
      warnings: [],
    },
  };
}

export function summaryOf({ inputs: _i, unit: _u, groupColumn: _g, card: _c, ...summary }: ModelDetail): ModelSummary {
  return summary;
}

/** What a model says of one row: `weight` moves it, so that a changed input is seen to matter. */
export function sampleExplanation(model: ModelDetail, weight: number, explainedClass: number | null): Explanation {
  const amounts = model.inputs.map((_, place) => ((place % 2 ? -1 : 1) * (1 + weight)) / (place + 1.5));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const base = model.classes ? -0.9 : 71;
  const first = 1 / (1 + Math.exp(-sum));
  const probabilities =
    model.classes?.map((_, place, all) => (place === 0 ? first : (1 - first) / (all.length - 1))) ?? null;
  const predicted = probabilities?.indexOf(Math.max(...probabilities)) ?? null;
  return {
    ...{ probabilities, predictedClass: predicted, value: model.classes ? null : base + sum },
    ...{ low: model.classes ? null : base + sum - 8, high: model.classes ? null : base + sum + 8 },
    ...{ explainedClass: explainedClass ?? predicted, base, margin: base + sum },
    contributions: model.inputs.map(({ name, typical }, place) => ({
      ...{
        column: name,
        value: typical,
        isUnseen: place === 3,
        isOutOfRange: place === 5,
        amount: amounts[place] ?? 0,
      },
    })),
  };
}
