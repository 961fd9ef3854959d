import { z } from 'zod';
import { locales } from '../texts.ts';

export const predictOptionsSchema = z.object({
  /** A model of the library; its document never changes. */
  modelId: z.string().uuid(),
  /** Column of the file whose values make the groups, by name; null: no groups. */
  groupBy: z.string().min(1).max(1000).nullable().default(null),
  /** A sheet for each group in one workbook, or a workbook for each. */
  split: z.enum(['sheets', 'workbooks']).default('sheets'),
  /** Whether each row gets its reasons (TreeSHAP). */
  isExplained: z.boolean().default(true),
  /** A column for the probability of every class even where they are many; otherwise the three likeliest stand in each row then. */
  hasAllProbabilities: z.boolean().default(false),
  /** Which column of the file stands for a column of the model, where the names differ: model column → file column; null: none does. */
  columnMatches: z.record(z.string(), z.string().nullable()).default({}),
  /** What happens when the file has drifted from the training data: nothing, or the job stops from this PSI of a column or of the predictions on. */
  driftGate: z.number().min(0).max(100).nullable().default(null),
  /** Language of the workbook: heads, reasons, notes. */
  locale: z.enum(locales).default('en'),
});
export type PredictOptions = z.infer<typeof predictOptionsSchema>;
