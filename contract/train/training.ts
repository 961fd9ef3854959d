import { z } from 'zod';
import { jobIdSchema } from '../jobs.ts';
import { request } from '../request.ts';
import { submittedInputSchema } from '../submitted-input.ts';
import { trainingProposalSchema, trainingReportSchema } from './training-report.ts';

export const trainingContract = {
  /**
   * What Auspex would do with a target: task, features, folds. Without a target, the column it thinks is meant. Looks at one
   * table of a chosen file. Throws TARGET_UNKNOWN, TICKET_UNKNOWN and the faults of reading.
   */
  proposeTraining: request
    .input(
      z.object({
        input: submittedInputSchema,
        target: z.string().min(1).nullable(),
        exclude: z.array(z.string()).default([]),
      }),
    )
    .output(trainingProposalSchema),
  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  getTrainingReport: request.input(z.object({ jobId: jobIdSchema })).output(trainingReportSchema),
};
