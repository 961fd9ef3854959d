import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { droppedFolderSchema, folderTicketSchema, ticketAnswerSchema } from './files.ts';
import { batchIdSchema } from './job-requests.ts';
import { jobIdSchema } from './jobs.ts';
import { modelLosses } from './models/model-losses.ts';
import { modelFileFormats } from './models/model-orders.ts';
import { request } from './request.ts';
import { reportFormats } from './results.ts';
import { copiedRangeSchema } from './tables.ts';
import { locales } from './texts.ts';

/** What the shell wants on screen, such as the job whose notification was clicked, or that the page died and was loaded anew. */
export const shellWishSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('showJob'), jobId: jobIdSchema }),
  z.object({ type: z.literal('showBatch'), batchId: batchIdSchema, name: z.string() }),
  z.object({ type: z.literal('showJobs') }),
  z.object({ type: z.literal('tellReloaded') }),
  /** Files the system was asked to open with the app. */
  z.object({ type: z.literal('openFiles'), answers: z.array(ticketAnswerSchema).readonly() }),
]);
export type ShellWish = z.infer<typeof shellWishSchema>;

/** A file that was saved for the person. */
export const savedExportSchema = z.object({
  exportId: z.string().uuid(),
  fileName: z.string(),
  folderName: z.string(),
});
export type SavedExport = z.infer<typeof savedExportSchema>;

export const imageFormats = ['png', 'svg'] as const;
export type ImageFormat = (typeof imageFormats)[number];

/** The example workbooks that come with the app. */
export const exampleNames = ['grades-2022', 'grades-2023', 'grades-2024', 'customer-churn', 'messy'] as const;
export type ExampleName = (typeof exampleNames)[number];

/** What only the desktop shell can do. Another host answers NOT_AVAILABLE_HERE. */
export const desktopContract = {
  /** Makes the report if need be and saves it in the person's Downloads folder under a name of its own. */
  saveReport: request
    .input(z.object({ jobId: jobIdSchema, format: z.enum(reportFormats), locale: z.enum(locales) }))
    .output(savedExportSchema),
  /** Saves the rows that an export made beside the reports: a file, or a folder with a file for each group. */
  saveExport: request.input(z.object({ jobId: jobIdSchema })).output(savedExportSchema),
  /** Saves a model of the library beside the reports, and tells what the format cannot hold. Throws MODEL_UNKNOWN, MODEL_NOT_EXPORTABLE. */
  saveModel: request
    .input(z.object({ id: z.string().uuid(), format: z.enum(modelFileFormats) }))
    .output(savedExportSchema.extend({ losses: z.array(z.enum(modelLosses)).readonly() })),
  /** Saves a chart as it is seen beside the reports: `content` is a PNG in base64, or the text of an SVG. */
  saveImage: request
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        format: z.enum(imageFormats),
        content: z.string().min(1).max(40_000_000),
      }),
    )
    .output(savedExportSchema),
  /** Makes the workbook over all jobs of a batch if need be and saves it beside the reports. */
  saveBatchWorkbook: request
    .input(z.object({ batchId: batchIdSchema, locale: z.enum(locales) }))
    .output(savedExportSchema),
  /** Lets the person choose a folder in the system's dialog; null when they turned it down. */
  chooseFolder: request
    .input(z.object({ purpose: z.enum(['watch', 'results']) }))
    .output(z.object({ folder: folderTicketSchema.nullable() })),
  /** Lets the person choose a folder for its tables, as if it were dropped; null when they turned it down. */
  openFolder: request.output(z.object({ folder: droppedFolderSchema.nullable() })),
  /** What the shell wants shown, from now on; what it wanted while nobody listened comes first. */
  followShell: request.output(eventIterator(shellWishSchema)),
  /** Opens a saved report with the program the person's system uses for it. */
  openExport: request.input(z.object({ exportId: z.string().uuid() })),
  showExportInFolder: request.input(z.object({ exportId: z.string().uuid() })),
  /** Puts a range of a table on the clipboard. Throws COPY_TOO_LARGE and the faults of contract/tables.ts. */
  copyRange: request.input(copiedRangeSchema).output(z.object({ rows: z.number().int(), columns: z.number().int() })),
  /** A ticket for one of the example workbooks that come with the app. */
  openExample: request
    .input(z.object({ name: z.enum(exampleNames) }))
    .output(z.object({ id: z.string().uuid(), fileName: z.string(), sizeBytes: z.number(), modifiedAtMs: z.number() })),
  about: request.output(z.object({ version: z.string(), electron: z.string(), node: z.string() })),
};
