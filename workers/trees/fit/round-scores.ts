import type { BoostingObjective } from '../boosting-options.ts';
import type { FitMetric, RoundScores } from './fit-result.ts';
import type { FitRows } from './fit-rows.ts';
import type { RoundMemory } from './round-memory.ts';

const metrics: Readonly<Record<BoostingObjective['kind'], FitMetric>> = {
  squared: 'rmse',
  absolute: 'mae',
  quantile: 'pinball',
  logistic: 'logloss',
  softmax: 'logloss',
  poisson: 'poissonDeviance',
};

/** The metric of an objective: what it minimises, as people read it. */
export function metricOf(objective: BoostingObjective): FitMetric {
  return metrics[objective.kind];
}

/** The scores of the margins that the kernel last looked at. */
export function readScores(memory: RoundMemory, rows: FitRows, outputs: number, metric: FitMetric): RoundScores {
  const stride = 2 * outputs + 1;
  let train = 0;
  let validation = 0;
  for (let chunk = 0; chunk < rows.chunks; chunk++) {
    const loss = memory.partialSums[chunk * stride + 2 * outputs]!;
    if (chunk < rows.trainChunks) train += loss;
    else validation += loss;
  }
  const scoreOf = (loss: number, weight: number) => {
    const mean = weight > 0 ? loss / weight : 0;
    return metric === 'rmse' ? Math.sqrt(mean) : mean;
  };
  return {
    train: scoreOf(train, memory.lossWeight.train),
    validation: rows.validation.length === 0 ? null : scoreOf(validation, memory.lossWeight.validation),
  };
}
