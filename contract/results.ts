import { z } from 'zod';
import { columnTypes } from './files.ts';
import { importReportSchema } from './import-report.ts';
import { artifactSchema, jobIdSchema } from './jobs.ts';
import { columnProfileSchema, correlationsSchema, overviewSchema } from './profile.ts';
import { request } from './request.ts';
import { locales } from './texts.ts';

export const reportFormats = ['xlsx', 'html', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const page = (maximum: number) => ({
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(maximum),
});

/** `sheet`: as they stand; `missing`: most missing cells first, ties in sheet order. */
export const columnOrders = ['sheet', 'missing'] as const;
export type ColumnOrder = (typeof columnOrders)[number];

/** Each answers with the fault RESULT_NOT_READY while the job has not made that part yet. */
export const resultsContract = {
  getOverview: request.input(z.object({ jobId: jobIdSchema })).output(overviewSchema),
  /** Column cards; `search` keeps names that contain it, whatever the case, `type` columns of that type. */
  listColumns: request
    .input(
      z.object({
        jobId: jobIdSchema,
        search: z.string().max(200),
        type: z.enum(columnTypes).nullable().default(null),
        order: z.enum(columnOrders).default('sheet'),
        ...page(500),
      }),
    )
    .output(z.object({ columns: z.array(columnProfileSchema), total: z.number().int() })),
  getCorrelations: request.input(z.object({ jobId: jobIdSchema })).output(correlationsSchema),
  /** What was done to the cells on the way in. */
  getImportReport: request.input(z.object({ jobId: jobIdSchema })).output(importReportSchema),
  /** Makes the report (once; later calls give the same artifact). */
  makeReport: request
    .input(z.object({ jobId: jobIdSchema, format: z.enum(reportFormats), locale: z.enum(locales) }))
    .output(artifactSchema),
};
