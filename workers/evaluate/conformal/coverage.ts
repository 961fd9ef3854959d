import type { Conformal } from '../../../contract/models/model-document.ts';
import type { TargetForm } from '../target-form.ts';
import { sumBefore } from './class-set.ts';

/** Share of rows whose truth lies in its interval or set; null without rows. */
export function observedCoverage(
  { classes, task }: TargetForm,
  conformal: Conformal,
  truth: Float64Array,
  predictions: Float64Array,
): number | null {
  if (truth.length === 0) return null;
  let inside = 0;
  for (let row = 0; row < truth.length; row++) {
    if (task === 'regression') {
      const residual = (truth[row] as number) - (predictions[row] as number);
      if (residual >= -conformal.below && residual <= conformal.above) inside++;
    } else if (sumBefore(predictions, row * classes, classes, truth[row] as number) <= (conformal.setThreshold ?? 1)) {
      inside++;
    }
  }
  return inside / truth.length;
}
