import type { ModelFeature } from '../../contract/models/model-document.ts';
import type { FitSettings } from '../../contract/train/train-orders.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import { type BoostingOptions, defaultBoostingOptions } from '../trees/boosting-options.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { crossFittedTargetStatistics, priorRowsOf } from '../trees/target-statistics.ts';
import type { TrainingSet } from '../trees/training-set.ts';
import { learnFeatures, statisticTarget } from './fit-features.ts';
import { linearStart } from './linear-start.ts';
import type { TrainingMatrix } from './matrix.ts';
import type { PartRows } from './part-rows.ts';
import { isPlainBoosting, plainBoosting } from './plain-boosting.ts';

/**
 * Categories on the smaller side of a split at most: by cross-validation on incomes (text columns of 2 to 42 levels) larger sets
 * lower the log-loss of the rows learned from and raise that of others (4: 0.281, 8: 0.282, 32: 0.284).
 */
const maxSplitCategories = 4;

/** All that a fit needs. */
export interface PreparedFit {
  readonly features: readonly ModelFeature[];
  readonly set: TrainingSet;
  readonly options: BoostingOptions;
}

/** Learns the encoders from the rows to train on, and encodes the cells. */
export function prepareFit(
  matrix: TrainingMatrix,
  rows: PartRows,
  settings: FitSettings,
  isCancelled: () => boolean = () => false,
): PreparedFit {
  const features = learnFeatures(matrix, rows.train);
  const set = trainingSetOf(matrix, features, rows);
  const options = boostingOptionsOf(matrix, features, settings, rows.train);
  if (settings.linearStart === 0) return { features, set, options };
  const { seed } = matrix.options;
  const start = linearStart(matrix.form, set, { seed, penalty: settings.linearStart, isCancelled });
  return { features, set: { ...set, start }, options };
}

/**
 * What trees are fitted on: features as the model will see them, save that a row that is trained on sees a statistic of the target
 * made of other rows, never of its own.
 */
function trainingSetOf(
  matrix: TrainingMatrix,
  modelFeatures: readonly ModelFeature[],
  { held, train }: PartRows,
): TrainingSet {
  const columns = matrix.columns.map(({ cells }) => cells);
  const features = encodeFeatures(modelFeatures, columns).map((feature, place): FeatureColumn => {
    const { column, encoding } = modelFeatures[place]!;
    const cells = columns[column]!;
    if (feature.kind !== 'number' || encoding.kind !== 'targetStatistic' || cells.kind !== 'text') return feature;
    const values = Float64Array.from(feature.values);
    const target = statisticTarget(matrix, encoding.classPlace);
    const { seed } = matrix.options;
    const priorRows = priorRowsOf(cells.codes, target, train, cells.texts.length);
    const ofOthers = crossFittedTargetStatistics(cells.codes, target, train, seed + column, priorRows);
    for (let at = 0; at < train.length; at++) {
      const row = train[at] as number;
      if ((cells.codes[row] as number) >= 0) values[row] = ofOthers[at] as number;
    }
    return { kind: 'number', values };
  });
  return {
    ...{ rows: matrix.rows, features, target: matrix.truth, weights: null },
    ...{ trainRows: train, validationRows: held },
  };
}

/** Weights under which each class weighs the same in all (sklearn's `balanced`); null: every row counts the same. */
function classWeightsOf({ form, options, truth }: TrainingMatrix, train: Uint32Array): number[] | null {
  if (options.classWeights === 'none' || form.task === 'regression') return null;
  const counts = new Array<number>(form.classes).fill(0);
  for (const row of train) counts[truth[row] as number]!++;
  return counts.map((count) => (count > 0 ? train.length / (form.classes * count) : 1));
}

/** Settings, and what the options of the training say beside them, as the trees take them. */
function boostingOptionsOf(
  matrix: TrainingMatrix,
  modelFeatures: readonly ModelFeature[],
  settings: FitSettings,
  train: Uint32Array,
): BoostingOptions {
  const { form, objective, options } = matrix;
  const monotone = modelFeatures.map(({ column, encoding }): -1 | 0 | 1 => {
    const direction = options.monotone[matrix.columns[column]!.name];
    if (direction === undefined || encoding.kind !== 'number') return 0;
    return direction === 'rising' ? 1 : -1;
  });
  const { alpha, columnSampling, earlyStoppingRounds, lambda, learningRate, minChildWeight, rounds, rowSampling } =
    settings;
  return {
    ...defaultBoostingOptions(
      objective === 'quantile'
        ? { kind: 'quantile', alpha: options.quantile }
        : objective === 'softmax'
          ? { kind: 'softmax', classes: form.classes }
          : { kind: objective },
    ),
    ...{ rounds, learningRate, lambda, alpha, minChildWeight, rowSampling, columnSampling, earlyStoppingRounds },
    ...(settings.leaves > 0
      ? { growth: 'leaf', maxLeaves: settings.leaves, maxDepth: settings.depth }
      : { growth: 'depth', maxDepth: settings.depth }),
    monotone: monotone.some((direction) => direction !== 0) ? monotone : null,
    classWeights: classWeightsOf(matrix, train),
    maxSplitCategories,
    ...{ keepsAllRounds: true, seed: options.seed },
    ...(isPlainBoosting(options) ? plainBoosting(settings) : {}),
  };
}
