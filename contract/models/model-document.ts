import { z } from 'zod';

/** What is foretold: a number, one of two classes, or one of several. */
export const predictionTasks = ['regression', 'binary', 'multiclass'] as const;
export type PredictionTask = (typeof predictionTasks)[number];

/**
 * How a margin becomes a value or a probability. `logistic` of several classes: each against all others, so that the probabilities of
 * a row need not sum to 1. `step`: the model tells one of two classes without a probability, the second above 0; these are 1 and 0.
 * `square` keeps the sign of the margin.
 */
export const links = ['identity', 'logistic', 'softmax', 'exponential', 'step', 'square', 'softplus'] as const;

/** Typed arrays little-endian in base64, as they stand in `TreeEnsemble` (workers/trees/ensemble.ts). */
export const packedEnsembleSchema = z.object({
  outputs: z.number().int().min(1).max(10_000),
  features: z.number().int().min(0).max(1_000_000),
  roundsToSingle: z.boolean(),
  baseScores: z.string(),
  treeStarts: z.string(),
  treeOutputs: z.string(),
  splitFeatures: z.string(),
  thresholds: z.string(),
  leftNodes: z.string(),
  rightNodes: z.string(),
  flags: z.string(),
  setStarts: z.string(),
  setSizes: z.string(),
  setWords: z.string(),
  values: z.string(),
  covers: z.string(),
  gains: z.string(),
});
export type PackedEnsemble = z.infer<typeof packedEnsembleSchema>;

/** Weights of a linear model, by feature and then by output, and what is added to each output: doubles, little-endian, in base64. */
export const packedLinearSchema = z.object({
  outputs: z.number().int().min(1).max(10_000),
  features: z.number().int().min(0).max(1_000_000),
  baseScores: z.string(),
  weights: z.string(),
});
export type PackedLinear = z.infer<typeof packedLinearSchema>;

/** Leaves that hold a linear model each, as they stand in `LinearLeaves` (workers/models/linear/linear-leaves.ts). */
export const packedLeavesSchema = z.object({
  constants: z.string(),
  starts: z.string(),
  features: z.string(),
  weights: z.string(),
});
export type PackedLeaves = z.infer<typeof packedLeavesSchema>;

/** What CatBoost asks of a row for one of its statistics; `feature` is a place in the matrix. */
export const statisticElementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('category'), feature: z.number().int().min(0) }),
  z.object({ kind: z.literal('level'), feature: z.number().int().min(0), level: z.number().int().min(0) }),
  /** Whether the number is above; `isNanAbove`: what is missing is. */
  z.object({
    kind: z.literal('border'),
    feature: z.number().int().min(0),
    border: z.number(),
    isNanAbove: z.boolean(),
  }),
]);
export type StatisticElement = z.infer<typeof statisticElementSchema>;

/** Features that CatBoost makes of categories and what else is asked of a row; they stand behind those of the matrix. */
export const categoryStatisticsSchema = z.object({
  /**
   * By feature of the matrix CatBoost's hash of each level, a whole number of 32 bits with its sign; none for numbers. Of a feature of
   * texts those of the categories that trees ask for one by one, whose places are their codes.
   */
  levelHashes: z.array(z.array(z.number().int())),
  tables: z.array(
    z.object({
      elements: z.array(statisticElementSchema).min(1),
      /** Of the answers to all elements together: whole numbers of 64 bits as texts, and the value of the feature for each. */
      hashes: z.array(z.string().regex(/^\d{1,20}$/)),
      values: z.array(z.number()),
      /** The value where the answers were not seen in training. */
      otherwise: z.number(),
    }),
  ),
});
export type CategoryStatistics = z.infer<typeof categoryStatisticsSchema>;

/** What scores a matrix of features. */
export const predictorSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trees'),
    ensemble: packedEnsembleSchema,
    statistics: categoryStatisticsSchema.optional(),
  }),
  z.object({ kind: z.literal('linearTrees'), ensemble: packedEnsembleSchema, leaves: packedLeavesSchema }),
  z.object({ kind: z.literal('linear'), linear: packedLinearSchema }),
  /** A foreign model that its own runtime scores; `bytes` is the .onnx file in base64. */
  z.object({ kind: z.literal('onnx'), bytes: z.string() }),
]);

/** Parts of a date that become a feature each. `days` counts from 1970-01-01 UTC, with the time of day as a fraction. */
export const dateParts = ['days', 'year', 'month', 'dayOfMonth', 'dayOfWeek', 'hour'] as const;

/** How one feature is made of a cell. A cell that is missing, or cannot be read as its column's type, is NaN (numbers) or −1 (categories). */
export const featureEncodingSchema = z.discriminatedUnion('kind', [
  /** The number itself; a boolean is 0 or 1. */
  z.object({ kind: z.literal('number') }),
  z.object({ kind: z.literal('datePart'), part: z.enum(dateParts) }),
  /** The place of the text among the levels; a text that is none of them is unseen: −1. */
  z.object({ kind: z.literal('category'), levels: z.array(z.string()) }),
  /** The text itself, of a foreign model that does not tell which ones it knows: ONNX, to which a missing one is empty, and CatBoost. */
  z.object({ kind: z.literal('text') }),
  /** The place of the text among the levels as a number; `blanks` are missing, and so is, unless told otherwise, what is none of the levels. */
  z.object({
    kind: z.literal('levelPlace'),
    levels: z.array(z.string()),
    blanks: z.array(z.string()),
    /** `between`: a text that is none of the levels stands half a place before the first level that is greater (by UTF-16 units). */
    unseen: z.enum(['missing', 'between']).optional(),
  }),
  /** For text of many levels: what the target is like where the text stands, shrunk towards all rows; unseen ones get `prior`. */
  z.object({
    kind: z.literal('targetStatistic'),
    /** The class whose share it is; null for a number. */
    classPlace: z.number().int().nullable(),
    prior: z.number(),
    levels: z.array(z.string()),
    values: z.array(z.number()),
  }),
]);
export type FeatureEncoding = z.infer<typeof featureEncodingSchema>;

export const modelFeatureSchema = z.object({
  /** As a person reads it, such as `Enrolment date (month)`. */
  name: z.string(),
  /** Place among the model's columns. */
  column: z.number().int().min(0),
  encoding: featureEncodingSchema,
});
export type ModelFeature = z.infer<typeof modelFeatureSchema>;

export const modelColumnTypes = ['number', 'text', 'boolean', 'date'] as const;

/** How the values of a column, or the predictions, were spread in training: what drift (PSI) is measured against. */
export const referenceSchema = z.discriminatedUnion('kind', [
  /** `edges` rise; bin `i` is below `edges[i]`, the last one from the last edge on. Shares sum to 1 with `missingShare`. */
  z.object({
    kind: z.literal('number'),
    edges: z.array(z.number()),
    shares: z.array(z.number()),
    missingShare: z.number(),
    minimum: z.number().nullable(),
    maximum: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('text'),
    levels: z.array(z.string()),
    shares: z.array(z.number()),
    /** Of levels that are not listed. */
    otherShare: z.number(),
    missingShare: z.number(),
  }),
]);
export type Reference = z.infer<typeof referenceSchema>;

export const modelColumnSchema = z.object({
  name: z.string(),
  type: z.enum(modelColumnTypes),
  unit: z.string().nullable(),
  isPercent: z.boolean(),
  /** null for a foreign model. */
  reference: referenceSchema.nullable(),
  /** A value to begin with where a person tries inputs: the median, or the most frequent text (dates as ISO text). */
  typical: z.union([z.number(), z.string(), z.boolean()]).nullable(),
});
export type ModelColumn = z.infer<typeof modelColumnSchema>;

/** Made from out-of-fold margins, so that a stated probability of 0.7 is right in 7 of 10 cases. */
export const calibrationSchema = z.discriminatedUnion('kind', [
  /** Margins are divided by it before the link (Guo et al. 2017). */
  z.object({ kind: z.literal('temperature'), temperature: z.number().positive() }),
  /** Probability of each class through a rising curve (by place) of straight lines between its points, then normed to sum 1 (Zadrozny & Elkan 2002). */
  z.object({
    kind: z.literal('isotonic'),
    curves: z.array(z.object({ from: z.array(z.number()), to: z.array(z.number()) })),
  }),
]);
export type Calibration = z.infer<typeof calibrationSchema>;

/** Split conformal prediction (Lei et al. 2018; Romano et al. 2020) from out-of-fold or held-out rows. */
export const conformalSchema = z.object({
  /** What is promised, such as 0.9. */
  coverage: z.number().min(0).max(1),
  /** What was found on rows that took no part in setting it. */
  observedCoverage: z.number().min(0).max(1).nullable(),
  /** Regression: the interval is value − `below` … value + `above`. Classes: the set of the likeliest classes, as long as those before sum to no more than `setThreshold`. */
  below: z.number(),
  above: z.number(),
  setThreshold: z.number().nullable(),
});
export type Conformal = z.infer<typeof conformalSchema>;

/** Which rows count, for the card: scores are on the rows named. What does not apply to the task is null. */
export const scoresSchema = z.object({
  rows: z.number().int(),
  accuracy: z.number().nullable(),
  logloss: z.number().nullable(),
  /** Of the positive class; of several classes the mean of one against the rest, each class counting the same (sklearn: ovr, macro). */
  auc: z.number().nullable(),
  macroF1: z.number().nullable(),
  brier: z.number().nullable(),
  /** Expected calibration error over 10 bins of equal width of the likeliest class. */
  ece: z.number().nullable(),
  rmse: z.number().nullable(),
  mae: z.number().nullable(),
  r2: z.number().nullable(),
});
export type Scores = z.infer<typeof scoresSchema>;

export const scoreSpreadSchema = z.object({
  mean: scoresSchema,
  /** Standard deviation over the folds; `rows` is 0. */
  deviation: scoresSchema,
  folds: z.array(scoresSchema),
});
export type ScoreSpread = z.infer<typeof scoreSpreadSchema>;

/** What a person should know before trusting a model. Foreign models lack most of it. */
export const modelCardSchema = z.object({
  origin: z.enum(['trained', 'xgboost', 'lightgbm', 'catboost', 'onnx']),
  engineVersion: z.string(),
  /** Files it was trained on; SHA-256 of their bytes together. */
  files: z.array(z.string()),
  dataFingerprint: z.string().nullable(),
  rows: z.number().int().nullable(),
  trees: z.number().int(),
  seed: z.number().int().nullable(),
  /** As given, completed; JSON. */
  options: z.record(z.string(), z.unknown()),
  crossValidated: scoreSpreadSchema.nullable(),
  holdout: scoresSchema.nullable(),
  test: scoresSchema.nullable(),
  baseline: z.object({ trivial: scoresSchema, linear: scoresSchema.nullable() }).nullable(),
  /** Gain of each feature as a share of all, the largest first, at most 50. */
  importance: z.array(z.object({ feature: z.string(), share: z.number() })),
  /** Codes with values, whose sentences stand in training-texts.ts; documents of older versions hold sentences. */
  warnings: z.array(
    z.union([
      z.string(),
      z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
    ]),
  ),
});
export type ModelCard = z.infer<typeof modelCardSchema>;

export const modelFormatVersion = 1;

/**
 * A model as one JSON document: all that scoring needs, and its card. It holds no name, id or date of its own (those stand in
 * the model library), so the same training gives the same bytes.
 */
export const modelDocumentSchema = z.object({
  format: z.literal('auspex-model'),
  formatVersion: z.literal(modelFormatVersion),
  task: z.enum(predictionTasks),
  target: z.object({
    /** Empty: the file of a foreign model does not tell it, and neither did who imported it. */
    name: z.string(),
    unit: z.string().nullable(),
    isPercent: z.boolean(),
    /** By place; null for a number. Of a binary model the second is the one the probability speaks of. */
    classes: z.array(z.string()).nullable(),
  }),
  link: z.enum(links),
  columns: z.array(modelColumnSchema),
  features: z.array(modelFeatureSchema),
  predictor: predictorSchema,
  calibration: calibrationSchema.nullable(),
  conformal: conformalSchema.nullable(),
  /** Of the predictions on the training rows, out of fold: by class place (probability shares) or of the value. */
  predictionReference: referenceSchema.nullable(),
  /** Column that the training was told to hold groups by, such as the major; offered first when predicting. */
  groupColumn: z.string().nullable(),
  card: modelCardSchema,
});
export type ModelDocument = z.infer<typeof modelDocumentSchema>;
