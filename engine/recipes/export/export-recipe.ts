import path from 'node:path';
import type { NamedScratchFile } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { FinishedShard, Recipe, RecipeContext, RecipePlan } from '../recipe.ts';
import { planTable } from '../table/plan-table.ts';
import { tableContextOf } from '../table/table-context-of.ts';
import { type ExportPlan, partCount, shardNamesOf } from './export-plan.ts';
import { finishedPartsOf } from './export-shards.ts';
import { exportSteps } from './export-steps.ts';
import { workExport } from './work-export.ts';

/**
 * The rows of a table as a workbook, csv, Parquet or JSON lines; all of them or those of a view, whole or in groups. Shards
 * are the table as stored rows, the rows in the order of the export with its layout, and the stretches of the files.
 */
export const exportRecipe: Recipe<ExportPlan> = {
  version: 3,
  plan: planExport,
  work: workExport,
  merge: mergeExport,
};

/** What reading and writing hold beside the rows of a stored table. */
const storedMemoryBytes = 256 * 2 ** 20;

async function planExport(context: RecipeContext): Promise<RecipePlan<ExportPlan>> {
  new ProgressTracker(exportSteps, (current) => context.showProgress(current)).report('plan', 0);
  const { input, reading } = context.job;
  await checkInputFile(input);
  const options = optionsOf(context.job, 'export');
  const stem = path.parse(input.fileName).name;
  const stored = await context.run('look-at-stored-rows', { path: input.path });
  if (stored) {
    const parts = partCount(stored.rows * stored.columns, options);
    const plan = { table: null, title: reading.sheet ?? stem, parts };
    return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: storedMemoryBytes };
  }
  const table = await planTable(tableContextOf(context));
  const rows = table.estimatedRows ?? table.estimatedMemoryBytes / 8 / Math.max(1, table.columnNames.length);
  const plan = { table, title: table.sheet, parts: partCount(rows * table.columnNames.length, options) };
  return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: table.estimatedMemoryBytes };
}

async function mergeExport(
  context: RecipeContext,
  plan: ExportPlan,
  shards: readonly FinishedShard[],
): Promise<readonly NamedScratchFile[]> {
  const { layout, parts, table } = finishedPartsOf(plan, new Map(shards.map((shard) => [shard.place, shard])));
  const made = parts.filter((part) => part !== null);
  if (!layout || !table || made.length < parts.length)
    throw new Error('an export is put together before it is written');
  const options = optionsOf(context.job, 'export');
  const file = await context.run('join-export', {
    ...{ options, title: plan.title, layoutPath: layout.layoutPath },
    parts: made.map(({ filePath, manifestPath }) => ({ filePath, manifestPath })),
    scratchPath: path.join(context.scratchFolder, 'export'),
  });
  const cutTexts = made.reduce((sum, part) => sum + part.cutTexts, 0);
  if (cutTexts > 0) {
    context.log('warning', `${cutTexts} texts were cut: a cell of a workbook holds 32,767 characters at most.`);
  }
  const { importReport } = table;
  return [file, ...(importReport ? [{ ...importReport, kind: 'import-report', extension: '.json' } as const] : [])];
}
