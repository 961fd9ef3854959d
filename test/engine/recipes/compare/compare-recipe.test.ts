import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparePlan } from '../../../../engine/recipes/compare/compare-plan.ts';
import { compareRecipe } from '../../../../engine/recipes/compare/compare-recipe.ts';
import type { FinishedShard } from '../../../../engine/recipes/recipe.ts';
import { compareAttempt, compareFiles, type Row, writeTable } from '../../../builders/comparison.ts';
import fc from '../../../builders/fast-check.ts';
import { memoryCheckpoints, type TestAttempt } from '../../../builders/recipe-context.ts';

const header = ['id', 'name', 'amount', 'day', 'note'];
const row = (n: number, amount = n * 1.5, name = `name ${n % 13}`): Row => [
  ...[n, name, amount, `2024-03-${String((n % 28) + 1).padStart(2, '0')}`, n % 5 ? 'x' : null],
];
const earlierRows = Array.from({ length: 300 }, (_, n) => row(n + 1));
const laterRows = [
  ...earlierRows.slice(10).map((cells, n) => (n % 29 === 0 ? row(Number(cells[0]), 9999 + n, 'renamed') : cells)),
  row(1001),
  row(1002),
];

let earlier: string;
let later: string;
let plan: ComparePlan;
let kept: readonly FinishedShard[];
let result: readonly string[];
const attempts: TestAttempt[] = [];
const digests = (files: readonly { kind: string; sha256: string }[]) =>
  files.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

async function attempt(): Promise<TestAttempt> {
  const made = await compareAttempt(earlier, later);
  attempts.push(made);
  return made;
}

beforeAll(async () => {
  earlier = writeTable('march.csv', header, earlierRows);
  later = writeTable('april.csv', header, laterRows);
  const { context } = await attempt();
  plan = { ...(await compareRecipe.plan(context)).plan, groups: 2 };
  const { checkpoints, shards } = memoryCheckpoints();
  await compareRecipe.work(context, plan, checkpoints);
  kept = shards();
  result = digests(await compareRecipe.merge(context, plan, kept));
});
afterAll(async () => {
  for (const one of attempts) await one.remove();
});

/** Goes on from those of the shards that `isKept` lets through. */
async function resume(isKept: (place: number) => boolean) {
  const made = await attempt();
  const { checkpoints, handedIn, shards } = memoryCheckpoints(kept.filter(({ place }) => isKept(place)));
  await compareRecipe.work(made.context, plan, checkpoints);
  const files = digests(await compareRecipe.merge(made.context, plan, shards()));
  return { files, handedIn, kinds: made.orders.map(({ kind }) => kind) };
}

describe('a comparison that is interrupted', () => {
  it('does only the shards that are missing and gives the same bytes, whichever were finished', async () => {
    const places = kept.map(({ place }) => place);
    const without = (place: number) => places.filter((one) => one !== place);
    await fc.assert(
      fc.asyncProperty(fc.subarray(places), async (finished) => {
        const { files, handedIn } = await resume((place) => finished.includes(place));
        expect(files).toEqual(result);
        expect(handedIn.sort((a, b) => a - b)).toEqual(places.filter((place) => !finished.includes(place)));
      }),
      {
        numRuns: 20,
        examples: [[[]], [places], ...places.flatMap((place): [number[]][] => [[[place]], [without(place)]])],
      },
    );
  });

  it('reads no table when both are stored, and nothing at all when only the merge is left', async () => {
    expect((await resume((place) => place < 2)).kinds).not.toContain('read-part');
    expect((await resume(() => true)).kinds).toEqual(['assemble-comparison']);
  });
});

describe('a comparison', () => {
  it('tells what was added, removed and changed, and in which columns', async () => {
    const { changes, columns, comparison } = await compareFiles(earlier, later);
    expect(comparison.key).toMatchObject({ columns: ['id'], reason: 'uniqueId' });
    expect(comparison.rows).toEqual({ added: 2, removed: 10, changed: 10, unchanged: 280 });
    expect(comparison.changedColumns).toEqual([
      { name: 'name', rows: 10 },
      { name: 'amount', rows: 10 },
    ]);
    expect(columns.map(({ changedRows, name }) => [name, changedRows])).toEqual([
      ...[
        ['id', 0],
        ['name', 10],
        ['amount', 10],
        ['day', 0],
        ['note', 0],
      ],
    ]);
    expect(changes).toHaveLength(22);
    expect(changes[0]).toEqual({
      ...{ Change: 'changed', 'Earlier row': 11, 'Later row': 1, 'Changed columns': 'name, amount', id: 11 },
      ...{ 'name (before)': 'name 11', 'name (after)': 'renamed', 'amount (before)': 16.5, 'amount (after)': 9999 },
      ...{ day: '2024-03-12', note: 'x' },
    });
    expect(changes.map(({ Change }) => Change)).toEqual([
      ...[...Array(10).fill('changed'), ...Array(2).fill('added'), ...Array(10).fill('removed')],
    ]);
    expect(comparison.largestChanges[0]).toEqual({ column: 'amount', key: [11], before: 16.5, after: 9999 });
  });

  it('takes stored rows of an earlier job as they lie there', async () => {
    const stored = kept[1]!.files.rows!.path;
    const { comparison } = await compareFiles(stored, later);
    expect(comparison.rows).toEqual({ added: 2, removed: 10, changed: 10, unchanged: 280 });
  });

  it('needs an earlier file', async () => {
    const { context } = await attempt();
    const job = { ...context.job, otherInputs: [] };
    await expect(compareRecipe.plan({ ...context, job })).rejects.toMatchObject({ code: 'COMPARISON_NEEDS_EARLIER' });
  });
});
