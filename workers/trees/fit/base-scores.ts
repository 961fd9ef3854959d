import type { BoostingObjective } from '../boosting-options.ts';
import { orderedSum } from './ordered-sum.ts';

const leastShare = 1e-6;

/**
 * The margins that fit the targets best without any tree, one for each output: mean, median, quantile, log-odds, logarithm of the
 * class's share, logarithm of the mean.
 */
export function baseScoresOf(
  objective: BoostingObjective,
  targets: Float64Array,
  weights: Float64Array | null,
  rows: number,
): Float64Array {
  const weightOf = (row: number) => (weights === null ? 1 : weights[row]!);
  const total = orderedSum(rows, weightOf);
  const mean = () => (total === 0 ? 0 : orderedSum(rows, (row) => weightOf(row) * targets[row]!) / total);
  const clamped = (share: number) => Math.min(Math.max(share, leastShare), 1 - leastShare);
  switch (objective.kind) {
    case 'squared':
      return Float64Array.of(mean());
    case 'absolute':
      return Float64Array.of(weightedQuantile(targets, weights, rows, 0.5));
    case 'quantile':
      return Float64Array.of(weightedQuantile(targets, weights, rows, objective.alpha));
    case 'logistic': {
      const share = clamped(mean());
      return Float64Array.of(Math.log(share / (1 - share)));
    }
    case 'poisson':
      return Float64Array.of(Math.log(Math.max(mean(), leastShare)));
    case 'softmax': {
      const sums = new Float64Array(objective.classes);
      for (let row = 0; row < rows; row++) sums[targets[row]!]! += weightOf(row);
      return sums.map((sum) => Math.log(clamped(total === 0 ? 0 : sum / total)));
    }
  }
}

/** What ½ is as a margin, from which XGBoost 1 starts; null of objectives for which it does not, or to no use. */
export function halfScoresOf(objective: BoostingObjective): Float64Array | null {
  switch (objective.kind) {
    case 'squared':
      return Float64Array.of(0.5);
    case 'logistic':
      return Float64Array.of(0);
    case 'softmax':
      return new Float64Array(objective.classes).fill(0.5);
    default:
      return null;
  }
}

/** The least value up to which the weights reach the share `alpha` of all. */
function weightedQuantile(targets: Float64Array, weights: Float64Array | null, rows: number, alpha: number): number {
  if (rows === 0) return 0;
  if (weights === null) {
    const sorted = targets.slice(0, rows).sort();
    return sorted[Math.min(rows - 1, Math.max(0, Math.ceil(alpha * rows) - 1))]!;
  }
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => targets[a]! - targets[b]! || a - b);
  const wanted = alpha * orderedSum(rows, (row) => weights[row]!);
  let sum = 0;
  for (const row of order) {
    sum += weights[row]!;
    if (sum >= wanted) return targets[row]!;
  }
  return targets[order[rows - 1]!]!;
}
