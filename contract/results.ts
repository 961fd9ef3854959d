import { z } from 'zod';
import { columnTypes } from './files.ts';
import { artifactSchema, jobIdSchema } from './jobs.ts';
import { columnProfileSchema, correlationsSchema, overviewSchema } from './profile.ts';
import { request } from './request.ts';
import { locales } from './texts.ts';

export const reportFormats = ['xlsx', 'html', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const rowsPageSchema = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.enum(columnTypes) })),
  /** Dates come as ISO text (`2024-03-01` or `2024-03-01T08:30:00`). */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  totalRows: z.number().int(),
  totalColumns: z.number().int(),
});
export type RowsPage = z.infer<typeof rowsPageSchema>;

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
  /** A window of rows and of columns. */
  pageRows: request
    .input(
      z.object({
        jobId: jobIdSchema,
        ...page(1000),
        columnOffset: z.number().int().min(0),
        columnLimit: z.number().int().min(1).max(500),
      }),
    )
    .output(rowsPageSchema),
  /** Makes the report (once; later calls give the same artifact). */
  makeReport: request
    .input(z.object({ jobId: jobIdSchema, format: z.enum(reportFormats), locale: z.enum(locales) }))
    .output(artifactSchema),
};
