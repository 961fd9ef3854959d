import { z } from 'zod';
import { ticketIdSchema } from '../files.ts';
import { request } from '../request.ts';
import { modelCardSchema, modelColumnSchema, predictionTasks, scoresSchema } from './model-document.ts';

export const modelIdSchema = z.string().uuid();

/** A model as a list shows it. */
export const modelSummarySchema = z.object({
  id: modelIdSchema,
  name: z.string(),
  /** 1 for the first of its name. */
  version: z.number().int().min(1),
  notes: z.string(),
  task: z.enum(predictionTasks),
  /** Empty: neither the file of a foreign model nor who imported it names it. */
  target: z.string(),
  classes: z.array(z.string()).nullable(),
  origin: modelCardSchema.shape.origin,
  createdAtMs: z.number(),
  /** The training that made it, while that job is kept. */
  jobId: z.string().uuid().nullable(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  rows: z.number().int().nullable(),
  columns: z.number().int(),
  trees: z.number().int(),
  /** The most honest scores there are: test, else holdout, else the mean of the folds. */
  scores: scoresSchema.nullable(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelDetailSchema = modelSummarySchema.extend({
  columns: z.number().int(),
  inputs: z.array(modelColumnSchema),
  unit: z.string().nullable(),
  groupColumn: z.string().nullable(),
  card: modelCardSchema,
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;

/** A cell as a person types it into "what if": text is read as the column's type. */
export const givenValueSchema = z.union([z.number(), z.string().max(10_000), z.boolean(), z.null()]);
export type GivenValue = z.infer<typeof givenValueSchema>;

/** One prediction explained: `base` + the sum of `contributions` is the margin of the class (or the value). */
export const explanationSchema = z.object({
  /** By class place; null for a number. */
  probabilities: z.array(z.number()).nullable(),
  predictedClass: z.number().int().nullable(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The class that is explained, by place; null for a number. */
  explainedClass: z.number().int().nullable(),
  base: z.number(),
  margin: z.number(),
  /** One for each column of the model, the largest first; null: this predictor cannot be explained (ONNX, linear leaves). */
  contributions: z
    .array(
      z.object({
        column: z.string(),
        /** The cell as it was read; null: missing. */
        value: givenValueSchema,
        isUnseen: z.boolean(),
        isOutOfRange: z.boolean(),
        amount: z.number(),
      }),
    )
    .nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

const oneModel = z.object({ id: modelIdSchema });

export const modelsContract = {
  /** Models whose name, target or notes contain `search`, the newest first. */
  listModels: request
    .input(
      z.object({
        search: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ models: z.array(modelSummarySchema), total: z.number().int() })),
  /** Throws MODEL_UNKNOWN. */
  getModel: request.input(oneModel).output(modelDetailSchema),
  /** The model that a training made, or that its result was taken over with; null: it made none, or it was removed. Throws JOB_UNKNOWN. */
  findJobModel: request
    .input(z.object({ jobId: z.string().uuid() }))
    .output(z.object({ model: modelSummarySchema.nullable() })),
  /** Throws MODEL_UNKNOWN, MODEL_NAME_TAKEN. All versions of the name move along. */
  renameModel: request.input(oneModel.extend({ name: z.string().trim().min(1).max(200) })).output(modelSummarySchema),
  setModelNotes: request.input(oneModel.extend({ notes: z.string().max(20_000) })).output(modelSummarySchema),
  /** Jobs already accepted with it still work. */
  removeModel: request.input(oneModel).output(z.object({ removed: z.boolean() })),
  /** Adds a model file: one of ours, or XGBoost JSON / UBJSON, LightGBM text, CatBoost JSON, ONNX. Throws MODEL_DAMAGED, MODEL_FORMAT_UNKNOWN, MODEL_VERSION_UNKNOWN, MODEL_MISMATCH. */
  importModel: request
    .input(
      z.object({
        ticket: ticketIdSchema,
        name: z.string().trim().min(1).max(200).nullable().default(null),
        /** Names of the classes by place, where the file does not tell. */
        classes: z.array(z.string()).nullable().default(null),
        target: z.string().nullable().default(null),
        /** A table with the model's columns and its recorded predictions, which ours must equal. */
        check: ticketIdSchema.nullable().default(null),
      }),
    )
    .output(
      z.object({
        model: modelSummarySchema,
        checkedRows: z.number().int().nullable(),
        largestDifference: z.number().nullable(),
      }),
    ),
  /** Predicts one made-up row, on the interactive lane; `explainedClass` null: the predicted one. */
  explainValues: request
    .input(
      oneModel.extend({
        values: z.record(z.string(), givenValueSchema),
        explainedClass: z.number().int().nullable().default(null),
      }),
    )
    .output(explanationSchema),
};
