import { z } from 'zod';
import { exportOptionsSchema } from './export-options.ts';
import { jobIdSchema } from './jobs.ts';
import { request } from './request.ts';
import { tableSourceSchema } from './tables.ts';

export const exportsContract = {
  /**
   * Submits the export of a table as a job of its own. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN, FILE_CHANGED
   * and the like where the file of a result is wanted anew, and REQUEST_INVALID for options that do not go together.
   */
  exportRows: request
    .input(
      z.object({
        source: tableSourceSchema,
        options: exportOptionsSchema.prefault({}),
        /** Every cell as the person's file has it; for a chosen file, or the rows of a result whose file is still as it was. */
        isAsWritten: z.boolean().default(false),
      }),
    )
    .output(z.object({ jobId: jobIdSchema })),
};
