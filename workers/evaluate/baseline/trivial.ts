import { quantileOf } from '../sorted-order.ts';
import type { TargetForm } from '../target-form.ts';

/**
 * `count` equal predictions: the shares of the classes in `trainRows`, or their mean (their quantile where one is given: what a
 * training for that quantile must beat).
 */
export function trivialPredictions(
  { classes, task }: TargetForm,
  truth: Float64Array,
  trainRows: Uint32Array,
  count: number,
  quantile: number | null = null,
): Float64Array {
  const values = Float64Array.from(trainRows, (row) => truth[row] as number);
  if (task === 'regression') {
    const mean = () => values.reduce((sum, value) => sum + value, 0) / values.length;
    return new Float64Array(count).fill(quantile === null ? mean() : quantileOf(values.sort(), quantile));
  }
  const shares = new Float64Array(classes);
  for (const place of values) shares[place] = (shares[place] as number) + 1 / values.length;
  const predictions = new Float64Array(count * classes);
  for (let row = 0; row < count; row++) predictions.set(shares, row * classes);
  return predictions;
}
