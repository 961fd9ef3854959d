import { z } from 'zod';
import { jobIdSchema } from './jobs.ts';
import { request } from './request.ts';
import { reportFormats } from './results.ts';
import { locales } from './texts.ts';

/** What only the desktop shell can do. Another host answers NOT_AVAILABLE_HERE. */
export const desktopContract = {
  /** Makes the report if need be and saves it in the person's Downloads folder under a name of its own. */
  saveReport: request
    .input(z.object({ jobId: jobIdSchema, format: z.enum(reportFormats), locale: z.enum(locales) }))
    .output(z.object({ exportId: z.string().uuid(), fileName: z.string(), folderName: z.string() })),
  /** Opens a saved report with the program the person's system uses for it. */
  openExport: request.input(z.object({ exportId: z.string().uuid() })),
  showExportInFolder: request.input(z.object({ exportId: z.string().uuid() })),
  /** A ticket for one of the example workbooks that come with the app. */
  openExample: request
    .input(z.object({ name: z.enum(['grades-2024', 'customer-churn', 'messy']) }))
    .output(z.object({ id: z.string().uuid(), fileName: z.string(), sizeBytes: z.number(), modifiedAtMs: z.number() })),
  about: request.output(z.object({ version: z.string(), electron: z.string(), node: z.string() })),
};
