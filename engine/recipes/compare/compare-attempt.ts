import type { ProgressTracker } from '../../jobs/progress.ts';
import type { RecipeContext } from '../recipe.ts';
import type { ComparePlan } from './compare-plan.ts';
import type { CompareCheckpoints, CompareShards } from './compare-shards.ts';
import type { CompareStep } from './compare-steps.ts';

/** What the steps of one attempt at a comparison share. */
export interface CompareAttempt {
  readonly context: RecipeContext;
  readonly plan: ComparePlan;
  readonly checkpoints: CompareCheckpoints;
  readonly progress: ProgressTracker<CompareStep>;
  /** What is finished by now. */
  readonly parts: () => CompareShards;
}
