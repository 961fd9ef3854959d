import { expect } from 'vitest';
import type { NamedScratchFile } from '../../contract/orders.ts';
import type { FinishedShard, Recipe, RecipeContext } from '../../engine/recipes/recipe.ts';
import fc from './fast-check.ts';
import { memoryCheckpoints } from './recipe-context.ts';

interface WholeRun<P> {
  readonly plan: P;
  readonly shards: readonly FinishedShard[];
  readonly files: readonly NamedScratchFile[];
}

/**
 * Whichever shards of `kept` were finished before, a recipe does the others alone and gives the same files: none, each
 * beginning of them, and `runs` choices in all.
 */
export async function expectSameAfterInterruption<P>(
  recipe: Recipe<P>,
  kept: WholeRun<P>,
  newContext: () => Promise<RecipeContext>,
  runs: number,
): Promise<void> {
  const places = kept.shards.map(({ place }) => place);
  const prefixes = places.map((place) => places.slice(0, place + 1));
  const digests = (files: readonly NamedScratchFile[]) => files.map(({ kind, sha256 }) => [kind, sha256]);
  await fc.assert(
    fc.asyncProperty(fc.subarray(places), async (finished) => {
      const context = await newContext();
      const earlier = kept.shards.filter(({ place }) => finished.includes(place));
      const { checkpoints, handedIn, shards } = memoryCheckpoints(earlier);
      await recipe.work(context, kept.plan, checkpoints);
      const files = await recipe.merge(context, kept.plan, shards());
      expect(digests(files)).toEqual(digests(kept.files));
      expect(handedIn.sort((a, b) => a - b)).toEqual(places.filter((place) => !finished.includes(place)));
    }),
    { numRuns: runs, examples: [[[]], ...prefixes.map((prefix): [number[]] => [prefix])] },
  );
}
