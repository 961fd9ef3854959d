import { cpSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrelationMeasure } from '../../../../contract/orders.ts';
import { dealColumns, type ProfilePlan, placesOf } from '../../../../engine/recipes/profile/profile-plan.ts';
import { profileRecipe } from '../../../../engine/recipes/profile/profile-recipe.ts';
import type { FinishedShard } from '../../../../engine/recipes/recipe.ts';
import fc from '../../../builders/fast-check.ts';
import { memoryCheckpoints, type TestAttempt, testAttempt } from '../../../builders/recipe-context.ts';

const groups = 3;
let file: string;
let plan: ProfilePlan;
let kept: readonly FinishedShard[];
let result: readonly string[];
const attempts: TestAttempt[] = [];

async function attempt(changes: Parameters<typeof testAttempt>[1] = {}): Promise<TestAttempt> {
  const made = await testAttempt(file, changes);
  attempts.push(made);
  return made;
}

const digests = (files: readonly { kind: string; sha256: string }[]) =>
  files.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

/** Columns of every type; ids whose zeros a number would lose; two rows that stand there twice; gaps. */
function tableText(): string {
  const row = (n: number) => {
    const id = String(n).padStart(4, '0');
    const day = String((n % 28) + 1).padStart(2, '0');
    return `${id},${n % 7 ? n * 1.5 : ''},"name, ${n % 13}",2024-03-${day},${n % 3 === 0},${(n * 37) % 101},${n % 5 ? 'x' : n}`;
  };
  const rows = Array.from({ length: 400 }, (_, n) => row(n));
  return `${['id,amount,name,day,paid,points,mixed', ...rows, row(5), row(17)].join('\n')}\n`;
}

beforeAll(async () => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), 'auspex-recipe-')), 'table.csv');
  writeFileSync(file, tableText());
  const { context } = await attempt();
  const { plan: made } = await profileRecipe.plan(context);
  const measures: CorrelationMeasure[][] = [['spearman', 'cramersV'], ['pearson']];
  plan = { ...made, groups: dealColumns(made.table.columnNames.length, groups), measures };
  const { checkpoints, shards } = memoryCheckpoints();
  await profileRecipe.work(context, plan, checkpoints);
  kept = shards();
  result = digests(await profileRecipe.merge(context, plan, kept));
});
afterAll(async () => {
  for (const one of attempts) await one.remove();
});

/** Goes on from those of the shards that `isKept` lets through. */
async function resume(isKept: (place: number) => boolean) {
  const made = await attempt();
  const finished = kept.filter(({ place }) => isKept(place));
  const { checkpoints, handedIn, shards } = memoryCheckpoints(finished);
  await profileRecipe.work(made.context, plan, checkpoints);
  const files = digests(await profileRecipe.merge(made.context, plan, shards()));
  return { ...made, files, handedIn, kinds: made.orders.map(({ kind }) => kind) };
}

describe('a profile that is interrupted', () => {
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
        numRuns: 60,
        examples: [[[]], [places], ...places.flatMap((place): [number[]][] => [[[place]], [without(place)]])],
      },
    );
  });

  it('reads nothing when only the merge is left', async () => {
    const { files, kinds, tables } = await resume(() => true);
    expect(files).toEqual(result);
    expect(kinds).toEqual(['assemble-profile']);
    expect(tables.map(({ rows }) => rows)).toEqual([402]);
  });

  it('describes no group twice and counts no duplicates again', async () => {
    const { groups: places, duplicates } = placesOf(plan);
    const { kinds } = await resume((place) => place !== places[1] && place !== duplicates);
    expect(kinds.filter((kind) => kind === 'describe-columns')).toHaveLength(1);
    expect(kinds).toContain('count-duplicates');
    const counted = await resume((place) => place !== places[1]);
    expect(counted.kinds).not.toContain('count-duplicates');
    expect(counted.kinds).not.toContain('store-rows');
  });

  it('reads columns as text at once where an earlier attempt had to read them again', async () => {
    const first = await resume(() => false);
    const again = await resume((place) => place === 0);
    const reads = (kinds: readonly string[]) => kinds.filter((kind) => kind === 'read-part').length;
    expect(reads(first.kinds)).toBe(2 * reads(again.kinds));
  });

  it('refuses to go on over a file that is another one by now, even of the same size and time', async () => {
    const copy = path.join(path.dirname(file), 'kept.csv');
    cpSync(file, copy, { preserveTimestamps: true });
    const { context } = await attempt();
    const { modifiedAtMs } = context.job.input;
    writeFileSync(file, tableText().replace('name, 3', 'name, 4'));
    utimesSync(file, modifiedAtMs! / 1000, modifiedAtMs! / 1000);
    const shards = memoryCheckpoints(kept.filter(({ place }) => place === 0)).checkpoints;
    const job = { ...context.job, input: { ...context.job.input, modifiedAtMs: null } };
    await expect(profileRecipe.work({ ...context, job }, plan, shards)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    cpSync(copy, file, { preserveTimestamps: true });
  });

  it('takes the digest that the attempt has taken already', async () => {
    const { context, orders, tables } = await attempt({ fingerprint: 'f'.repeat(64) });
    await profileRecipe.work(context, plan, memoryCheckpoints().checkpoints);
    expect(orders.map(({ kind }) => kind)).not.toContain('fingerprint-file');
    expect(tables).toEqual([{ rows: 402, fingerprint: 'f'.repeat(64) }]);
  });
});

it('a profile shows what it can before the correlations are there', async () => {
  const { published, kinds } = await resume(() => false);
  expect(published.map(({ kind }) => kind)).toEqual(['profile-overview', 'profile-columns', 'import-report']);
  expect(kinds.filter((kind) => kind === 'assemble-profile')).toHaveLength(2);
});

it('a profile compares no rows where a column tells them all apart', async () => {
  const keyed = path.join(path.dirname(file), 'keyed.csv');
  writeFileSync(keyed, `key,name\n${Array.from({ length: 50 }, (_, row) => `k${row},${row % 3}`).join('\n')}\n`);
  const rowsOf = async (path: string) => {
    const made = await testAttempt(path);
    attempts.push(made);
    const { plan } = await profileRecipe.plan(made.context);
    const { checkpoints, shards } = memoryCheckpoints();
    // A single group is not waited for: the key would be found too late.
    const apart = { ...plan, groups: dealColumns(plan.table.columnNames.length, 2) };
    await profileRecipe.work({ ...made.context, computeThreads: 1 }, apart, checkpoints);
    const duplicates = shards().find(({ place }) => place === placesOf(apart).duplicates);
    return { reply: duplicates?.reply, kinds: made.orders.map(({ kind }) => kind) };
  };
  const apart = await rowsOf(keyed);
  expect(apart.reply).toEqual({ duplicateRows: 0 });
  expect(apart.kinds).not.toContain('count-duplicates');
  const alike = await rowsOf(file);
  expect(alike.reply).toEqual({ duplicateRows: 2 });
  expect(alike.kinds).toContain('count-duplicates');
});
