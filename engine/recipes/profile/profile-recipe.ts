import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { NamedScratchFile } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import type { FinishedShard, Recipe, RecipeContext, RecipePlan } from '../recipe.ts';
import { planTable } from '../table/plan-table.ts';
import { tableContextOf } from '../table/table-context-of.ts';
import { assembleProfile } from './assemble-profile.ts';
import { inputDigest } from './input-digest.ts';
import { type ProfilePlan, planShards, shardNamesOf } from './profile-plan.ts';
import { finishedPartsOf } from './profile-shards.ts';
import { profileSteps } from './profile-steps.ts';
import { workProfile } from './work-profile.ts';

/**
 * The profile of a table. Shards are what was read (as facts), the columns in groups, the rows as a file, the correlations
 * by measure and the duplicate rows. The rows in memory are no shard: an attempt that goes on where an earlier one broke
 * off reads the table again if anything but the merge is left.
 */
export const profileRecipe: Recipe<ProfilePlan> = {
  version: 4,
  plan: planProfile,
  work: workProfile,
  merge: mergeProfile,
};

async function planProfile(context: RecipeContext): Promise<RecipePlan<ProfilePlan>> {
  new ProgressTracker(profileSteps, (current) => context.showProgress(current)).report('plan', 0);
  await checkInputFile(context.job.input);
  const planning = planTable(tableContextOf(context));
  void inputDigest(context);
  const table = await planning;
  const plan = planShards(table);
  return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: table.estimatedMemoryBytes };
}

async function mergeProfile(
  context: RecipeContext,
  plan: ProfilePlan,
  shards: readonly FinishedShard[],
): Promise<readonly NamedScratchFile[]> {
  const parts = finishedPartsOf(plan, new Map(shards.map((shard) => [shard.place, shard])));
  const { rows } = parts;
  if (!rows) throw new Error('a profile is merged without its rows');
  const scratchFolder = path.join(context.scratchFolder, 'all');
  await mkdir(scratchFolder, { recursive: true });
  const files = await assembleProfile(context, plan, parts, scratchFolder);
  return [...files, { ...rows, kind: 'rows', extension: '.parquet' }];
}
