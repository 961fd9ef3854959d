import { z } from 'zod';
import { predictionTasks, scoresSchema } from '../models/model-document.ts';

/** How a column of the model was found in the file. */
export const columnMatchKinds = ['same', 'renamed', 'given', 'absent'] as const;

export const columnMatchSchema = z.object({
  /** Column of the model. */
  column: z.string(),
  /** Column of the file; null where there is none: every row counts as missing there. */
  source: z.string().nullable(),
  kind: z.enum(columnMatchKinds),
  /** 0..1 for a suggested match. */
  similarity: z.number().nullable(),
  /** Of an absent column: one of the file that may be meant, too little alike to be taken for it. */
  perhaps: z.string().optional(),
  /** Cells that could not be read as the column's type and count as missing. */
  unreadableCells: z.number().int(),
  /** Cells with a text the training has not seen; numbers outside the range of the training. */
  unseenCells: z.number().int(),
  outOfRangeCells: z.number().int(),
  missingCells: z.number().int(),
  /** Population stability index against the training rows; null for a foreign model. */
  psi: z.number().nullable(),
  /** What chance alone hardly brings: a drift counts only where the index exceeds it. */
  psiByChance: z.number().nullable(),
  /** Up to five texts, the most frequent first. */
  unseenExamples: z.array(z.string()),
});
export type ColumnMatch = z.infer<typeof columnMatchSchema>;

/** The figures of a group of fewer rows say little of it. */
export const smallGroupRows = 20;

/** Of a group of fewer rows no drift is told: chance alone moves it as far as a drift that counts. */
export const groupDriftRows = 100;
/** So many columns of a group are told, those furthest from the training. */
export const groupDriftColumns = 10;

/** How far the rows of a group are from all those of the training (PSI). */
export const groupDriftSchema = z.object({
  predictionPsi: z.number().nullable(),
  predictionPsiByChance: z.number().nullable(),
  /** The furthest first. */
  columns: z.array(z.object({ column: z.string(), psi: z.number(), psiByChance: z.number().nullable() })),
});
export type GroupDrift = z.infer<typeof groupDriftSchema>;

export const predictionGroupSchema = z.object({
  name: z.string(),
  rows: z.number().int(),
  /** By class place: rows predicted; null for a number. */
  classRows: z.array(z.number().int()).nullable(),
  /** Mean prediction of a number; mean probability of the predicted class. */
  mean: z.number().nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  scores: scoresSchema.nullable(),
  /** Of a number: rows by the bins of the report's histogram; absent in reports of an older version. */
  histogramRows: z.array(z.number().int()).nullable().optional(),
  /** null: too few rows, or a model that tells nothing of its training; absent in reports of an older version. */
  drift: groupDriftSchema.nullable().optional(),
});
export type PredictionGroup = z.infer<typeof predictionGroupSchema>;

export const predictionReportSchema = z.object({
  modelId: z.string().uuid(),
  modelName: z.string(),
  modelVersion: z.number().int(),
  task: z.enum(predictionTasks),
  /** Empty: the model does not name it. */
  target: z.string(),
  unit: z.string().nullable(),
  classes: z.array(z.string()).nullable(),
  file: z.string(),
  rows: z.number().int(),
  /** Rows predicted of each class, or the spread of the values as a histogram. */
  classRows: z.array(z.number().int()).nullable(),
  histogram: z.array(z.object({ from: z.number(), to: z.number(), rows: z.number().int() })).nullable(),
  columns: z.array(columnMatchSchema),
  /** Columns of the file that the model does not use. */
  unusedColumns: z.array(z.string()),
  /** Of the predictions against those of the training. */
  predictionPsi: z.number().nullable(),
  predictionPsiByChance: z.number().nullable(),
  /** What the model promises and what was observed on held-out rows in training. */
  conformal: z.object({ promised: z.number(), observed: z.number().nullable() }).nullable(),
  /** Where the file has the target: scores of these rows, and the share of true values inside their intervals. */
  scores: scoresSchema.nullable(),
  observedCoverage: z.number().nullable(),
  /** Whether the model can tell its reasons; absent in reports of an older version. */
  canExplain: z.boolean().optional(),
  groupBy: z.string().nullable(),
  groups: z.array(predictionGroupSchema),
  groupTotal: z.number().int(),
  warnings: z.array(z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type PredictionReport = z.infer<typeof predictionReportSchema>;
