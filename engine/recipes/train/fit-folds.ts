import path from 'node:path';
import type { FitSettings } from '../../../contract/train/train-orders.ts';
import { addUpOrders } from '../table/order-progress.ts';
import { runFits } from './run-fit.ts';
import type { TrainAttempt } from './train-attempt.ts';
import type { FitShard } from './train-shards.ts';

/** In place of a fold that the rows did not suffice for. */
const skipped: FitShard = { file: null, isFinished: true, bestRounds: [], durationMs: 0 };

/** Fits the folds that are missing and their baselines, as many at a time as there are threads. */
export async function fitFolds(attempt: TrainAttempt, settings: readonly FitSettings[]): Promise<void> {
  const { checkpoints, context, plan, progress } = attempt;
  const { baselines, folds, table } = attempt.parts();
  const matrix = await attempt.matrix();
  const { places } = checkpoints;
  const startedAtMs = performance.now();
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  const orders = addUpOrders(plan.folds, (fraction, _, subject) => progress.report('folds', fraction, { subject }));
  const missing = folds.flatMap((finished, fold) => (finished || fold >= table!.facts.folds ? [] : [fold]));
  const fitOne = async (fold: number) => {
    const noticeOf = orders.noticesOf(fold);
    const fit = await runFits(
      context,
      {
        ...{ matrix, settings, part: { kind: 'fold', fold }, pauseAfterRound: null, resumePath: null },
        scratchPath: inScratch(`fold-${fold}.json`),
      },
      helpersOf(missing.indexOf(fold), missing.length, context.computeThreads),
      (fraction, round) => {
        noticeOf({ fraction, rowsDone: null, subject: `${fold + 1}/${plan.folds} · ${round}` });
      },
    );
    checkpoints.fit(places.folds[fold]!, fit);
    orders.finished(fold, null);
  };
  const fitBaseline = async (fold: number) => {
    const begunAtMs = performance.now();
    const file = await context.run('fit-baseline', { matrix, fold, scratchPath: inScratch(`baseline-${fold}.matrix`) });
    checkpoints.file(places.baselines[fold]!, file, begunAtMs);
  };
  await Promise.all([
    ...folds.map(async (finished, fold) => {
      if (finished) return orders.finished(fold, null);
      if (fold < table!.facts.folds) return fitOne(fold);
      checkpoints.fit(places.folds[fold]!, skipped);
      orders.finished(fold, null);
    }),
    ...baselines.map(async (finished, fold) => {
      if (finished !== null) return;
      if (fold < table!.facts.folds) return fitBaseline(fold);
      checkpoints.file(places.baselines[fold]!, null, startedAtMs);
    }),
  ]);
  progress.report('folds', 1);
  context.measure('foldsMs', performance.now() - startedAtMs);
}

/** Threads that help with a fit, of `fits` that begin in turn: what the last ones leave idle is shared among them. */
export function helpersOf(place: number, fits: number, threads: number): number {
  const last = fits % threads;
  const at = place - (fits - last);
  if (at < 0) return 0;
  const idle = threads - last;
  return Math.floor(idle / last) + (at < idle % last ? 1 : 0);
}

/** How many rounds count of each fit: the mean of what was best for each fold. Without early stopping all of them. */
export function roundsOf(attempt: Pick<TrainAttempt, 'parts'>, settings: readonly FitSettings[]): number[] {
  return settings.map(({ earlyStoppingRounds, rounds }, place) => {
    if (earlyStoppingRounds === 0) return rounds;
    const best = attempt.parts().folds.flatMap((fold) => (fold?.file ? [fold.bestRounds[place]!] : []));
    if (best.length === 0) return rounds;
    return Math.max(1, Math.round(best.reduce((sum, round) => sum + round, 0) / best.length));
  });
}

/** Fits the model that is scored on the holdout. */
export async function fitHoldout(attempt: TrainAttempt, settings: readonly FitSettings[]): Promise<void> {
  const { checkpoints, context } = attempt;
  const { holdout, table } = attempt.parts();
  if (holdout) return;
  const { places } = checkpoints;
  if (table!.facts.holdoutRows === 0) return checkpoints.fit(places.holdout, skipped);
  const order = {
    ...{ matrix: await attempt.matrix(), settings, part: { kind: 'holdout' } as const },
    ...{ pauseAfterRound: null, resumePath: null, scratchPath: path.join(context.scratchFolder, 'holdout.json') },
  };
  checkpoints.fit(places.holdout, await runFits(context, order, context.computeThreads - 1, () => {}));
}
