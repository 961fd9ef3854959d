import { z } from 'zod';
import { comparisonOptionsSchema } from './comparison-options.ts';
import { exportOptionsSchema } from './export-options.ts';
import { prioritySchema } from './job-states.ts';
import { predictOptionsSchema } from './predict/predict-options.ts';
import { submittedInputSchema } from './submitted-input.ts';
import { trainOptionsSchema } from './train/train-options.ts';

export const recipeNames = ['profile', 'export', 'compare', 'train', 'predict'] as const;
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

/** The options of each recipe; what is absent takes its default. */
export const optionSchemas = {
  profile: profileOptionsSchema,
  export: exportOptionsSchema,
  compare: comparisonOptionsSchema,
  train: trainOptionsSchema,
  predict: predictOptionsSchema,
} as const satisfies Record<RecipeName, z.ZodObject>;
export type RecipeOptions = { readonly [R in RecipeName]: z.infer<(typeof optionSchemas)[R]> };
export type AnyRecipeOptions = RecipeOptions[RecipeName];

/** A recipe and its options, as far as they are given: what is to be done, whatever the files. */
export const recipeRequests = [
  z.object({ recipe: z.literal('profile'), options: profileOptionsSchema.partial().default({}) }),
  z.object({ recipe: z.literal('export'), options: exportOptionsSchema.partial().default({}) }),
  z.object({ recipe: z.literal('compare'), options: comparisonOptionsSchema.partial().default({}) }),
  z.object({ recipe: z.literal('train'), options: trainOptionsSchema.partial().required({ target: true }) }),
  z.object({ recipe: z.literal('predict'), options: predictOptionsSchema.partial().required({ modelId: true }) }),
] as const;

/** Complete options of a recipe. Throws a ZodError for one out of its range. */
export function completeOptions(recipe: RecipeName, options: object): AnyRecipeOptions {
  return optionSchemas[recipe].parse(options);
}

const submissionFields = {
  priority: prioritySchema.default('normal'),
  /** Not before this time; null: at once. */
  startAtMs: z.number().nullable().default(null),
  /** Whether an earlier result of the same bytes, recipe, options and engine version may be taken over. */
  isReuseAllowed: z.boolean().default(true),
  /** What the batch is called; null: after the first file. */
  name: z.string().trim().min(1).max(200).nullable().default(null),
  inputs: z.array(submittedInputSchema).min(1).max(100_000),
  /** Files that every job of the submission needs beside its own, such as the earlier one of a comparison. */
  otherInputs: z.array(submittedInputSchema).max(100).default([]),
};

export const submissionSchema = z.discriminatedUnion('recipe', [
  recipeRequests[0].extend({
    ...submissionFields,
    /** An earlier file: every job gets another one beside it that tells what has changed since; null: none. */
    since: submittedInputSchema.nullable().default(null),
  }),
  recipeRequests[1].extend(submissionFields),
  recipeRequests[2].extend(submissionFields),
  recipeRequests[3].extend(submissionFields),
  recipeRequests[4].extend(submissionFields),
]);
export type Submission = z.infer<typeof submissionSchema>;
export type SubmissionInput = z.input<typeof submissionSchema>;
