import type { TargetForm } from '../target-form.ts';
import { likeliestClass } from './likeliest-class.ts';

/** Rows by true class (first) and likeliest class; null for a number. */
export function confusionOf(
  { classes, task }: TargetForm,
  truth: Float64Array,
  predictions: Float64Array,
): number[][] | null {
  if (task === 'regression') return null;
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < truth.length; row++) {
    const line = counts[truth[row] as number] as number[];
    const likeliest = likeliestClass(predictions, row * classes, classes);
    line[likeliest] = (line[likeliest] as number) + 1;
  }
  return counts;
}
