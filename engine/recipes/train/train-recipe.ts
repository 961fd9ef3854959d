import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { NamedScratchFile, TablePlan } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { engineVersion } from '../../version.ts';
import { optionsOf } from '../options-of.ts';
import type { FinishedShard, Recipe, RecipeContext, RecipePlan } from '../recipe.ts';
import { planTable } from '../table/plan-table.ts';
import { finalFileOf } from './final-file.ts';
import { roundsOf } from './fit-folds.ts';
import { fitSettings, trialsFor } from './fit-settings.ts';
import { inputsOf } from './inputs-of.ts';
import { chosenSettings, triedSettings } from './search-settings.ts';
import { finalPartsFor, shardNamesOf, type TrainPlan } from './train-plan.ts';
import { finishedPartsOf } from './train-shards.ts';
import { trainSteps } from './train-steps.ts';
import { workTrain } from './work-train.ts';

/**
 * A model learned from one or more tables. Shards are the rows as a matrix, the settings tried by a search, the folds with their
 * baselines, the fits for holdout and model, and what is measured of them.
 */
export const trainRecipe: Recipe<TrainPlan> = {
  version: 7,
  plan: planTrain,
  work: workTrain,
  merge: mergeTrain,
};

/** A matrix, its features and the bins of several fits at once, beside the table itself. */
const memoryOfTable = 3;
/** Rounds that a fit with early stopping is likely to take. */
const likelyRounds = 400;

async function planTrain(context: RecipeContext): Promise<RecipePlan<TrainPlan>> {
  const options = optionsOf(context.job, 'train');
  new ProgressTracker(trainSteps(trialsFor(options, 0, 0)), (current) => context.showProgress(current)).report(
    'plan',
    0,
  );
  const inputs = inputsOf(context.job, options);
  const tables: TablePlan[] = [];
  for (const { input, reading } of inputs) {
    await checkInputFile(input);
    tables.push(await planTable({ input, reading, maxTableBytes: context.maxTableBytes, run: context.run }));
  }
  const trained = tables.filter((_, place) => !inputs[place]!.isTest);
  if (!trained.some(({ columnNames }) => columnNames.includes(options.target))) {
    throw new Fault('TARGET_UNKNOWN', { file: tables[0]!.fileName, column: options.target });
  }
  const rows = trained.reduce((sum, table) => sum + (table.estimatedRows ?? 0), 0);
  const { rounds } = fitSettings(options, null);
  const columns = trained[0]!.columnNames.length;
  const trainedBytes = trained.reduce((sum, table) => sum + table.estimatedMemoryBytes, 0);
  const plan: TrainPlan = {
    ...{ tables, testTables: tables.length - trained.length, folds: options.folds },
    trials: trialsFor(options, rows > 0 ? rows : trainedBytes / 8 / columns, columns),
    finalParts: finalPartsFor(rows, columns, Math.min(rounds, likelyRounds)),
  };
  const tableBytes = tables.reduce((sum, table) => sum + table.estimatedMemoryBytes, 0);
  return { plan, shards: shardNamesOf(plan), estimatedMemoryBytes: tableBytes * memoryOfTable };
}

async function mergeTrain(
  context: RecipeContext,
  plan: TrainPlan,
  shards: readonly FinishedShard[],
): Promise<readonly NamedScratchFile[]> {
  const parts = finishedPartsOf(plan, new Map(shards.map((shard) => [shard.place, shard])));
  const { curve, dependence, importance, rows, scores, table } = parts;
  if (!table || !scores || !importance || !dependence || !rows || curve === null) {
    throw new Error('a training is put together before it is done');
  }
  const options = optionsOf(context.job, 'train');
  const scratchFolder = path.join(context.scratchFolder, 'all');
  await mkdir(scratchFolder, { recursive: true });
  const search = triedSettings({ parts: () => parts });
  const chosen = chosenSettings({ options, parts: () => parts }, fitSettings(options, table.facts));
  const rounds = roundsOf({ parts: () => parts }, chosen);
  const settings = chosen.map((one, place) => ({ ...one, rounds: rounds[place]! }));
  const { files } = await context.run('assemble-training', {
    ...{ matrixPath: table.matrix.path, finalPath: finalFileOf(parts).path, scoresPath: scores.scores.path },
    ...{ importancePath: importance.path, dependencePath: dependence.path },
    curvePath: curve === 'none' ? null : curve.path,
    ...{ settings, search, options, fingerprint: table.sha256, engineVersion, scratchFolder },
    warnings:
      search.length < plan.trials
        ? [{ code: 'searchEnded', values: { tried: search.length, planned: plan.trials } }]
        : [],
    files: inputsOf(context.job, options).flatMap(({ input, isTest }) => (isTest ? [] : [input.fileName])),
  });
  return [
    ...files,
    { ...rows, kind: 'training-rows', extension: '.parquet' },
    { ...table.importReport, kind: 'import-report', extension: '.json' },
  ];
}
