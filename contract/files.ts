import { z } from 'zod';
import { columnTypes } from './column-types.ts';
import { readingSchema, textEncodings } from './reading.ts';
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

export const tableFormats = ['xlsx', 'csv'] as const;
/** `xlsx` stands for xlsx and xlsm, `csv` for every delimited text file. */
export type TableFormat = (typeof tableFormats)[number];

export { type ColumnType, columnTypes } from './column-types.ts';

export const sheetSummarySchema = z.object({
  /** The sheet's name; for a text file, the file's name without its ending. */
  name: z.string(),
  visibility: z.enum(['visible', 'hidden', 'veryHidden']),
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

export const sheetPreviewSchema = z.object({
  sheet: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.enum(columnTypes) })),
  /** Rows above the table that are not data (titles, blank lines) and lines the header takes; 0-based row of the first data row. */
  headerRows: z.number().int(),
  firstDataRow: z.number().int(),
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
