import { z } from 'zod';
import { columnTypes } from './column-types.ts';
import { faultSchema } from './faults.ts';
import { importChanges } from './import-changes.ts';
import { rangeSchema, readingSchema, textEncodings } from './reading.ts';
import { readingNoteSchema } from './reading-notes.ts';
import { request } from './request.ts';

/** Permission for one file the person chose. The renderer holds this, never a path. */
export const ticketSchema = z.object({
  id: z.string().uuid(),
  fileName: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  modifiedAtMs: z.number(),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const ticketIdSchema = z.string().uuid();

/** Permission for one folder the person chose. */
export const folderTicketSchema = z.object({
  id: z.string().uuid(),
  name: z.string(),
  /** The folder as a person would write it, the home folder as `~`; only to be shown. */
  label: z.string(),
});
export type FolderTicket = z.infer<typeof folderTicketSchema>;
export const folderTicketIdSchema = z.string().uuid();

/** What lay in a folder that the person dropped or chose. */
export const droppedFolderSchema = z.object({
  name: z.string(),
  /** In natural order (`2` before `10`), subfolders after the files beside them. Never empty. */
  files: z.array(
    z.object({
      ticket: ticketSchema,
      /** The subfolder it lies in as seen from the dropped one, such as `2024/spring`; empty for the dropped folder itself. */
      subfolder: z.string(),
    }),
  ),
  /** What was left out, and why. */
  skipped: z.object({
    /** Files that are no tables by their names. */
    otherFiles: z.number().int(),
    /** Files and folders that are hidden, lock files of a spreadsheet program, or half downloaded. */
    hidden: z.number().int(),
    /** Files and folders that may not be read. */
    unreadable: z.number().int(),
    /** Whether more tables lie there than are taken at once. */
    hasMore: z.boolean(),
  }),
});
export type DroppedFolder = z.infer<typeof droppedFolderSchema>;
export type FolderFile = DroppedFolder['files'][number];

/** What became of something the person dropped, chose or opened: a ticket, the tickets of a folder, or the fault in its way. */
export const ticketAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), ticket: ticketSchema }),
  z.object({ type: z.literal('folder'), folder: droppedFolderSchema }),
  z.object({ type: z.literal('fault'), fileName: z.string(), fault: faultSchema }),
]);
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;

export const tableFormats = ['xlsx', 'csv', 'parquet', 'json', 'xls', 'xlsb', 'ods'] as const;
/** `xlsx` stands for xlsx and xlsm, `csv` for every delimited text file, `json` for JSON and JSON lines. */
export type TableFormat = (typeof tableFormats)[number];

export { type ColumnType, columnTypes } from './column-types.ts';

/** A part of a sheet that somebody has given a name: a table, or a defined name. */
export const namedRangeSchema = z.object({ name: z.string(), kind: z.enum(['table', 'name']), ref: rangeSchema });
export type NamedRange = z.infer<typeof namedRangeSchema>;

export const sheetSummarySchema = z.object({
  /** The sheet's name; for a text file, the file's name without its ending. */
  name: z.string(),
  visibility: z.enum(['visible', 'hidden', 'veryHidden']),
  /** Ranges that can be read instead of the whole sheet; a table's row of totals is left out. */
  ranges: z.array(namedRangeSchema).optional(),
});
export type SheetSummary = z.infer<typeof sheetSummarySchema>;

/** What kind of text a delimited file is, as detected. */
export const textFormatSchema = z.object({
  encoding: z.enum(textEncodings),
  hasByteOrderMark: z.boolean(),
  delimiter: z.string().length(1),
  quote: z.string().max(1),
  decimal: z.enum(['.', ',']),
  lineBreak: z.enum(['\n', '\r\n', '\r']),
});
export type TextFormat = z.infer<typeof textFormatSchema>;

export const fileInspectionSchema = z.object({
  format: z.enum(tableFormats),
  sheets: z.array(sheetSummarySchema),
  /** null for a workbook. */
  textFormat: textFormatSchema.nullable(),
});
export type FileInspection = z.infer<typeof fileInspectionSchema>;

/** How the texts of a column are read, as far as its first rows tell; the whole column decides anew. */
export const columnInterpretationSchema = z.object({
  /** What is done to most of its cells, to how many of those shown, and some of them. */
  change: z.enum(importChanges),
  count: z.number().int(),
  examples: z.array(z.object({ written: z.string(), read: z.string() })),
  unit: z.string().nullable(),
  isPercent: z.boolean(),
  /** Each cell could be read in two ways, such as 03/04/2024. */
  isAmbiguous: z.boolean(),
});
export type ColumnInterpretation = z.infer<typeof columnInterpretationSchema>;

export const previewColumnSchema = z.object({
  name: z.string(),
  /** As it is read, and as it is written. */
  type: z.enum(columnTypes),
  writtenAs: z.enum(columnTypes),
  /** null: its cells are what they are written as. */
  interpretation: columnInterpretationSchema.nullable(),
  /** Every number could be a day written as one, such as 20240301. */
  mayBeDays: z.boolean().optional(),
});
export type PreviewColumn = z.infer<typeof previewColumnSchema>;

export const sheetPreviewSchema = z.object({
  sheet: z.string(),
  columns: z.array(previewColumnSchema),
  /** Tables that stand apart in the sheet, as far as its first rows tell; one alone is not told. */
  ranges: z.array(rangeSchema),
  /** Rows above the table that are not data (titles, blank lines) and lines the header takes; 0-based row of the first data row. */
  headerRows: z.number().int(),
  firstDataRow: z.number().int(),
  /** 0-based row of the first header line; of the first data row where there is no header. */
  headerStart: z.number().int(),
  /** How a delimited text was read, with what the reading asks for; null for every other file. */
  textFormat: textFormatSchema.nullable(),
  notes: z.array(readingNoteSchema),
  /** The first rows as a person would read them; null is an empty cell. At most 200 rows × 200 columns. */
  rows: z.array(z.array(z.string().nullable())),
  /** Columns the sheet has in all; `columns` holds at most 200 of them. */
  columnCount: z.number().int(),
  /** Rows known or estimated from the size; null when it cannot be told without reading everything. */
  estimatedRows: z.number().int().nullable(),
});
export type SheetPreview = z.infer<typeof sheetPreviewSchema>;

export const filesContract = {
  /** The format of a chosen file and its sheets. Throws the faults of a file that cannot be read. */
  inspectFile: request.input(z.object({ ticket: ticketIdSchema })).output(fileInspectionSchema),
  /** The first rows of one sheet, with the type of each column. */
  previewSheet: request.input(z.object({ ticket: ticketIdSchema, reading: readingSchema })).output(sheetPreviewSchema),
};
