import type { RecipeName, RecipeOptions } from '../../contract/recipes.ts';
import type { JobRecord } from '../archive/job-record.ts';

/** The options of a job of `recipe`. Throws an Error for a job of another recipe. */
export function optionsOf<R extends RecipeName>(
  job: Pick<JobRecord, 'recipe' | 'options'>,
  recipe: R,
): RecipeOptions[R] {
  if (job.recipe !== recipe) throw new Error(`a job of the recipe ${job.recipe} has no options of ${recipe}`);
  return job.options as RecipeOptions[R];
}
