import type { MatrixBuffer } from '../../../contract/train/train-orders.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { Checkpoints, RecipeContext } from '../recipe.ts';
import { evaluateModel } from './evaluate-model.ts';
import { fitFinal } from './fit-final.ts';
import { fitFolds, fitHoldout, roundsOf } from './fit-folds.ts';
import { fitSettings } from './fit-settings.ts';
import { makeTable } from './make-table.ts';
import { readInputs } from './read-inputs.ts';
import { chosenSettings, searchSettings } from './search-settings.ts';
import type { ReadInputs, TrainAttempt } from './train-attempt.ts';
import { shardNamesOf, type TrainPlan } from './train-plan.ts';
import { finishedPartsOf, TrainCheckpoints } from './train-shards.ts';
import { trainSteps } from './train-steps.ts';

/** Does the shards that are missing: the matrix, the search, the folds, holdout and model, and what is measured of them. */
export async function workTrain(context: RecipeContext, plan: TrainPlan, checkpoints: Checkpoints): Promise<void> {
  const options = optionsOf(context.job, 'train');
  const parts = () => finishedPartsOf(plan, checkpoints.finished);
  const progress = new ProgressTracker(trainSteps(plan.trials), (current) => context.showProgress(current));
  let reading: Promise<ReadInputs> | null = null;
  let loading: Promise<MatrixBuffer> | null = null;
  const tables = () => {
    reading ??= readInputs({ context, options, plan, progress });
    return reading;
  };
  const load = async () => (await context.run('load-matrix', { path: parts().table!.matrix.path })).matrix;
  const matrix = () => {
    loading ??= load();
    return loading;
  };
  const attempt: TrainAttempt = {
    ...{ context, plan, options, progress, parts, tables, matrix },
    checkpoints: new TrainCheckpoints(plan, checkpoints),
  };
  progress.report('plan', 1);
  if (!parts().table) await makeTable(attempt);
  for (const step of ['read', 'prepare'] as const) progress.report(step, 1);
  const { facts, sha256 } = parts().table!;
  context.showTable({ sheet: plan.tables[0]!.sheet, rows: facts.rows, columns: facts.tableColumns }, sha256);
  // Nothing but the merge is left.
  if (shardNamesOf(plan).every((_, place) => checkpoints.finished.has(place))) return;
  await searchSettings(attempt);
  const settings = chosenSettings(attempt, fitSettings(options, facts));
  await fitFolds(attempt, settings);
  const rounds = roundsOf(attempt, settings);
  const fixed = settings.map((one, place) => ({ ...one, rounds: rounds[place]!, earlyStoppingRounds: 0 }));
  await fitHoldout(attempt, fixed);
  await fitFinal(attempt, fixed);
  await evaluateModel(attempt, settings, rounds);
}
