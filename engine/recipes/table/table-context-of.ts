import type { RecipeContext } from '../recipe.ts';
import type { TableContext } from './table-context.ts';

/** What reading the table of a job needs. */
export function tableContextOf({ job, maxTableBytes, run }: RecipeContext): TableContext {
  return { input: job.input, reading: job.reading, maxTableBytes, run };
}
