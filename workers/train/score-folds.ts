import type { Calibration, Conformal, Reference, ScoreSpread, Scores } from '../../contract/models/model-document.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { Sample, TrainingReport, TrainingSamples } from '../../contract/train/training-report.ts';
import { writeJson } from '../compare/write-json.ts';
import { calibrate, calibrationRowLimit } from '../evaluate/calibration/calibrate.ts';
import { calibratedProbabilities } from '../evaluate/calibration/calibrated.ts';
import { conformalSets } from '../evaluate/conformal/class-set.ts';
import { conformalInterval } from '../evaluate/conformal/interval.ts';
import { scoresByGroup } from '../evaluate/groups/scores-by-group.ts';
import { confusionOf } from '../evaluate/metrics/confusion.ts';
import { precisionRecallCurves, rocCurves } from '../evaluate/metrics/curves.ts';
import { residualsOf } from '../evaluate/metrics/residuals.ts';
import { scoresOf } from '../evaluate/metrics/scores.ts';
import { spreadOfScores } from '../evaluate/metrics/spread-of-scores.ts';
import type { OrderContext } from '../order-context.ts';
import { readBaseline } from './fit-baseline.ts';
import { readFit } from './fit-file.ts';
import { heldMargins } from './held-margins.ts';
import { openMatrix, type TrainingMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import { pick } from './pick.ts';
import { isPlainBoosting } from './plain-boosting.ts';
import { type PredictionsByRow, putPredictions, writePredictions } from './predictions-by-row.ts';
import { classReference, numberReference } from './references.ts';
import { valuesOf } from './values-of.ts';

/** What is promised of intervals and sets. */
const promisedCoverage = 0.9;

/** What `score-folds` writes. */
export interface ScoredTraining {
  readonly calibration: Calibration | null;
  readonly conformal: Conformal | null;
  readonly predictionReference: Reference;
  /** Mean over the folds of the metric on their validation rows, by round of the first fit. */
  readonly validationHistory: readonly number[];
  readonly samples: Pick<TrainingSamples, 'linear' | 'calibration'>;
  readonly report: Pick<
    TrainingReport,
    | 'crossValidated'
    | 'holdout'
    | 'test'
    | 'baseline'
    | 'confusion'
    | 'roc'
    | 'precisionRecall'
    | 'calibration'
    | 'conformal'
    | 'residuals'
    | 'groups'
  >;
}

/** Predictions out of fold, one row after another. */
interface OutOfFold {
  readonly rows: Uint32Array;
  readonly truth: Float64Array;
  readonly margins: Float64Array;
  readonly folds: Uint8Array;
  readonly history: readonly number[];
}

/**
 * Scores the folds at one number of rounds, the holdout and the test rows. Calibration and intervals are made from the
 * predictions out of fold, and those of a fold are scored through a calibration made without it.
 */
export async function scoreFolds(order: Order<'score-folds'>, context: OrderContext): Promise<Reply<'score-folds'>> {
  const matrix = openMatrix(order.matrix);
  const { form } = matrix;
  const isClasses = form.task !== 'regression';
  const outOfFold = await gatherFolds(order, matrix, context);
  context.notify({ fraction: 0.5, rowsDone: null, subject: null });
  const { folds, margins, rows, truth } = outOfFold;
  const { seed } = matrix.options;
  const keepsClasses = isPlainBoosting(matrix.options);
  const calibrated = isClasses ? calibrate({ form, truth, margins, folds, seed, keepsClasses }) : null;
  context.throwIfCancelled();
  const calibration = calibrated?.calibration ?? null;
  const predictions = calibrated?.probabilities ?? valuesOf(matrix, margins);
  const isGrouped = matrix.groupColumn !== null && matrix.groupColumn === matrix.scoreColumn;
  const groups = isGrouped && matrix.scoreCodes ? pick(matrix.scoreCodes, rows) : null;
  const { conformal, width } = isClasses
    ? conformalSets({ form, truth, probabilities: predictions, coverage: promisedCoverage, seed, groups })
    : conformalInterval({ truth, values: predictions, coverage: promisedCoverage, seed, groups });
  context.throwIfCancelled();
  const byRow: PredictionsByRow = {
    width: form.classes,
    predictions: new Float64Array(matrix.rows * form.classes).fill(Number.NaN),
  };
  putPredictions(byRow, rows, predictions);
  const scoreHeld = async (kind: 'holdout' | 'final', fitPath: string | null): Promise<Scores | null> => {
    const { held } = partRows(matrix, { kind });
    if (fitPath === null || held.length === 0) return null;
    const fit = await readFit(fitPath);
    const found = heldMargins(matrix, fit, order.rounds, held, () => context.throwIfCancelled());
    const values = isClasses ? calibratedProbabilities(form, found, calibration) : valuesOf(matrix, found);
    putPredictions(byRow, held, values);
    return scoresOf(form, pick(matrix.truth, held), values);
  };
  const holdout = await scoreHeld('holdout', order.holdoutPath);
  const test = await scoreHeld('final', order.finalPath);
  const names = matrix.classes ?? [];
  const { scoreCodes, scoreColumn, scoreNames } = matrix;
  const { baseline, learned } = await baselineScores(order, matrix);
  const written: ScoredTraining = {
    ...{ calibration, conformal },
    predictionReference: isClasses ? classReference(names, predictions) : numberReference(predictions),
    validationHistory: outOfFold.history,
    samples: {
      linear: baseline.linear === null ? null : learned,
      calibration: isClasses ? { rows: Math.min(rows.length, calibrationRowLimit), of: rows.length } : null,
    },
    report: {
      crossValidated: spreadByFold(matrix, outOfFold, predictions),
      ...{ holdout, test, baseline },
      confusion: confusionOf(form, truth, predictions),
      roc: isClasses ? rocCurves(form, truth, predictions, names) : [],
      precisionRecall: isClasses ? precisionRecallCurves(form, truth, predictions, names) : [],
      calibration: calibrated?.report ?? null,
      conformal: { promised: conformal.coverage, observed: conformal.observedCoverage, width },
      residuals: isClasses ? null : residualsOf(truth, predictions, seed),
      groups:
        scoreColumn !== null && scoreCodes
          ? scoresByGroup({
              ...{ form, truth, predictions, codes: pick(scoreCodes, rows), names: scoreNames, column: scoreColumn },
            })
          : null,
    },
  };
  return {
    scores: writeJson(order.scratchPath, written),
    predictions: writePredictions(byRow, order.predictionsPath),
  };
}

async function gatherFolds(
  { foldPaths, rounds }: Order<'score-folds'>,
  matrix: TrainingMatrix,
  context: OrderContext,
): Promise<OutOfFold> {
  const found: { held: Uint32Array; margins: Float64Array; history: readonly number[] }[] = [];
  for (const [fold, path] of foldPaths.entries()) {
    const { held } = partRows(matrix, { kind: 'fold', fold });
    const fit = await readFit(path);
    const margins = heldMargins(matrix, fit, rounds, held, () => context.throwIfCancelled());
    found.push({ held, margins, history: fit.members[0]!.history.map(({ validation }) => validation ?? Number.NaN) });
    context.notify({ fraction: (0.5 * fold) / foldPaths.length, rowsDone: null, subject: null });
  }
  const rows = new Uint32Array(found.reduce((sum, { held }) => sum + held.length, 0));
  const margins = new Float64Array(found.reduce((sum, one) => sum + one.margins.length, 0));
  const folds = new Uint8Array(rows.length);
  let [rowsAt, marginsAt] = [0, 0];
  for (const [fold, one] of found.entries()) {
    rows.set(one.held, rowsAt);
    folds.fill(fold, rowsAt, rowsAt + one.held.length);
    margins.set(one.margins, marginsAt);
    rowsAt += one.held.length;
    marginsAt += one.margins.length;
  }
  const commonRounds = Math.min(rounds[0]!, ...found.map(({ history }) => history.length));
  const history = Array.from({ length: commonRounds }, (_, round) =>
    found.reduce((sum, one) => sum + one.history[round]! / found.length, 0),
  );
  return { rows, truth: pick(matrix.truth, rows), margins, folds, history };
}

function spreadByFold({ folds: count, form }: TrainingMatrix, all: OutOfFold, predictions: Float64Array): ScoreSpread {
  const scores: Scores[] = [];
  let from = 0;
  for (let fold = 0; fold < count; fold++) {
    let to = from;
    while (to < all.folds.length && all.folds[to] === fold) to++;
    const own = predictions.subarray(from * form.classes, to * form.classes);
    scores.push(scoresOf(form, all.truth.subarray(from, to), own));
    from = to;
  }
  return spreadOfScores(scores);
}

/** Means over the folds, as the model's own scores are: folds have other shares of classes, so that one pool of rows would mislead. */
async function baselineScores(
  { baselinePaths }: Order<'score-folds'>,
  matrix: TrainingMatrix,
): Promise<{ baseline: TrainingReport['baseline']; learned: Sample | null }> {
  const { form } = matrix;
  let learned: Sample | null = null;
  const trivial: Scores[] = [];
  const linear: Scores[] = [];
  for (const [fold, path] of baselinePaths.entries()) {
    const truth = pick(matrix.truth, partRows(matrix, { kind: 'fold', fold }).held);
    const found = await readBaseline(path);
    if (fold === 0) learned = found.learned;
    trivial.push(scoresOf(form, truth, found.trivial));
    if (found.linear) linear.push(scoresOf(form, truth, found.linear));
  }
  return {
    baseline: {
      trivial: spreadOfScores(trivial).mean,
      linear: linear.length === baselinePaths.length ? spreadOfScores(linear).mean : null,
    },
    learned,
  };
}
