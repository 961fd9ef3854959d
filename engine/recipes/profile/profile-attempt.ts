import type { ProgressTracker } from '../../jobs/progress.ts';
import type { RecipeContext } from '../recipe.ts';
import type { ProfilePlan } from './profile-plan.ts';
import type { ProfileCheckpoints, ProfileShards } from './profile-shards.ts';
import type { ProfileStep } from './profile-steps.ts';

/** What the steps of one attempt at a profile share. */
export interface ProfileAttempt {
  readonly context: RecipeContext;
  readonly plan: ProfilePlan;
  readonly checkpoints: ProfileCheckpoints;
  readonly progress: ProgressTracker<ProfileStep>;
  /** What is finished by now. */
  readonly parts: () => ProfileShards;
}
