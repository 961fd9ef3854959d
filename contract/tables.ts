import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { columnTypes, ticketIdSchema } from './files.ts';
import { artifactKinds, jobIdSchema, progressSchema } from './jobs.ts';
import { readingSchema } from './reading.ts';
import { request } from './request.ts';
import { columnPlaceSchema, tableViewSchema } from './table-view.ts';

/** A table that can be looked at: rows that a job has made, one table of a chosen file, or the rows of a query. */
export const tableSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), jobId: jobIdSchema, artifact: z.enum(artifactKinds).default('rows') }),
  z.object({ kind: z.literal('input'), ticket: ticketIdSchema, reading: readingSchema }),
  z.object({ kind: z.literal('query'), queryId: z.string().regex(/^[0-9a-f]{64}$/) }),
]);
export type TableSource = z.infer<typeof tableSourceSchema>;

/** Dates are ISO text (`2024-03-01` or `2024-03-01T08:30:00`); numbers JSON cannot hold are `Infinity`, `-Infinity`, `NaN`. */
export const tableCellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type TableCell = z.infer<typeof tableCellSchema>;

export const tableColumnSchema = z.object({
  name: z.string(),
  type: z.enum(columnTypes),
  /** What its numbers count, such as kg or ¥; absent where nothing is known. */
  unit: z.string().optional(),
  /** Its numbers are shares: 0.125 is 12.5 %. */
  isPercent: z.boolean().optional(),
  /** How its truth values were written, where that was in words. */
  words: z.object({ yes: z.string(), no: z.string() }).optional(),
});
export type TableColumn = z.infer<typeof tableColumnSchema>;

/** How a table of a chosen file stands: it is read once, then kept for as long as there is room. */
export const tableStateSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('reading'),
    progress: progressSchema.pick({ fraction: true, stage: true, rowsDone: true }),
  }),
  z.object({ state: z.literal('ready'), columns: z.array(tableColumnSchema), rows: z.number().int() }),
]);
export type TableState = z.infer<typeof tableStateSchema>;

export const openedTableSchema = z.object({
  state: z.enum(['reading', 'ready']),
  columns: z.array(tableColumnSchema),
  /** Rows in all; while the table is still read, the estimate, if there is one. */
  rows: z.number().int().nullable(),
  /** While it is still read, the first rows as far as they are known (at most 200 × 200); then empty. */
  firstRows: z.array(z.array(tableCellSchema)),
});
export type OpenedTable = z.infer<typeof openedTableSchema>;

export const maxPageRows = 1000;
export const maxPageColumns = 500;

/** The columns asked for, in the order they are wanted in. */
const columnPlaces = z.array(columnPlaceSchema).min(1).max(maxPageColumns);
const viewed = { source: tableSourceSchema, view: tableViewSchema };
const rowsFrom = z.number().int().min(0);

export const tablePageSchema = z.object({
  rows: z.array(z.array(tableCellSchema)),
  /** For each row its 0-based place in the table. */
  rowPlaces: z.array(z.number().int()),
  /** Rows of the view. */
  totalRows: z.number().int(),
});
export type TablePage = z.infer<typeof tablePageSchema>;

/** A view being made (its fraction), then its rows. */
export const viewStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('making'), fraction: z.number().min(0).max(1) }),
  z.object({ state: z.literal('ready'), rows: z.number().int() }),
]);
export type ViewState = z.infer<typeof viewStateSchema>;

/** One column within a view. */
export const columnStatisticsSchema = z.object({
  column: columnPlaceSchema,
  /** Cells with a value, and empty ones. */
  count: z.number().int(),
  missing: z.number().int(),
  /** Different values; beyond some ten thousand it is an estimate (HyperLogLog, ±2 % or so). */
  distinct: z.number().int(),
  isDistinctExact: z.boolean(),
  /** null where there is no value; for text, the first and last by code point. */
  minimum: tableCellSchema,
  maximum: tableCellSchema,
  /** Of numbers, without infinities. */
  mean: z.number().nullable(),
  /** Of numbers and dates: how many lie in each of as many equal steps from minimum to maximum; else null. */
  histogram: z.array(z.number().int()).nullable(),
  /** The most frequent values first, ties by value; null where nearly every value is different. */
  topValues: z.array(z.object({ value: tableCellSchema, count: z.number().int() })).nullable(),
});
export type ColumnStatistics = z.infer<typeof columnStatisticsSchema>;

/** Cells copied at once at most: what a spreadsheet program still pastes within seconds. */
export const maxCopiedCells = 1_000_000;
export const maxCopiedBytes = 32 * 2 ** 20;
/** As HTML, which keeps `007` a text where it is pasted, fewer are given. */
export const maxCopiedHtmlCells = 50_000;

const cellRange = {
  rows: z.object({ offset: rowsFrom, limit: z.number().int().min(1) }),
  columns: z.array(columnPlaceSchema).min(1).max(16_384),
};

/** A range of a view that is wanted on the clipboard, with or without the names of its columns. */
export const copiedRangeSchema = z.object({ ...viewed, ...cellRange, hasHeader: z.boolean() });
export type CopiedRange = z.infer<typeof copiedRangeSchema>;
export type CopiedRangeInput = z.input<typeof copiedRangeSchema>;

export const foundCellSchema = z.object({
  /** Rows of the view that contain the text. */
  matches: z.number().int(),
  /** The match asked for: its row in the view, its column, and the how-manieth matching row it is, from 0; null: there is none. */
  match: z.object({ row: z.number().int(), column: columnPlaceSchema, ordinal: z.number().int() }).nullable(),
});
export type FoundCell = z.infer<typeof foundCellSchema>;

/** A match without all others having been counted; null: there is none from there on, or nobody can tell so soon. */
export const firstMatchSchema = foundCellSchema.shape.match.unwrap().omit({ ordinal: true }).nullable();
export type FirstMatch = z.infer<typeof firstMatchSchema>;

export const rangeSummarySchema = z.object({
  cells: z.number().int(),
  values: z.number().int(),
  numbers: z.number().int(),
  /** null where there is no number. */
  sum: z.number().nullable(),
  mean: z.number().nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});
export type RangeSummary = z.infer<typeof rangeSummarySchema>;

/**
 * Looking at tables. Every request names the table and the view anew; each throws JOB_UNKNOWN, RESULT_NOT_READY or the faults
 * of a file that cannot be read, TABLE_NOT_READ while a chosen file has not been read to its end, and COLUMN_UNKNOWN.
 */
export const tablesContract = {
  /** The columns and, where the whole table has not been read yet, the first rows: within a moment, whatever the size. */
  openTable: request.input(z.object({ source: tableSourceSchema })).output(openedTableSchema),
  /** Reads the table to its end unless that was done; nobody watching any more, reading stops. */
  watchTable: request.input(z.object({ source: tableSourceSchema })).output(eventIterator(tableStateSchema)),
  /** Makes the order of a view, unless it is made; it stops when nobody waits for it any more. */
  watchView: request.input(z.object(viewed)).output(eventIterator(viewStateSchema)),
  /** A window of a view's rows. Makes the view's order first where that was not done. */
  pageTable: request
    .input(
      z.object({ ...viewed, columns: columnPlaces, offset: rowsFrom, limit: z.number().int().min(1).max(maxPageRows) }),
    )
    .output(tablePageSchema),
  /** What columns hold within the view's rows; `topValues`: how many of the most frequent ones. */
  describeColumns: request
    .input(
      z.object({
        ...viewed,
        columns: z.array(columnPlaceSchema).min(1).max(50),
        topValues: z.number().int().min(0).max(1000).default(5),
        bins: z.number().int().min(1).max(100).default(24),
      }),
    )
    .output(z.object({ columns: z.array(columnStatisticsSchema) })),
  /** What a range holds, for the status line; `rows` may exceed the view. */
  summarizeRange: request.input(z.object({ ...viewed, ...cellRange })).output(rangeSummarySchema),
  /** The next cell that contains a text, in reading order within `columns`, after `from`; it begins anew at the end. */
  findInTable: request
    .input(
      z.object({
        ...viewed,
        columns: z.array(columnPlaceSchema).min(1).max(16_384),
        text: z.string().min(1).max(1000),
        from: z.object({ row: rowsFrom, isIncluded: z.boolean() }),
        direction: z.enum(['forward', 'backward']),
      }),
    )
    .output(foundCellSchema),
  /**
   * The first match from a row on, as soon as it is met: what a person sees while `findInTable` still counts. Of a sorted or
   * filtered view only that one can tell.
   */
  findFirstInTable: request
    .input(
      z.object({
        ...viewed,
        columns: z.array(columnPlaceSchema).min(1).max(16_384),
        text: z.string().min(1).max(1000),
        fromRow: rowsFrom,
      }),
    )
    .output(z.object({ match: firstMatchSchema })),
};
