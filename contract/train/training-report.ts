import { z } from 'zod';
import { predictionTasks, scoreSpreadSchema, scoresSchema } from '../models/model-document.ts';
import { foldSchemes } from './train-options.ts';

/** Why a column takes no part, or a person is warned of it. */
export const columnRoles = [
  'feature',
  'target',
  'group',
  'time',
  'id',
  'constant',
  'empty',
  'leak',
  'excluded',
  'text',
] as const;

export const columnProposalSchema = z.object({
  name: z.string(),
  type: z.enum(['number', 'text', 'boolean', 'date', 'mixed', 'empty']),
  role: z.enum(columnRoles),
  /** What the role is seen from, for the sentence about it: such as distinct values, missing cells, the score by this column alone. */
  distinct: z.number().int(),
  missing: z.number().int(),
  /** Score (AUC, macro one against the rest, or R²) that this column alone reaches, 0..1; null where it was not tried. */
  aloneScore: z.number().nullable(),
  /** Suspected of telling the target, whether set aside (role leak) or used. */
  isLeakSuspect: z.boolean(),
});
export type ColumnProposal = z.infer<typeof columnProposalSchema>;

/** How many rows a figure was taken from, and how many there were. */
export const sampleSchema = z.object({ rows: z.number().int(), of: z.number().int() });
export type Sample = z.infer<typeof sampleSchema>;

/** What is proposed for a target, before any training. */
export const trainingProposalSchema = z.object({
  target: z.string(),
  task: z.enum(predictionTasks),
  rows: z.number().int(),
  /** Rows without the target, which cannot be trained on. */
  rowsWithoutTarget: z.number().int(),
  classes: z.array(z.object({ name: z.string(), rows: z.number().int() })).nullable(),
  columns: z.array(columnProposalSchema),
  /** Rows that scores of one column alone were taken from, of those with a target. */
  aloneSample: sampleSchema.optional(),
  foldScheme: z.enum(foldSchemes),
  /** Columns that rows could be grouped by, and such as hold a time, the likeliest first. */
  groupCandidates: z.array(z.string()),
  timeCandidates: z.array(z.string()),
  metric: z.enum(['logloss', 'rmse', 'mae']),
  warnings: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type TrainingProposal = z.infer<typeof trainingProposalSchema>;

const point = z.tuple([z.number(), z.number()]);

/** Points of a curve, thinned to some hundreds. */
export const curveSchema = z.object({ className: z.string(), area: z.number().nullable(), points: z.array(point) });

/** What the figures that are not those of all rows were taken from; null: there is no such figure. */
export const trainingSamplesSchema = z.object({
  /** Rows that each column was shuffled on, of those held out; how often it was, and how many columns were. */
  importance: sampleSchema.extend({ repeats: z.number().int(), columns: z.number().int() }).nullable(),
  /** Rows that a partial dependence averages over, of those trained on. */
  dependence: sampleSchema.nullable(),
  /** The validation rows of the first fold, on which the learning curve is judged, and the steps left out as too long. */
  learning: z.object({ validationRows: z.number().int(), skippedSteps: z.number().int() }).nullable(),
  /** Rows that the linear model of the first fold learned from, of those of the fold. */
  linear: sampleSchema.nullable(),
  /** Rows that the calibration was fitted to, of those predicted out of fold. */
  calibration: sampleSchema.nullable(),
  /** Rows that each column's score alone was taken from, of those with a target. */
  alone: sampleSchema.nullable(),
});
export type TrainingSamples = z.infer<typeof trainingSamplesSchema>;

export const partialDependenceSchema = z.object({
  feature: z.string(),
  column: z.string(),
  kind: z.enum(['number', 'text', 'date']),
  /** Values of the column (numbers, ISO dates, texts) and the mean prediction there: by class place, or one of the value. */
  values: z.array(z.union([z.number(), z.string()])),
  means: z.array(z.array(z.number())),
  /** How the rows are spread over `values`, as shares. */
  shares: z.array(z.number()),
});

/** All that the screens and reports of a training show. Scores are out of fold unless said. */
export const trainingReportSchema = z.object({
  task: z.enum(predictionTasks),
  target: z.string(),
  unit: z.string().nullable(),
  classes: z.array(z.object({ name: z.string(), rows: z.number().int() })).nullable(),
  metric: z.enum(['logloss', 'rmse', 'mae', 'pinball', 'poisson']),
  rows: z.number().int(),
  trainRows: z.number().int(),
  holdoutRows: z.number().int(),
  testRows: z.number().int(),
  rowsWithoutTarget: z.number().int(),
  files: z.array(z.string()),
  columns: z.array(columnProposalSchema),
  features: z.number().int(),
  foldScheme: z.enum(foldSchemes),
  folds: z.number().int(),
  seed: z.number().int(),
  preset: z.string(),
  /** The settings the final model was fitted with. */
  settings: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  /** Settings tried by a search, the best first. */
  search: z.array(z.object({ settings: z.record(z.string(), z.number()), score: z.number(), fits: z.number().int() })),
  trees: z.number().int(),
  crossValidated: scoreSpreadSchema.nullable(),
  holdout: scoresSchema.nullable(),
  test: scoresSchema.nullable(),
  baseline: z.object({
    /** Always the most frequent class (with the shares as probabilities), or the mean. */
    trivial: scoresSchema,
    /** Logistic or linear regression on the same folds; null where it could not be fitted. */
    linear: scoresSchema.nullable(),
  }),
  /** Rows true class × predicted class, out of fold. */
  confusion: z.array(z.array(z.number().int())).nullable(),
  roc: z.array(curveSchema),
  precisionRecall: z.array(curveSchema),
  /** Mean stated probability and share that was right, by bin, before and after calibration. */
  calibration: z
    .object({
      method: z.enum(['temperature', 'isotonic']),
      before: z.object({
        brier: z.number(),
        ece: z.number(),
        bins: z.array(z.object({ stated: z.number(), right: z.number(), rows: z.number().int() })),
      }),
      after: z.object({
        brier: z.number(),
        ece: z.number(),
        bins: z.array(z.object({ stated: z.number(), right: z.number(), rows: z.number().int() })),
      }),
    })
    .nullable(),
  conformal: z
    .object({ promised: z.number(), observed: z.number().nullable(), width: z.number().nullable() })
    .nullable(),
  /** A sample of true value and prediction, and the residuals as a histogram. */
  residuals: z
    .object({
      points: z.array(point),
      histogram: z.array(z.object({ from: z.number(), to: z.number(), rows: z.number().int() })),
    })
    .nullable(),
  /** Rows trained on, and the metric on the rows trained on and on others. */
  learningCurve: z.array(z.object({ rows: z.number().int(), train: z.number(), validation: z.number() })),
  /** Metric by round of the final fit. */
  history: z.object({ train: z.array(z.number()), validation: z.array(z.number()) }),
  /** By feature, the largest gain first: share of gain, and how much the metric worsens on held-out rows when its column is shuffled (mean, deviation). */
  importance: z.array(
    z.object({
      feature: z.string(),
      column: z.string(),
      gain: z.number(),
      permutation: z.number().nullable(),
      permutationDeviation: z.number().nullable(),
    }),
  ),
  partialDependence: z.array(partialDependenceSchema),
  /** Absent in reports that were stored without it. */
  samples: trainingSamplesSchema.optional(),
  /** Scores by the group column or the score column, the worst first. */
  groups: z
    .object({
      column: z.string(),
      groups: z.array(
        z.object({
          name: z.string(),
          rows: z.number().int(),
          scores: scoresSchema,
          /** Too few rows to judge the group by. */
          isSmall: z.boolean(),
        }),
      ),
      total: z.number().int(),
    })
    .nullable(),
  /** Codes with values; sentences in `training-texts.ts`. */
  warnings: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type TrainingReport = z.infer<typeof trainingReportSchema>;
