import type { Scores } from '../../../contract/models/model-document.ts';

/** Root mean squared error, mean absolute error and R² = 1 − Σ(y − ŷ)² ∕ Σ(y − ȳ)²; R² is null where all truths are equal. */
export function valueFigures(truth: Float64Array, values: Float64Array): Pick<Scores, 'rmse' | 'mae' | 'r2'> {
  const rows = truth.length;
  let sum = 0;
  let squares = 0;
  let sizes = 0;
  for (let row = 0; row < rows; row++) {
    const error = (values[row] as number) - (truth[row] as number);
    sum += truth[row] as number;
    squares += error * error;
    sizes += Math.abs(error);
  }
  const mean = sum / rows;
  let spread = 0;
  for (let row = 0; row < rows; row++) spread += ((truth[row] as number) - mean) ** 2;
  return { rmse: Math.sqrt(squares / rows), mae: sizes / rows, r2: spread > 0 ? 1 - squares / spread : null };
}

/** Mean pinball loss at `quantile` (Koenker & Bassett 1978). */
export function pinballLoss(truth: Float64Array, values: Float64Array, quantile: number): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) {
    const over = (truth[row] as number) - (values[row] as number);
    sum += over >= 0 ? quantile * over : (quantile - 1) * over;
  }
  return sum / truth.length;
}

/** Mean Poisson deviance 2 (y ln(y ∕ ŷ) − y + ŷ); ŷ is kept above 0. */
export function poissonDeviance(truth: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) {
    const count = truth[row] as number;
    const mean = Math.max(values[row] as number, 1e-12);
    sum += 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - count + mean);
  }
  return sum / truth.length;
}
