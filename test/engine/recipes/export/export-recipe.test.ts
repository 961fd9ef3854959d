import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportOptionsSchema } from '../../../../contract/export-options.ts';
import { Fault } from '../../../../contract/faults.ts';
import type { JobRecord } from '../../../../engine/archive/job-record.ts';
import { type ExportPlan, partCount } from '../../../../engine/recipes/export/export-plan.ts';
import { exportRecipe } from '../../../../engine/recipes/export/export-recipe.ts';
import { finishedPartsOf } from '../../../../engine/recipes/export/export-shards.ts';
import { expectSameAfterInterruption } from '../../../builders/interrupted-recipe.ts';
import { readWholeTable } from '../../../builders/read-whole-table.ts';
import { memoryCheckpoints, type TestAttempt, testAttempt } from '../../../builders/recipe-context.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-export-'));
const file = path.join(folder, 'marks.csv');
const parts = 3;
const rows = 600;
const attempts: TestAttempt[] = [];

type Wishes = Parameters<typeof exportOptionsSchema.parse>[0];

async function attempt(wishes: Wishes = {}, input = file, changes: Parameters<typeof testAttempt>[1] = {}) {
  const made = await testAttempt(input, changes);
  attempts.push(made);
  Object.assign(made.context.job as JobRecord, { recipe: 'export', options: exportOptionsSchema.parse(wishes) });
  return made;
}

/** The whole recipe, from the file to its result. */
async function run(wishes: Wishes, input = file) {
  const made = await attempt(wishes, input);
  const { plan: planned } = await exportRecipe.plan(made.context);
  const plan: ExportPlan = { ...planned, parts };
  const { checkpoints, shards } = memoryCheckpoints();
  await exportRecipe.work(made.context, plan, checkpoints);
  const files = await exportRecipe.merge(made.context, plan, shards());
  return { ...made, plan, shards: shards(), files };
}

const grouped = { groupBy: 'class', view: { sort: [{ column: 1, direction: 'descending' as const }] } };
let kept: Awaited<ReturnType<typeof run>>;

beforeAll(async () => {
  const lines = Array.from(
    { length: rows },
    (_, row) =>
      `${['一班', '二班', ''][row % 3]},${(row * 37) % 101},2024-03-${String((row % 28) + 1).padStart(2, '0')}`,
  );
  writeFileSync(file, `class,mark,day\n${lines.join('\n')}\n`);
  kept = await run(grouped);
});
afterAll(async () => {
  for (const one of attempts) await one.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('an export that is interrupted', () => {
  it('does only the shards that are missing and gives the same bytes, whichever were finished', async () => {
    expect(kept.shards.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4]);
    const newContext = async () => (await attempt(grouped)).context;
    await expectSameAfterInterruption(exportRecipe, kept, newContext, 12);
  });

  it('stops where it is cancelled', async () => {
    const stop = new Fault('JOB_CANCELLED');
    const made = await attempt(grouped);
    const context = {
      ...made.context,
      run: async (...words: Parameters<typeof made.context.run>) => {
        if (words[0] === 'export-part') throw stop;
        return made.context.run(...words);
      },
    } as TestAttempt['context'];
    const { checkpoints, handedIn } = memoryCheckpoints();
    await expect(exportRecipe.work(context, kept.plan, checkpoints)).rejects.toBe(stop);
    expect(handedIn).toEqual([0, 1]);
  });
});

describe('an export', () => {
  it('holds the rows of each group in the order of the view', async () => {
    const { path: workbook } = kept.files[0]!;
    const named = path.join(folder, 'grouped.xlsx');
    cpSync(workbook, named);
    const { plan, rows: read } = await readWholeTable(named, { reading: { sheet: '二班' } });
    expect(plan.columnNames).toEqual(['class', 'mark', 'day']);
    expect(read).toHaveLength(rows / 3);
    const marks = read.map(([, mark]) => mark as number);
    expect(marks).toEqual([...marks].sort((a, b) => b - a));
    expect(read[0]![2]).toMatchObject({ date: expect.stringContaining('2024-03-') });
  });

  it('takes the stored rows of a job as they lie there', async () => {
    const stored = finishedPartsOf(kept.plan, new Map(kept.shards.map((shard) => [shard.place, shard]))).table!
      .rowsPath!;
    const { files, orders, plan } = await run({ format: 'csv' }, stored);
    expect(plan.table).toBeNull();
    expect(orders.map(({ kind }) => kind)).not.toContain('read-part');
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ kind: 'export', extension: '.csv' });
  });

  it('tells the table, and keeps the report of how the file was read', async () => {
    expect(kept.tables).toEqual([{ rows, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(kept.files.map(({ kind }) => kind)).toEqual(['export', 'import-report']);
  });

  it('is cut by the table alone', () => {
    const options = exportOptionsSchema.parse({});
    expect([0, 4_000_000, 4_000_001, 1e12].map((cells) => partCount(cells, options))).toEqual([1, 1, 2, 64]);
    expect(partCount(1e12, exportOptionsSchema.parse({ format: 'parquet' }))).toBe(1);
  });
});
