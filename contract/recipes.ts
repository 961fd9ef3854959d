import { z } from 'zod';
import { ticketIdSchema } from './files.ts';
import { prioritySchema } from './job-states.ts';

export const recipeNames = ['profile'] as const;
export type RecipeName = (typeof recipeNames)[number];

export const profileOptionsSchema = z.object({
  /** Columns that take part in correlations at most, per kind of correlation; the first ones in sheet order. */
  maxCorrelationColumns: z.number().int().min(2).max(500).default(100),
  /**
   * Rows that Spearman's rank correlation and Cramér's V are taken from; more rows are sampled with the seed, and the
   * matrices tell how many. From 25 000 rows a correlation is known within ±0.013 (two standard errors, 2 ∕ √n).
   */
  maxCorrelationRows: z.number().int().min(1000).max(10_000_000).default(25_000),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(20_240_901),
});
export type ProfileOptions = z.infer<typeof profileOptionsSchema>;

export const submissionSchema = z.object({
  recipe: z.literal('profile'),
  options: profileOptionsSchema.partial().default({}),
  priority: prioritySchema.default('normal'),
  /** Not before this time; null: at once. */
  startAtMs: z.number().nullable().default(null),
  /** Whether an earlier result of the same bytes, recipe, options and engine version may be taken over. */
  isReuseAllowed: z.boolean().default(true),
  /** What the batch is called; null: after the first file. */
  name: z.string().trim().min(1).max(200).nullable().default(null),
  inputs: z
    .array(
      z.object({
        ticket: ticketIdSchema,
        /** One job for each named sheet; null: one job, for the first visible sheet that holds a table. */
        sheets: z.array(z.string()).min(1).max(1000).nullable(),
      }),
    )
    .min(1)
    .max(100_000),
});
export type Submission = z.infer<typeof submissionSchema>;
export type SubmissionInput = z.input<typeof submissionSchema>;
