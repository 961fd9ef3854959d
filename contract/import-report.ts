import { z } from 'zod';
import { columnTypes, textFormatSchema } from './files.ts';
import { importChanges, keptReasons } from './import-changes.ts';
import { readingNoteSchema } from './reading-notes.ts';

const changeEntrySchema = z.object({
  change: z.enum(importChanges),
  /** Cells. */
  count: z.number().int(),
  /** The first of their rows, as the file numbers them from 1; rising. */
  rows: z.array(z.number().int()),
  /** One for each distinct text at first, as far as there is room. */
  examples: z.array(z.object({ written: z.string(), read: z.string() })),
});
export type ChangeEntry = z.infer<typeof changeEntrySchema>;

export const importedColumnSchema = z.object({
  /** 0-based place in the sheet, and the unique name. */
  index: z.number().int(),
  name: z.string(),
  /** What its cells are in the file, and what they became. */
  writtenAs: z.enum(columnTypes),
  readAs: z.enum(columnTypes),
  isAsWritten: z.boolean(),
  /** Of every number, such as kg, ℃ or ¥; null where there is none. */
  unit: z.string().nullable(),
  /** 12.5 % became 0.125. */
  isPercent: z.boolean(),
  /** How the column writes numbers and dates, where that was decided from it. */
  decimal: z.enum(['.', ',']).nullable(),
  dateOrder: z.enum(['dayFirst', 'monthFirst']).nullable(),
  /** Every cell could be read in two ways, such as 03/04/2024 or 1,234. */
  isAmbiguous: z.boolean(),
  /** Times of different zones became times of UTC. */
  isInUtc: z.boolean(),
  changes: z.array(changeEntrySchema),
  kept: z
    .object({
      reason: z.enum(keptReasons),
      count: z.number().int(),
      rows: z.array(z.number().int()),
      /** Distinct values with the most cells first, and how many there are in all (null: more than were counted). */
      values: z.array(z.object({ value: z.string(), count: z.number().int() })),
      distinct: z.number().int().nullable(),
    })
    .nullable(),
});
export type ImportedColumn = z.infer<typeof importedColumnSchema>;

/** What was done to one table on its way in. */
export const tableImportSchema = z.object({
  fileName: z.string(),
  sheet: z.string(),
  rows: z.number().int(),
  /** 1-based row of the file that the first row of the table stands in. */
  firstRow: z.number().int(),
  changedCells: z.number().int(),
  /** Facts about the table as a whole. */
  table: z.object({
    reader: z.enum(['scanner', 'exceljs', 'text', 'duckdb', 'sheetjs']),
    /** What read it where the first reader did not understand the file. */
    hasFallenBack: z.boolean(),
    range: z.string().nullable(),
    headerRows: z.number().int(),
    /** Rows above the header. */
    skippedRows: z.number().int(),
    blankRows: z.number().int(),
    raggedRows: z.number().int(),
    undecodableCells: z.number().int(),
    textFormat: textFormatSchema.nullable(),
    notes: z.array(readingNoteSchema),
    /** Rows that sum up others; absent where there are none. */
    totals: z
      .object({
        count: z.number().int(),
        /** The first of them, as the file numbers its rows. */
        rows: z.array(z.number().int()),
        /** Some of what they are called. */
        labels: z.array(z.string()),
        /** Of how many the numbers are the sums of those above. */
        sums: z.number().int(),
        /** They were left out of the table. */
        isSkipped: z.boolean(),
      })
      .optional(),
  }),
  /** Every column in sheet order. */
  columns: z.array(importedColumnSchema),
});
export type TableImport = z.infer<typeof tableImportSchema>;

export const importReportSchema = tableImportSchema.extend({
  /** Of a job with several files: what was done to the others, in their order. */
  otherFiles: z.array(tableImportSchema).optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Whether there is anything to tell about a column. */
export function isColumnChanged(column: ImportedColumn): boolean {
  return column.changes.length > 0 || column.kept !== null || column.isAsWritten;
}
