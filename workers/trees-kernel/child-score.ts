import { unitAlpha, unitLambda } from './layout';

/** The gradient without what L1 takes off it. */
function shrunk(gradient: f64, units: usize): f64 {
  const alpha = load<f64>(units + unitAlpha);
  if (gradient > alpha) return gradient - alpha;
  if (gradient < -alpha) return gradient + alpha;
  return 0;
}

/** The value of a leaf with these sums, before the learning rate, within its bounds. */
export function childWeight(gradient: f64, hessian: f64, low: f64, high: f64, units: usize): f64 {
  return max(low, min(high, -shrunk(gradient, units) / (hessian + load<f64>(units + unitLambda))));
}

/** Twice what a leaf with these sums takes off the loss: the best value, or the one that its bounds allow. */
export function childScore(gradient: f64, hessian: f64, low: f64, high: f64, units: usize): f64 {
  const weight = childWeight(gradient, hessian, low, high, units);
  const square = (hessian + load<f64>(units + unitLambda)) * weight * weight;
  return -(2 * gradient * weight + square + 2 * load<f64>(units + unitAlpha) * abs(weight));
}
