import type { Scores } from '../../../contract/models/model-document.ts';
import { calibrationBins, expectedCalibrationError } from './calibration-bins.ts';
import { likeliestClass } from './likeliest-class.ts';

/** Probabilities are kept this far from 0 and 1 before their logarithm is taken, as scikit-learn 1.2 does for doubles. */
const clip = 2.220446049250313e-16;

/** Share of rows whose likeliest class is the true one, and the mean F1 of the classes that occur or are foretold (sklearn: macro). */
export function classFigures(
  classes: number,
  truth: Float64Array,
  probabilities: Float64Array,
): Pick<Scores, 'accuracy' | 'macroF1'> {
  const right = new Float64Array(classes);
  const actual = new Float64Array(classes);
  const foretold = new Float64Array(classes);
  for (let row = 0; row < truth.length; row++) {
    const likeliest = likeliestClass(probabilities, row * classes, classes);
    const trueClass = truth[row] as number;
    actual[trueClass] = (actual[trueClass] as number) + 1;
    foretold[likeliest] = (foretold[likeliest] as number) + 1;
    if (likeliest === trueClass) right[trueClass] = (right[trueClass] as number) + 1;
  }
  let sum = 0;
  let seen = 0;
  let hits = 0;
  for (let place = 0; place < classes; place++) {
    hits += right[place] as number;
    const either = (actual[place] as number) + (foretold[place] as number);
    if (either === 0) continue;
    seen++;
    sum += (2 * (right[place] as number)) / either;
  }
  return { accuracy: hits / truth.length, macroF1: seen > 0 ? sum / seen : null };
}

/**
 * Log-loss; Brier score (of two classes the mean squared error of the second one's probability, as sklearn has it; of more
 * the sum over the classes, Brier 1950); ECE.
 */
export function probabilityFigures(
  classes: number,
  truth: Float64Array,
  probabilities: Float64Array,
): Pick<Scores, 'logloss' | 'brier' | 'ece'> {
  const rows = truth.length;
  return {
    logloss: logLoss(classes, truth, probabilities),
    brier: brierScore(classes, truth, probabilities),
    ece: expectedCalibrationError(calibrationBins(classes, truth, probabilities), rows),
  };
}

/** Mean −ln of the probability of the true class, after clipping and norming each row to sum 1. */
export function logLoss(classes: number, truth: Float64Array, probabilities: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) {
    const offset = row * classes;
    let whole = 0;
    for (let place = 0; place < classes; place++) whole += clipped(probabilities[offset + place] as number);
    sum -= Math.log(clipped(probabilities[offset + (truth[row] as number)] as number) / whole);
  }
  return sum / truth.length;
}

export const clipped = (probability: number): number => Math.min(1 - clip, Math.max(clip, probability));

function brierScore(classes: number, truth: Float64Array, probabilities: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) {
    const trueClass = truth[row] as number;
    for (let place = classes === 2 ? 1 : 0; place < classes; place++) {
      const off = (probabilities[row * classes + place] as number) - (place === trueClass ? 1 : 0);
      sum += off * off;
    }
  }
  return sum / truth.length;
}
