import path from 'node:path';
import type { NamedScratchFile } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { FinishedShard, Recipe, RecipeContext, RecipePlan } from '../recipe.ts';
import { planTable } from '../table/plan-table.ts';
import { tableContextOf } from '../table/table-context-of.ts';
import { type PredictPlan, partsOf, shardNamesOf } from './predict-plan.ts';
import { finishedPartsOf } from './predict-shards.ts';
import { predictSteps } from './predict-steps.ts';
import { workPredict } from './work-predict.ts';

/**
 * What a model foretells of the rows of a table: every row with its prediction, a report about all of them, and the workbook, or the
 * workbooks of its groups. Shards are the table as stored rows, how its columns fit, stretches of predicted rows, the predictions
 * put together, their order in the workbook, and stretches of that.
 */
export const predictRecipe: Recipe<PredictPlan> = {
  version: 4,
  plan: planPredict,
  work: workPredict,
  merge: mergePredict,
};

/** What predicting and writing hold beside a table that is being read. */
const workMemoryBytes = 512 * 2 ** 20;

async function planPredict(context: RecipeContext): Promise<RecipePlan<PredictPlan>> {
  new ProgressTracker(predictSteps, (current) => context.showProgress(current)).report('plan', 0);
  const { input, reading } = context.job;
  // A model that is gone is told before the file is read.
  context.model(optionsOf(context.job, 'predict').modelId);
  await checkInputFile(input);
  const stored = await context.run('look-at-stored-rows', { path: input.path });
  if (stored) {
    const title = reading.sheet ?? path.parse(input.fileName).name;
    const plan = { table: null, title, ...partsOf(stored.rows, stored.columns) };
    return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: workMemoryBytes };
  }
  const table = await planTable(tableContextOf(context));
  const columns = table.columnNames.length;
  const rows = table.estimatedRows ?? table.estimatedMemoryBytes / 8 / Math.max(1, columns);
  const plan = { table, title: table.sheet, ...partsOf(rows, columns) };
  const estimatedMemoryBytes = Math.max(table.estimatedMemoryBytes, workMemoryBytes);
  return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes };
}

async function mergePredict(
  context: RecipeContext,
  plan: PredictPlan,
  shards: readonly FinishedShard[],
): Promise<readonly NamedScratchFile[]> {
  const { assembled, layout, table, written } = finishedPartsOf(
    plan,
    new Map(shards.map((shard) => [shard.place, shard])),
  );
  const made = written.filter((part) => part !== null);
  if (!assembled || !layout || !table || made.length < written.length) {
    throw new Error('a prediction is put together before it is made');
  }
  const options = optionsOf(context.job, 'predict');
  const file = await context.run('join-predictions', {
    parts: made.map(({ filePath, manifestPath }) => ({ filePath, manifestPath })),
    ...{ layoutPath: layout.layoutPath, reportPath: assembled.report.path, options, title: plan.title },
    ...{ modelPath: context.model(options.modelId).path, scratchPath: path.join(context.scratchFolder, 'export') },
  });
  const cutTexts = made.reduce((sum, part) => sum + part.cutTexts, 0);
  if (cutTexts > 0) {
    context.log('warning', `${cutTexts} texts were cut: a cell of a workbook holds 32,767 characters at most.`);
  }
  const { importReport } = table;
  return [
    { ...assembled.predictions, kind: 'predictions', extension: '.parquet' },
    { ...assembled.report, kind: 'prediction-report', extension: '.json' },
    file,
    ...(importReport ? [{ ...importReport, kind: 'import-report', extension: '.json' } as const] : []),
  ];
}
