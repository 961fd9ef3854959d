import { z } from 'zod';
import { ticketIdSchema } from './files.ts';
import { tablesSchema } from './reading.ts';

/** A file that jobs are made of: one for each table. */
export const submittedInputSchema = z.object({ ticket: ticketIdSchema, tables: tablesSchema });
export type SubmittedInput = z.infer<typeof submittedInputSchema>;
