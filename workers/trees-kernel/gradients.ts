import { exponential, logarithmOf } from './exponential';
import {
  absoluteObjective,
  gradientsAt,
  logisticObjective,
  lossOnlyAt,
  lossWeightsAt,
  marginsAt,
  objectiveAt,
  outputsAt,
  partialSumsAt,
  poissonObjective,
  quantileAt,
  quantileObjective,
  rowsAt,
  softmaxObjective,
  squaredObjective,
  targetsAt,
} from './layout';
import { putPair } from './put-pair';
import { factorsOf } from './row-factors';
import { softmaxGradients } from './softmax';
import { address, double, firstRowOf, isForValidation, rowsOfChunk, word } from './words';

/*
 * Gradient and hessian of the loss by the margin (Chen and Guestrin 2016, section 2.2), two rows at once, in single precision;
 * their sums and the loss in double, in the order of the rows.
 */

/** Smallest hessian, as in XGBoost: a row of which the model is sure still has some weight. */
const leastHessian: f64 = 1e-16;
/** Probabilities are held off 0 for the loss, as scikit-learn does. */
const leastProbability: f64 = 1e-15;

/** Gradients and loss of the rows of a chunk; of rows for validation, or where only that is wanted, the loss alone. */
export function findGradients(chunk: i32): void {
  const outputs = word(outputsAt);
  const sums = address(partialSumsAt) + ((<usize>chunk * (2 * outputs + 1)) << 3);
  const wantsGradients = !isForValidation(chunk) && word(lossOnlyAt) === 0;
  if (word(objectiveAt) === softmaxObjective) softmaxGradients(chunk, sums, wantsGradients);
  else singleGradients(chunk, sums, wantsGradients);
  store<f64>(sums + ((<usize>outputs) << 4), lossOf(chunk));
}

/** Of an objective with one margin. What the loss needs besides, chance or mean, is put behind the margins. */
function singleGradients(chunk: i32, sums: usize, wantsGradients: bool): void {
  const count = rowsOfChunk(chunk);
  const first = firstRowOf(chunk);
  const objective = word(objectiveAt);
  const margins = address(marginsAt) + (first << 3);
  const targets = address(targetsAt) + (first << 3);
  const gradients = address(gradientsAt) + (first << 3);
  const expected = margins + ((<usize>word(rowsAt)) << 3);
  const quantile = double(quantileAt);
  const one = f64x2.splat(1);
  let sizes = f64x2.splat(0);
  let hessians = f64x2.splat(0);
  for (let row = 0; row < count; row += 2) {
    const at = (<usize>row) << 3;
    const margin = v128.load(margins + at);
    const target = v128.load(targets + at);
    let gradient = f64x2.sub(margin, target);
    let hessian = one;
    if (objective === logisticObjective) {
      const chance = f64x2.div(one, f64x2.add(one, exponential(f64x2.neg(margin))));
      gradient = f64x2.sub(chance, target);
      hessian = f64x2.max(f64x2.mul(chance, f64x2.sub(one, chance)), f64x2.splat(leastHessian));
      // The probability of the class that it is: that of the other is the gradient without its sign.
      v128.store(expected + at, f64x2.sub(one, f64x2.abs(gradient)));
    } else if (objective === poissonObjective) {
      const mean = exponential(margin);
      gradient = f64x2.sub(mean, target);
      hessian = mean;
      v128.store(expected + at, mean);
    } else if (objective === quantileObjective || objective === absoluteObjective) {
      // The slope of the pinball loss; the absolute error is twice that of the median.
      const above = objective === absoluteObjective ? 1 : 1 - quantile;
      const below = objective === absoluteObjective ? -1 : -quantile;
      const zero = f64x2.splat(0);
      const raised = v128.and(f64x2.gt(gradient, zero), f64x2.splat(above));
      gradient = v128.or(raised, v128.and(f64x2.lt(gradient, zero), f64x2.splat(below)));
    }
    if (!wantsGradients) continue;
    const factors = factorsOf(first, row, count);
    gradient = f64x2.mul(gradient, factors);
    hessian = f64x2.mul(hessian, factors);
    putPair(gradients + at, gradient, hessian);
    sizes = f64x2.add(sizes, f64x2.abs(gradient));
    hessians = f64x2.add(hessians, hessian);
  }
  if (!wantsGradients) return;
  store<f64>(sums, f64x2.extract_lane(sizes, 0) + f64x2.extract_lane(sizes, 1));
  store<f64>(sums + 8, f64x2.extract_lane(hessians, 0) + f64x2.extract_lane(hessians, 1));
}

/** Sum of the losses of the rows of a chunk, each times its weight; softmax has left the probabilities of the true classes. */
function lossOf(chunk: i32): f64 {
  const count = rowsOfChunk(chunk);
  const first = firstRowOf(chunk);
  const objective = word(objectiveAt);
  const weights = address(lossWeightsAt);
  const margins = address(marginsAt) + (first << 3);
  const targets = address(targetsAt) + (first << 3);
  const expected = margins + ((<usize>word(outputsAt) * <usize>word(rowsAt)) << 3);
  const quantile = double(quantileAt);
  if (weights === 0 && (objective === softmaxObjective || objective === logisticObjective)) {
    return lossOfChances(expected, count);
  }
  let sum: f64 = 0;
  for (let row = 0; row < count; row++) {
    const at = (<usize>row) << 3;
    const margin = load<f64>(margins + at);
    const target = load<f64>(targets + at);
    const weight: f64 = weights === 0 ? 1 : load<f64>(weights + ((first + <usize>row) << 3));
    if (objective === softmaxObjective || objective === logisticObjective) {
      sum -= weight * logarithmOf(max(load<f64>(expected + at), leastProbability));
    } else if (objective === squaredObjective) {
      sum += weight * (margin - target) * (margin - target);
    } else if (objective === absoluteObjective) {
      sum += weight * abs(margin - target);
    } else if (objective === quantileObjective) {
      sum += weight * (margin > target ? (1 - quantile) * (margin - target) : quantile * (target - margin));
    } else {
      // Deviance of Poisson: 2 (y ln(y / µ) − y + µ).
      const own = target > 0 ? target * (logarithmOf(target) - margin) : 0;
      sum += 2 * weight * (own - target + load<f64>(expected + at));
    }
  }
  return sum;
}

/** Minus the sum of the logarithms of some probabilities: those of their products, before these get too small. */
function lossOfChances(chances: usize, count: i32): f64 {
  const least = f64x2.splat(leastProbability);
  let sum: f64 = 0;
  let product = f64x2.splat(1);
  const pairs = count >> 1;
  for (let pair = 0; pair < pairs; pair++) {
    product = f64x2.mul(product, f64x2.pmax(least, v128.load(chances + ((<usize>pair) << 4))));
    // Sixteen more factors of 1e-15 at least stay above 1e-300.
    if ((pair & 15) === 15) {
      if (f64x2.extract_lane(product, 0) > 1e-60 && f64x2.extract_lane(product, 1) > 1e-60) continue;
      sum += logarithmOf(f64x2.extract_lane(product, 0)) + logarithmOf(f64x2.extract_lane(product, 1));
      product = f64x2.splat(1);
    }
  }
  if ((count & 1) !== 0) sum += logarithmOf(max(load<f64>(chances + ((<usize>(count - 1)) << 3)), leastProbability));
  return -sum - logarithmOf(f64x2.extract_lane(product, 0)) - logarithmOf(f64x2.extract_lane(product, 1));
}
