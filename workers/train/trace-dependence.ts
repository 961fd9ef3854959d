import type { Order, ScratchFile } from '../../contract/orders.ts';
import type { Sample, TrainingReport } from '../../contract/train/training-report.ts';
import { readJson, writeJson } from '../compare/write-json.ts';
import { calibratedProbabilities } from '../evaluate/calibration/calibrated.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import { dependenceGrid, partialDependence } from '../evaluate/importance/partial-dependence.ts';
import { sampleOf } from '../evaluate/seeded-random.ts';
import { encodeFeatures } from '../features/encode-features.ts';
import { takeRows } from '../features/input-column.ts';
import type { OrderContext } from '../order-context.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { scoreMargins } from '../trees/score/score-margins.ts';
import { gainsOf, modelOfFit, readFit } from './fit-file.ts';
import { openMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import type { ScoredTraining } from './score-folds.ts';
import { valuesOf } from './values-of.ts';

/** What `trace-dependence` writes. */
export interface TracedDependence {
  readonly columns: TrainingReport['partialDependence'];
  readonly sample: Sample;
}

const mostColumns = 10;
const sampleRows = 500;

/** The mean prediction by value of each of the columns that gain most. Throws JOB_CANCELLED. */
export async function traceDependence(order: Order<'trace-dependence'>, context: OrderContext): Promise<ScratchFile> {
  const { finalPath, scoresPath, scratchPath } = order;
  const matrix = openMatrix(order.matrix);
  const { columns, form, options } = matrix;
  const fit = await readFit(finalPath);
  const { features } = fit;
  const ensemble = modelOfFit(fit, null);
  const gains = gainsOf(ensemble);
  const { calibration } = await readJson<ScoredTraining>(scoresPath);
  const { train } = partRows(matrix, { kind: 'final' });
  const sample = sampleOf(train, sampleRows, options.seed, 'dependence');
  const sampled = columns.map(({ cells }): ColumnCells => ({ ...takeRows(cells, sample), name: cells.name }));
  const encoded = encodeFeatures(features, sampled);
  const gainOf = (column: number) =>
    features.reduce((sum, feature, at) => sum + (feature.column === column ? gains[at]! : 0), 0);
  const chosen = columns
    .map((_, column) => ({ column, gain: gainOf(column) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || a.column - b.column)
    .slice(0, mostColumns);
  const traced: TrainingReport['partialDependence'] = [];
  for (const [at, { column }] of chosen.entries()) {
    const { cells, name } = columns[column]!;
    const grid = dependenceGrid(cells, train);
    const own = features.flatMap((feature, place) => (feature.column === column ? [place] : []));
    const means = partialDependence(grid, form.classes, (place) => {
      context.throwIfCancelled();
      const changed = constantCells(cells, grid.cells[place]!, sample.length);
      const ofColumn = encodeFeatures(
        own.map((feature) => ({ ...features[feature]!, column: 0 })),
        [changed],
      );
      const all: FeatureColumn[] = [...encoded];
      for (const [index, feature] of own.entries()) all[feature] = ofColumn[index]!;
      const margins = scoreMargins(ensemble, all, 0, sample.length);
      return form.task === 'regression'
        ? valuesOf(matrix, margins)
        : calibratedProbabilities(form, margins, calibration);
    });
    const { kind, shares, values } = grid;
    traced.push({ feature: name, column: name, kind, values, means, shares });
    context.notify({ fraction: (at + 1) / chosen.length, rowsDone: null, subject: name });
  }
  const found: TracedDependence = { columns: traced, sample: { rows: sample.length, of: train.length } };
  return writeJson(scratchPath, found);
}

/** A column that holds one cell in all rows. */
function constantCells(cells: ColumnCells, cell: number, rows: number): ColumnCells {
  return cells.kind === 'text'
    ? { ...cells, codes: new Int32Array(rows).fill(cell) }
    : { ...cells, values: new Float64Array(rows).fill(cell) };
}
