import { z } from 'zod';
import { exportOptionsSchema } from './export-options.ts';
import { jobIdSchema } from './jobs.ts';
import { request } from './request.ts';
import { tableSourceSchema } from './tables.ts';

export const exportsContract = {
  /**
   * Submits the export of a table as a job of its own. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN, and
   * REQUEST_INVALID for options that do not go together.
   */
  exportRows: request
    .input(z.object({ source: tableSourceSchema, options: exportOptionsSchema.prefault({}) }))
    .output(z.object({ jobId: jobIdSchema })),
};
