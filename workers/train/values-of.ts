import type { TrainingMatrix } from './matrix.ts';

/** What a number's margin stands for. */
export function valuesOf({ objective }: Pick<TrainingMatrix, 'objective'>, margins: Float64Array): Float64Array {
  return objective === 'poisson' ? margins.map((margin) => Math.exp(margin)) : margins;
}
