import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Fault } from '../../../contract/faults.ts';
import type { NamedScratchFile } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { engineVersion } from '../../version.ts';
import { optionsOf } from '../options-of.ts';
import type { FinishedShard, Recipe, RecipeContext, RecipePlan } from '../recipe.ts';
import { planTable } from '../table/plan-table.ts';
import { type ComparedInput, type ComparePlan, shardNamesOf } from './compare-plan.ts';
import { finishedPartsOf } from './compare-shards.ts';
import { compareSteps } from './compare-steps.ts';
import { inputOf, type Side } from './input-of.ts';
import { workCompare } from './work-compare.ts';

/**
 * What changed between two tables: the job's input is the later one, its other input the earlier one. Shards are both tables as
 * stored rows, what belongs together in them, the rows that differ, and the columns in groups.
 */
export const compareRecipe: Recipe<ComparePlan> = {
  version: 5,
  plan: planCompare,
  work: workCompare,
  merge: mergeCompare,
};

/** What pairing rows and comparing two columns take, beside a table that is being read. */
const pairingMemoryBytes = 2 ** 30;
/** Columns that one order compares at least, and their cells: opening the tables takes as long as comparing so many. */
const groupColumns = 8;
const groupCells = 500_000;
const maxGroups = 16;

async function planCompare(context: RecipeContext): Promise<RecipePlan<ComparePlan>> {
  new ProgressTracker(compareSteps, (current) => context.showProgress(current)).report('plan', 0);
  const later = await planInput(context, 'later');
  const earlier = await planInput(context, 'earlier');
  refuseSameTable(context, later.input);
  const worthwhile = Math.ceil((later.columns * Math.max(later.rows, earlier.rows)) / groupCells);
  const groups = Math.max(1, Math.min(maxGroups, Math.ceil(later.columns / groupColumns), worthwhile));
  const plan = { later: later.input, earlier: earlier.input, groups };
  const memory = Math.max(later.memoryBytes, earlier.memoryBytes, pairingMemoryBytes);
  return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: memory };
}

/** Stored tables may well be the same: two files of equal rows are kept once. Throws COMPARISON_SAME_TABLE. */
function refuseSameTable({ job }: RecipeContext, { table }: ComparedInput): void {
  const [later, earlier] = [inputOf(job, 'later'), inputOf(job, 'earlier')];
  const isSame = later.input.path === earlier.input.path && isDeepStrictEqual(later.reading, earlier.reading);
  if (table !== null && isSame) throw new Fault('COMPARISON_SAME_TABLE', { file: later.input.fileName });
}

async function planInput(context: RecipeContext, side: Side) {
  const { input, reading } = inputOf(context.job, side);
  await checkInputFile(input);
  const stored = await context.run('look-at-stored-rows', { path: input.path });
  if (stored) {
    const planned: ComparedInput = { table: null, sheet: reading.sheet ?? path.parse(input.fileName).name };
    return { input: planned, columns: stored.columns, rows: stored.rows, memoryBytes: 0 };
  }
  const { maxTableBytes, run } = context;
  const table = await planTable({ input, reading, maxTableBytes, run });
  const planned: ComparedInput = { table, sheet: table.sheet };
  const { columnNames, estimatedMemoryBytes, estimatedRows } = table;
  // Rows that are not estimated are many.
  const rows = estimatedRows ?? Number.MAX_SAFE_INTEGER;
  return { input: planned, columns: columnNames.length, rows, memoryBytes: estimatedMemoryBytes };
}

async function mergeCompare(
  context: RecipeContext,
  plan: ComparePlan,
  shards: readonly FinishedShard[],
): Promise<readonly NamedScratchFile[]> {
  const parts = finishedPartsOf(plan, new Map(shards.map((shard) => [shard.place, shard])));
  const { differences, groups, matchPath } = parts;
  const columnPaths = groups.filter((group) => group !== null);
  if (!matchPath || !differences || !parts.later || !parts.earlier || columnPaths.length < groups.length) {
    throw new Error('a comparison is put together before it is made');
  }
  const scratchFolder = path.join(context.scratchFolder, 'all');
  await mkdir(scratchFolder, { recursive: true });
  const tableOf = (side: Side) => {
    const { rows, columns } = parts[side]!;
    return { fileName: inputOf(context.job, side).input.fileName, sheet: plan[side].sheet, rows, columns };
  };
  const { files } = await context.run('assemble-comparison', {
    ...{ matchPath, factsPath: differences.factsPath, columnPaths },
    ...{ later: tableOf('later'), earlier: tableOf('earlier') },
    ...{ options: optionsOf(context.job, 'compare'), engineVersion, scratchFolder },
  });
  const { importReport } = parts.later;
  return [
    ...files,
    { ...differences.rows, kind: 'comparison-rows', extension: '.parquet' },
    ...(importReport ? [{ ...importReport, kind: 'import-report', extension: '.json' } as const] : []),
  ];
}
