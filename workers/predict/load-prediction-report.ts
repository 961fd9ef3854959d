import type { Order, Reply } from '../../contract/orders.ts';
import type { PredictionReport } from '../../contract/predict/prediction-report.ts';
import { readJson } from '../compare/write-json.ts';

/** The report of a prediction, as `assemble-predictions` has written it. */
export function loadPredictionReport({
  path,
}: Order<'load-prediction-report'>): Promise<Reply<'load-prediction-report'>> {
  return readJson<PredictionReport>(path);
}
