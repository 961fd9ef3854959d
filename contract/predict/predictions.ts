import { z } from 'zod';
import { jobIdSchema } from '../jobs.ts';
import { scoresSchema } from '../models/model-document.ts';
import { explanationSchema } from '../models/models.ts';
import { request } from '../request.ts';
import { submittedInputSchema } from '../submitted-input.ts';
import { columnMatchSchema, predictionReportSchema } from './prediction-report.ts';

export const predictionsContract = {
  /** How the columns of a chosen file fit a model, before predicting. Throws MODEL_UNKNOWN, TICKET_UNKNOWN and the faults of reading. */
  matchColumns: request.input(z.object({ modelId: z.string().uuid(), input: submittedInputSchema })).output(
    z.object({
      columns: z.array(columnMatchSchema.pick({ column: true, source: true, kind: true, similarity: true })),
      fileColumns: z.array(z.string()),
      /** Columns that suit as groups, the likeliest first, with how many groups there would be. */
      groupCandidates: z.array(z.object({ name: z.string(), groups: z.number().int() })),
      hasTarget: z.boolean(),
    }),
  ),
  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  getPredictionReport: request.input(z.object({ jobId: jobIdSchema })).output(predictionReportSchema),
  /**
   * Scores of all rows of several predictions by one model that tell the target, taken together; null where none does, or where
   * not every class has its probability in the rows. Throws JOB_UNKNOWN, RESULT_NOT_READY, MODEL_UNKNOWN, REQUEST_INVALID.
   */
  scoreTogether: request
    .input(z.object({ jobIds: z.array(jobIdSchema).min(1).max(1000) }))
    .output(z.object({ scores: scoresSchema.nullable() })),
  /** One row of the result explained, by its 0-based place; `explainedClass` null: the predicted one. Throws MODEL_UNKNOWN once the model is removed. */
  explainRow: request
    .input(
      z.object({
        jobId: jobIdSchema,
        row: z.number().int().min(0),
        explainedClass: z.number().int().nullable().default(null),
      }),
    )
    .output(explanationSchema),
};
