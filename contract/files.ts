import { z } from 'zod';
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

export const tableFormats = ['xlsx', 'csv'] as const;
/** `xlsx` stands for xlsx and xlsm, `csv` for every delimited text file. */
export type TableFormat = (typeof tableFormats)[number];

export const columnTypes = ['number', 'text', 'boolean', 'date', 'mixed', 'empty'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const sheetSummarySchema = z.object({
  /** The sheet's name; for a text file, the file's name without its ending. */
  name: z.string(),
  visibility: z.enum(['visible', 'hidden', 'veryHidden']),
});
export type SheetSummary = z.infer<typeof sheetSummarySchema>;

/** What kind of text a delimited file is, as detected. */
export const textFormatSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252']),
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
  previewSheet: request
    .input(z.object({ ticket: ticketIdSchema, sheet: z.string().nullable() }))
    .output(sheetPreviewSchema),
};
