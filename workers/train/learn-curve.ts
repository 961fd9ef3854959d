import type { Order, ScratchFile } from '../../contract/orders.ts';
import type { TrainingReport, TrainingSamples } from '../../contract/train/training-report.ts';
import { writeJson } from '../compare/write-json.ts';
import { learningSteps } from '../evaluate/folds/learning-steps.ts';
import type { OrderContext } from '../order-context.ts';
import type { FitMemory } from '../trees/fit/fit-memory.ts';
import type { RoundScores } from '../trees/fit/fit-result.ts';
import { leadFit } from '../trees/fit/lead-fit.ts';
import { readFit } from './fit-file.ts';
import { openMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import { prepareFit } from './prepare-fit.ts';

/** What `learn-curve` writes. */
export interface LearnedCurve {
  readonly points: TrainingReport['learningCurve'];
  readonly sample: TrainingSamples['learning'];
}

/** Cells × rounds × outputs of one fit at most: larger steps are left out. */
const mostWork = 4e9;

/** The metric of fits on growing shares of the rows of the first fold, on these and on its validation rows. Throws JOB_CANCELLED. */
export async function learnCurve(order: Order<'learn-curve'>, context: OrderContext): Promise<ScratchFile> {
  const { controls, foldPath, rounds, settings, scratchPath } = order;
  const matrix = openMatrix(order.matrix);
  const { held, train } = partRows(matrix, { kind: 'fold', fold: 0 });
  const points: TrainingReport['learningCurve'] = [];
  const steps = learningSteps(matrix.form, matrix.truth, train, matrix.options.seed).slice(0, -1);
  for (const [at, rows] of steps.entries()) {
    const fixed = { ...settings, rounds, earlyStoppingRounds: 0 };
    const { options, set } = prepareFit(matrix, { train: rows, held }, fixed, () => context.isCancelled());
    if (rows.length * set.features.length * rounds * matrix.form.classes > mostWork) break;
    const { history } = leadFit(controls[at] as FitMemory, set, options, {
      isCancelled: () => context.isCancelled(),
      onRound: (round) => {
        context.notify({ fraction: (at + round / rounds) / steps.length, rowsDone: null, subject: null });
      },
    });
    points.push(pointOf(rows.length, history, rounds));
  }
  // The whole of the rows is the fold itself.
  points.push(pointOf(train.length, (await readFit(foldPath)).members[0]!.history, rounds));
  const skippedSteps = steps.length + 1 - points.length;
  const found: LearnedCurve = { points, sample: { validationRows: held.length, skippedSteps } };
  return writeJson(scratchPath, found);
}

function pointOf(
  rows: number,
  history: readonly RoundScores[],
  rounds: number,
): TrainingReport['learningCurve'][number] {
  const { train, validation } = history[Math.min(rounds, history.length) - 1]!;
  return { rows, train, validation: validation ?? train };
}
