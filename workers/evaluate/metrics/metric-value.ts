import type { TrainingReport } from '../../../contract/train/training-report.ts';
import type { TargetForm } from '../target-form.ts';
import { logLoss } from './class-figures.ts';
import { pinballLoss, poissonDeviance, valueFigures } from './value-figures.ts';

/** The one figure a training goes by; lower is better for each. `quantile` is that of the pinball loss. */
export function metricValue(
  metric: TrainingReport['metric'],
  form: TargetForm,
  truth: Float64Array,
  predictions: Float64Array,
  quantile = 0.5,
): number {
  switch (metric) {
    case 'logloss':
      return logLoss(form.classes, truth, predictions);
    case 'rmse':
      return valueFigures(truth, predictions).rmse as number;
    case 'mae':
      return valueFigures(truth, predictions).mae as number;
    case 'pinball':
      return pinballLoss(truth, predictions, quantile);
    case 'poisson':
      return poissonDeviance(truth, predictions);
  }
}
