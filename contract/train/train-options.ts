import { z } from 'zod';

/** How thorough a training is: `quick` one fit with given settings, `balanced` early stopping, `thorough` a search in a time budget. */
export const trainPresets = ['quick', 'balanced', 'thorough'] as const;
export type TrainPreset = (typeof trainPresets)[number];

/** How rows are dealt out to folds. `time`: each fold is later than what it is trained on. */
export const foldSchemes = ['stratified', 'random', 'grouped', 'time'] as const;
export type FoldScheme = (typeof foldSchemes)[number];

export const objectives = ['squared', 'absolute', 'quantile', 'poisson', 'logistic', 'softmax'] as const;
export const monotoneDirections = ['rising', 'falling'] as const;
const columnName = z.string().min(1).max(1000);

export const trainOptionsSchema = z.object({
  /** Column to predict, by name. */
  target: columnName,
  /** null: as the target suggests. */
  task: z.enum(['classification', 'regression']).nullable().default(null),
  /** null: as the task suggests. */
  objective: z.enum(objectives).nullable().default(null),
  /** For the objective `quantile`. */
  quantile: z.number().gt(0).lt(1).default(0.5),
  /** Columns that must not be used, beside those that are set aside by themselves. */
  exclude: z.array(columnName).max(16_384).default([]),
  /** Columns to use although they would be set aside. */
  include: z.array(columnName).max(16_384).default([]),
  /** Rows of one group never stand on both sides of a fold; scores are told per group. */
  groupColumn: columnName.nullable().default(null),
  /** Folds go by this column: train on the past, test on what came later. */
  timeColumn: columnName.nullable().default(null),
  /** Scores are told by the values of this column (such as the major); rows are not kept together by it. */
  scoreColumn: columnName.nullable().default(null),
  foldScheme: z.enum(foldSchemes).nullable().default(null),
  folds: z.number().int().min(2).max(20).default(5),
  /** Share of the rows held out of everything until the end. */
  holdoutShare: z.number().min(0).max(0.5).default(0.2),
  preset: z.enum(trainPresets).default('balanced'),
  /** For `thorough`. */
  budgetMs: z.number().int().min(1000).max(86_400_000).default(300_000),
  /** null: as the preset has it. */
  trees: z.number().int().min(1).max(20_000).nullable().default(null),
  learningRate: z.number().gt(0).max(1).nullable().default(null),
  depth: z.number().int().min(1).max(16).nullable().default(null),
  leaves: z.number().int().min(2).max(4096).nullable().default(null),
  rowSampling: z.number().gt(0).max(1).nullable().default(null),
  columnSampling: z.number().gt(0).max(1).nullable().default(null),
  lambda: z.number().min(0).max(1e6).nullable().default(null),
  alpha: z.number().min(0).max(1e6).nullable().default(null),
  minChildWeight: z.number().min(0).max(1e9).nullable().default(null),
  /** Rounds without gain on held-back rows after which the fit ends; 0: never; null: as the preset has it (`trees` given: never). */
  earlyStoppingRounds: z.number().int().min(0).max(1000).nullable().default(null),
  /** `balanced`: each class weighs the same in all. */
  classWeights: z.enum(['none', 'balanced']).default('none'),
  monotone: z.record(z.string(), z.enum(monotoneDirections)).default({}),
  /** The last so many of the other inputs are no rows to train on but test files: the final model is scored on them. */
  testInputs: z.number().int().min(0).max(10).default(0),
  /** What the model is called in the library; null: after the target. An existing name gets a next version. */
  modelName: z.string().trim().min(1).max(200).nullable().default(null),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(20_240_901),
});
export type TrainOptions = z.infer<typeof trainOptionsSchema>;
