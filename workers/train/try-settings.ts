import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import type { FitMemory } from '../trees/fit/fit-memory.ts';
import { leadFit } from '../trees/fit/lead-fit.ts';
import { openMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import { prepareFit } from './prepare-fit.ts';

/** Scores settings on folds: the mean of the metric of each fold at its best round. Throws JOB_CANCELLED. */
export async function trySettings(order: Order<'try-settings'>, context: OrderContext): Promise<Reply<'try-settings'>> {
  const { controls, folds, settings } = order;
  const matrix = openMatrix(order.matrix);
  const found: { score: number; bestRound: number }[] = [];
  for (const [at, fold] of folds.entries()) {
    context.throwIfCancelled();
    const { options, set } = prepareFit(matrix, partRows(matrix, { kind: 'fold', fold }), settings, () =>
      context.isCancelled(),
    );
    const { bestRound, history } = leadFit(controls[at] as FitMemory, set, options, {
      isCancelled: () => context.isCancelled(),
      onRound: (round) => {
        const fraction = (at + round / settings.rounds) / folds.length;
        context.notify({ fraction, rowsDone: round, subject: null });
      },
    });
    found.push({ score: history[bestRound - 1]?.validation ?? Number.POSITIVE_INFINITY, bestRound });
  }
  const mean = (pick: (one: (typeof found)[number]) => number) =>
    found.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, found.length);
  return {
    score: mean(({ score }) => score),
    bestRound: Math.round(mean(({ bestRound }) => bestRound)),
    fits: found.length,
  };
}
