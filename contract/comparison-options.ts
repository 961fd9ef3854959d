import { z } from 'zod';

export const comparisonOptionsSchema = z.object({
  /** Names of the columns that together tell rows apart; null: proposed from the values. */
  key: z.array(z.string().min(1)).min(1).max(16).nullable().default(null),
  /** Names of columns that are left out, in either table. */
  ignored: z.array(z.string().min(1)).max(16_384).default([]),
  /** Numbers that differ by no more than this count as equal. */
  tolerance: z.number().min(0).default(0),
});
export type ComparisonOptions = z.infer<typeof comparisonOptionsSchema>;
