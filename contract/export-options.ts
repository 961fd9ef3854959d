import { z } from 'zod';
import { columnPlaceSchema, tableViewSchema } from './table-view.ts';
import { locales } from './texts.ts';

export const exportFormats = ['xlsx', 'csv', 'parquet', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A group gets a sheet of one workbook, or a file of its own. */
export const exportSplits = ['sheets', 'files'] as const;

export const exportOptionsSchema = z.object({
  format: z.enum(exportFormats).default('xlsx'),
  /** Places among the table's columns, in the order wanted; null: all, as in the table. */
  columns: z.array(columnPlaceSchema).min(1).max(16_384).nullable().default(null),
  /** Which rows, and in what order. */
  view: tableViewSchema.prefault({}),
  /** The column whose values make the groups, by its place or its name; null: no groups. */
  groupBy: z
    .union([columnPlaceSchema, z.string().min(1)])
    .nullable()
    .default(null),
  split: z.enum(exportSplits).default('sheets'),
  /** Places of columns whose numbers are coloured from low to high. Workbooks only. */
  colorScales: z.array(columnPlaceSchema).max(1000).default([]),
  /** Whether csv text that a spreadsheet program would run is made harmless with an apostrophe. */
  isNeutralised: z.boolean().default(true),
  /** Whether csv tells the unit of a column beside its name: `weight (kg)`. Workbooks show it in every cell. */
  hasUnits: z.boolean().default(true),
  /** Language of what is added to the rows: the index, the name of the group of empty cells. */
  locale: z.enum(locales).default('en'),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
