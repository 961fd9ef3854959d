import type { NamedScratchFile } from '../../contract/orders.ts';
import type { Recipe, RecipeContext } from '../recipes/recipe.ts';
import type { JobShards } from './shards/job-shards.ts';

/**
 * One attempt of a job by its recipe: makes the plan unless an earlier attempt has, does the shards that are missing, and
 * merges all. Gives the files of the result. What was finished is kept when the attempt breaks off, whatever the reason.
 * Throws the recipe's fault or the signal's reason, and JOB_LEASE_LOST once another process has taken the job over.
 */
export async function workJob(
  recipe: Recipe,
  context: RecipeContext,
  shards: JobShards,
): Promise<readonly NamedScratchFile[]> {
  try {
    const plan = (await shards.load()) ?? (await makePlan(recipe, context, shards));
    context.signal.throwIfAborted();
    await recipe.work(context, plan, shards);
    context.signal.throwIfAborted();
    const files = await recipe.merge(context, plan, shards.all());
    context.signal.throwIfAborted();
    return files;
  } catch (error) {
    await shards.save().catch(() => undefined);
    throw error;
  } finally {
    await shards.close();
  }
}

async function makePlan(recipe: Recipe, context: RecipeContext, shards: JobShards): Promise<unknown> {
  const made = await recipe.plan(context);
  context.measure('estimatedMemoryBytes', made.estimatedMemoryBytes);
  return shards.begin(made);
}
