import type { ColumnMatch, PredictionReport } from '../../../contract/predict/prediction-report.ts';
import { modelIdAt, sampleModel } from './sample-model.ts';
import { classScores, valueScores } from './sample-scores.ts';
import { majors } from './sample-training-report.ts';

const plain = {
  ...{ similarity: null, unreadableCells: 0, unseenCells: 0, outOfRangeCells: 0, missingCells: 3 },
  ...{ psiByChance: 0.03, unseenExamples: [] },
};

/** How the columns of a file fit: one renamed, one absent, some that moved. */
export function sampleMatches(place: number): readonly ColumnMatch[] {
  return sampleModel(place).inputs.map(({ name }, index): ColumnMatch => {
    if (index === 1)
      return { ...plain, column: name, source: `${name} (new)`, kind: 'renamed', similarity: 0.83, psi: 0.02 };
    if (index === 4) return { ...plain, column: name, source: null, kind: 'absent', psi: null, missingCells: 640 };
    const match = {
      ...plain,
      column: name,
      source: name,
      kind: 'same' as const,
      psi: index === 2 ? 0.31 : index === 3 ? 0.14 : 0.01,
    };
    return index === 0 ? { ...match, unseenCells: 12, unseenExamples: ['人工智能', 'Robotics'] } : match;
  });
}

interface ReportWish {
  readonly groups?: number;
  readonly isNumber?: boolean;
}

/** The report of a prediction of any number of groups. */
export function samplePredictionReport({
  groups = majors.length,
  isNumber = false,
}: ReportWish = {}): PredictionReport {
  const place = isNumber ? 2 : 0;
  const model = sampleModel(place);
  const { classes } = model;
  return {
    ...{ modelId: modelIdAt(place), modelName: model.name, modelVersion: model.version, task: model.task },
    ...{ target: model.target, unit: model.unit, classes, file: 'grades-2024.xlsx', rows: 640 },
    classRows: classes && [300, 262, 60, 18],
    histogram: classes
      ? null
      : Array.from({ length: 20 }, (_, bin) => ({
          ...{ from: 40 + bin * 3, to: 43 + bin * 3, rows: Math.round(80 * Math.exp(-(((bin - 11) / 5) ** 2))) },
        })),
    columns: [...sampleMatches(place)],
    unusedColumns: ['学号', '姓名'],
    ...{ predictionPsi: 0.12, predictionPsiByChance: 0.03, conformal: { promised: 0.9, observed: 0.907 } },
    ...{ scores: classes ? classScores(0.76, 640) : valueScores(6.9, 640), observedCoverage: 0.893 },
    ...{ groupBy: 'Major', groupTotal: groups },
    groups: Array.from({ length: Math.min(1000, groups) }, (_, index) => {
      const rows = 20 + ((index * 37) % 90);
      const first = Math.round(rows * (0.3 + (index % 5) * 0.1));
      return {
        ...{ name: majors[index] ?? `Major ${index + 1}`, rows, classRows: classes && [first, rows - first - 2, 2, 0] },
        ...{ mean: classes ? 0.71 : 70 + (index % 9), minimum: classes ? 0.3 : 41, maximum: classes ? 0.99 : 98 },
        scores: classes ? classScores(0.7 + (index % 9) * 0.01, rows) : valueScores(6, rows),
      };
    }),
    warnings: [{ code: 'COLUMN_ABSENT', values: { column: model.inputs[4]?.name ?? '' } }],
  };
}
