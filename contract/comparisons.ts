import { z } from 'zod';
import { comparedColumnSchema, comparisonSchema, rowKeySchema, schemaChangesSchema } from './comparison.ts';
import { comparisonOptionsSchema } from './comparison-options.ts';
import { jobIdSchema } from './jobs.ts';
import { request } from './request.ts';
import { tableSourceSchema } from './tables.ts';

/** `sheet`: as in the later table; `drift`: the largest PSI first; `changes`: those that changed in most rows first. */
export const comparedColumnOrders = ['sheet', 'drift', 'changes'] as const;
export type ComparedColumnOrder = (typeof comparedColumnOrders)[number];

/** A result that a later one may be compared with. */
export const earlierResultSchema = z.object({
  jobId: jobIdSchema,
  fileName: z.string(),
  sheet: z.string().nullable(),
  finishedAtMs: z.number(),
  rows: z.number().int(),
  columns: z.number().int(),
  /** The file bears the same name, or one that differs only in its digits, such as a month's. */
  isLikelySame: z.boolean(),
});
export type EarlierResult = z.infer<typeof earlierResultSchema>;

/** How two tables fit together, before they are compared. */
export const tableMatchSchema = z.object({
  schema: schemaChangesSchema,
  /** The names of the columns that are compared, as in the later table. */
  common: z.array(z.string()),
  /** What would tell rows apart; null: nothing does, whole rows would be compared. */
  key: rowKeySchema.nullable(),
  earlierRows: z.number().int(),
  laterRows: z.number().int(),
});
export type TableMatch = z.infer<typeof tableMatchSchema>;

const bothTables = {
  later: tableSourceSchema,
  earlier: tableSourceSchema,
  options: comparisonOptionsSchema.prefault({}),
};

export const comparisonsContract = {
  /** Throws JOB_UNKNOWN, RESULT_NOT_READY. */
  getComparison: request.input(z.object({ jobId: jobIdSchema })).output(comparisonSchema),
  /** A page of the compared columns whose names contain `search`, whatever the case. */
  listComparedColumns: request
    .input(
      z.object({
        jobId: jobIdSchema,
        search: z.string().max(200).default(''),
        order: z.enum(comparedColumnOrders).default('sheet'),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ columns: z.array(comparedColumnSchema), total: z.number().int() })),
  /** Results that hold rows and were made before this one, those of the same file first, then the newest. */
  suggestEarlier: request
    .input(z.object({ jobId: jobIdSchema, limit: z.number().int().min(1).max(100).default(20) }))
    .output(z.object({ results: z.array(earlierResultSchema) })),
  /**
   * How two tables fit together; reads chosen files to their end unless that was done. Throws the faults of reading,
   * COMPARISON_SAME_TABLE, COMPARISON_NO_COMMON_COLUMN, COMPARISON_KEY_MISSING.
   */
  matchTables: request.input(z.object(bothTables)).output(tableMatchSchema),
  /** Submits the comparison of two tables, each a chosen file's or a result's. Throws JOB_UNKNOWN, RESULT_NOT_READY, TICKET_UNKNOWN. */
  compareTables: request.input(z.object(bothTables)).output(z.object({ jobId: jobIdSchema })),
};
