import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FinishedShard } from '../../../../engine/recipes/recipe.ts';
import { shardNamesOf, type TrainPlan } from '../../../../engine/recipes/train/train-plan.ts';
import { trainRecipe } from '../../../../engine/recipes/train/train-recipe.ts';
import { writeTable } from '../../../builders/comparison.ts';
import fc from '../../../builders/fast-check.ts';
import { memoryCheckpoints, type TestAttempt } from '../../../builders/recipe-context.ts';
import { studentHeader, studentRows } from '../../../builders/student-rows.ts';
import { type GivenOptions, trainAttempt } from '../../../builders/training.ts';

const options: GivenOptions = { target: 'path', folds: 3, trees: 8, depth: 3, exclude: ['final'], testInputs: 1 };
const attempts: TestAttempt[] = [];
let files: string[];
let plan: TrainPlan;
let kept: readonly FinishedShard[];
let result: readonly string[];

const digests = (made: readonly { kind: string; sha256: string }[]) =>
  made.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

async function attempt(computeThreads = 1): Promise<TestAttempt> {
  const made = await trainAttempt(files, options, { computeThreads });
  attempts.push(made);
  return made;
}

beforeAll(async () => {
  files = [
    writeTable('2022.csv', studentHeader, studentRows(160, 1)),
    writeTable('2023.csv', studentHeader, studentRows(120, 2, 2023)),
    writeTable('2024.csv', studentHeader, studentRows(60, 3, 2024)),
  ];
  const { context } = await attempt();
  // As for a table so large that its final fit pauses twice.
  plan = { ...(await trainRecipe.plan(context)).plan, finalParts: 3 };
  const { checkpoints, shards } = memoryCheckpoints();
  await trainRecipe.work(context, plan, checkpoints);
  kept = shards();
  result = digests(await trainRecipe.merge(context, plan, kept));
});
afterAll(async () => {
  for (const one of attempts) await one.remove();
});

/** Goes on from those of the shards that `isKept` lets through. */
async function resume(isKept: (place: number) => boolean) {
  const made = await attempt();
  const { checkpoints, handedIn, shards } = memoryCheckpoints(kept.filter(({ place }) => isKept(place)));
  await trainRecipe.work(made.context, plan, checkpoints);
  const found = digests(await trainRecipe.merge(made.context, plan, shards()));
  return { found, handedIn, kinds: made.orders.map(({ kind }) => kind) };
}

describe('a training that is interrupted', () => {
  it('does only the shards that are missing and gives the same bytes, whichever were finished', async () => {
    const places = kept.map(({ place }) => place);
    expect(places).toEqual(shardNamesOf(plan).map((_, place) => place));
    await fc.assert(
      fc.asyncProperty(fc.subarray(places), async (finished) => {
        const { found, handedIn } = await resume((place) => finished.includes(place));
        expect(found).toEqual(result);
        expect(handedIn.sort((a, b) => a - b)).toEqual(places.filter((place) => !finished.includes(place)));
      }),
      { numRuns: 6, examples: [[[]], [places.slice(0, 1)], [places.slice(0, -1)], [places.slice(1)]] },
    );
  });

  it('fits the final model on from where it paused', async () => {
    const final = shardNamesOf(plan).flatMap((name, place) => (name.startsWith('final model') ? [place] : []));
    expect(final).toHaveLength(3);
    const { found, kinds } = await resume((place) => !final.slice(1).includes(place));
    expect(found).toEqual(result);
    expect(kinds.filter((kind) => kind === 'fit-trees')).toHaveLength(2);
  });

  it('reads nothing when only the merge is left', async () => {
    expect((await resume(() => true)).kinds).toEqual(['assemble-training']);
  });

  it('gives the same bytes whatever the number of threads and of parts', async () => {
    const { context } = await attempt(4);
    const whole = { ...plan, finalParts: 1 };
    const { checkpoints, shards } = memoryCheckpoints();
    await trainRecipe.work(context, whole, checkpoints);
    expect(digests(await trainRecipe.merge(context, whole, shards()))).toEqual(result);
  });
});
