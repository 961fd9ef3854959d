import type { Order, ScratchFile } from '../../contract/orders.ts';
import type { TrainingSamples } from '../../contract/train/training-report.ts';
import { writeJson } from '../compare/write-json.ts';
import { probabilitiesOf } from '../evaluate/calibration/calibrated.ts';
import { permutationImportance } from '../evaluate/importance/permutation.ts';
import { metricValue } from '../evaluate/metrics/metric-value.ts';
import { sampleOf } from '../evaluate/seeded-random.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import { takeRows } from '../features/input-column.ts';
import type { OrderContext } from '../order-context.ts';
import { scoreMargins } from '../trees/score/score-margins.ts';
import { gainsOf, modelOfFit, readFit } from './fit-file.ts';
import { openMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import { pick } from './pick.ts';
import { valuesOf } from './values-of.ts';

/** What `measure-importance` writes. */
export interface MeasuredImportance {
  /** By column of the model; null: the column was not shuffled. */
  readonly columns: readonly ({ readonly mean: number; readonly deviation: number } | null)[];
  readonly sample: TrainingSamples['importance'];
}

const repeats = 5;
const mostColumns = 60;
/** Trees walked by rows: some seconds of work. */
const mostWalks = 6e8;
const rowLimits = { fewest: 300, most: 10_000 };

/** Shuffles the columns that gain most, on rows that the fit did not learn from. Throws JOB_CANCELLED. */
export async function measureImportance(
  order: Order<'measure-importance'>,
  context: OrderContext,
): Promise<ScratchFile> {
  const { fitPath, part, rounds, scratchPath } = order;
  const { columns, form, metric, options, truth, ...matrix } = openMatrix(order.matrix);
  const fit = await readFit(fitPath);
  const ensemble = modelOfFit(fit, rounds);
  const gains = gainsOf(ensemble);
  const gainOf = columns.map((_, column) =>
    fit.features.reduce((sum, feature, at) => sum + (feature.column === column ? gains[at]! : 0), 0),
  );
  const chosen = Array.from(gainOf.keys())
    .filter((column) => gainOf[column]! > 0)
    .sort((a, b) => gainOf[b]! - gainOf[a]! || a - b)
    .slice(0, mostColumns);
  const trees = ensemble.treeOutputs.length;
  const affordable = Math.floor(mostWalks / (Math.max(1, chosen.length) * repeats * Math.max(1, trees)));
  const { held } = partRows(matrix, part);
  const count = Math.max(rowLimits.fewest, Math.min(rowLimits.most, affordable));
  const rows = sampleOf(held, count, options.seed, 'importance');
  const ownTruth = pick(truth, rows);
  const encoded = encodeFeatures(
    fit.features,
    columns.map(({ cells }) => takeRows(cells, rows)),
  );
  const measured = permutationImportance({
    ...{ columns: encoded, rows: rows.length, repeats, seed: options.seed },
    featuresOfColumn: chosen.map((column) => {
      return fit.features.flatMap((feature, at) => (feature.column === column ? [at] : []));
    }),
    score: (shuffled) => {
      context.throwIfCancelled();
      const margins = scoreMargins(ensemble, shuffled, 0, rows.length);
      const predictions = form.task === 'regression' ? valuesOf(matrix, margins) : probabilitiesOf(form, margins);
      return metricValue(metric, form, ownTruth, predictions, options.quantile);
    },
    isCancelled: () => context.isCancelled(),
  });
  const found: MeasuredImportance = {
    columns: columns.map((_, column) => measured[chosen.indexOf(column)] ?? null),
    sample: chosen.length === 0 ? null : { rows: rows.length, of: held.length, repeats, columns: chosen.length },
  };
  return writeJson(scratchPath, found);
}
