import path from 'node:path';
import type { FitSettings } from '../../../contract/train/train-orders.ts';
import { finalFileOf } from './final-file.ts';
import { newFitControl } from './fit-control.ts';
import type { TrainAttempt } from './train-attempt.ts';

/** Steps of a learning curve at most. */
const curveSteps = 5;

/** Scores what was fitted, and looks into it; the rows are stored beside. */
export async function evaluateModel(
  attempt: TrainAttempt,
  settings: readonly FitSettings[],
  rounds: readonly number[],
): Promise<void> {
  const { checkpoints, context, options, progress } = attempt;
  const { places } = checkpoints;
  const { baselines, curve, folds, holdout, importance } = attempt.parts();
  const matrix = await attempt.matrix();
  const startedAtMs = performance.now();
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  const finalPath = finalFileOf(attempt.parts()).path;
  const foldPaths = folds.flatMap((fold) => fold?.file?.path ?? []);
  progress.report('evaluate', 0, { subject: null });
  const fractions = { scores: 0, importance: 0, dependence: 0, curve: 0 };
  const tell = (part: keyof typeof fractions) => (notice: { readonly fraction: number }) => {
    fractions[part] = notice.fraction;
    progress.report('evaluate', Object.values(fractions).reduce((sum, one) => sum + one, 0) / 4);
  };
  const scoreAndTrace = async () => {
    let scored = attempt.parts().scores;
    if (!scored) {
      scored = await context.run(
        'score-folds',
        {
          ...{ matrix, rounds, foldPaths, holdoutPath: holdout?.file?.path ?? null, finalPath },
          baselinePaths: baselines.flatMap((file) => (file === null || file === 'none' ? [] : [file.path])),
          ...{ scratchPath: inScratch('scores.json'), predictionsPath: inScratch('predictions.matrix') },
        },
        tell('scores'),
      );
      checkpoints.scores(scored.scores, scored.predictions, startedAtMs);
    }
    await Promise.all([trace(scored.scores.path), storeRows(scored.predictions.path)]);
  };
  const trace = async (scoresPath: string) => {
    if (attempt.parts().dependence) return;
    const order = { matrix, finalPath, scoresPath, scratchPath: inScratch('dependence.json') };
    const begunAtMs = performance.now();
    checkpoints.file(places.dependence, await context.run('trace-dependence', order, tell('dependence')), begunAtMs);
  };
  const storeRows = async (predictionsPath: string) => {
    if (attempt.parts().rows) return;
    const { tables } = await attempt.tables();
    const begunAtMs = performance.now();
    const order = { tables, matrix, predictionsPath, scratchPath: inScratch('rows.parquet') };
    const file = await context.run('store-training-rows', order, ({ fraction }) => progress.report('store', fraction));
    checkpoints.file(places.rows, file, begunAtMs);
  };
  const measure = async () => {
    if (importance) return;
    const heldOut = holdout?.file
      ? { part: { kind: 'holdout' } as const, fitPath: holdout.file.path }
      : { part: { kind: 'fold', fold: 0 } as const, fitPath: foldPaths[0]! };
    const order = { matrix, rounds, ...heldOut, scratchPath: inScratch('importance.json') };
    const file = await context.run('measure-importance', order, tell('importance'));
    checkpoints.file(places.importance, file, startedAtMs);
  };
  const learn = async () => {
    if (curve !== null) return;
    if (options.preset === 'quick') return checkpoints.file(places.curve, null, startedAtMs);
    const controls = Array.from({ length: curveSteps }, newFitControl);
    const first = { settings: settings[0]!, rounds: rounds[0]!, foldPath: foldPaths[0]! };
    const order = { matrix, ...first, controls, scratchPath: inScratch('curve.json') };
    checkpoints.file(places.curve, await context.run('learn-curve', order, tell('curve')), startedAtMs);
  };
  await Promise.all([scoreAndTrace(), measure(), learn()]);
  progress.report('evaluate', 1);
  progress.report('store', 1);
  context.measure('evaluateMs', performance.now() - startedAtMs);
}
