import type { Order, ScratchFile } from '../../contract/orders.ts';
import type { Sample } from '../../contract/train/training-report.ts';
import { fitLinear, predictLinear } from '../evaluate/baseline/linear.ts';
import { trivialPredictions } from '../evaluate/baseline/trivial.ts';
import type { ColumnCells } from '../evaluate/column-cells.ts';
import type { OrderContext } from '../order-context.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { openMatrix } from './matrix.ts';
import { packArrays, readPacked, unpackArrays, writePacked } from './packed-arrays.ts';
import { partRows } from './part-rows.ts';

/** Predictions of the validation rows of a fold, row by row; `linear` null: it could not be fitted. */
export interface BaselinePredictions {
  readonly trivial: Float64Array;
  readonly linear: Float64Array | null;
  /** Rows that the linear model learned from. */
  readonly learned: Sample | null;
}

export async function fitBaseline(order: Order<'fit-baseline'>, context: OrderContext): Promise<ScratchFile> {
  const { columns, form, options, truth, ...matrix } = openMatrix(order.matrix);
  const { held, train } = partRows(matrix, { kind: 'fold', fold: order.fold });
  const { objective } = matrix;
  const quantile = objective === 'quantile' ? options.quantile : objective === 'absolute' ? 0.5 : null;
  const trivial = trivialPredictions(form, truth, train, held.length, quantile);
  const raw = columns.map(({ cells }) => rawColumn(cells));
  const isCancelled = () => context.isCancelled();
  const model = fitLinear(form, raw, truth, train, { seed: options.seed, isCancelled });
  context.throwIfCancelled();
  const linear = model && predictLinear(model, raw, held);
  const learned: Sample | null = model && { rows: model.learnedRows, of: train.length };
  return writePacked(
    packArrays({ meta: { learned }, arrays: { trivial, ...(linear ? { linear } : {}) } }),
    order.scratchPath,
  );
}

export async function readBaseline(path: string): Promise<BaselinePredictions> {
  const { arrays, meta } = unpackArrays<{ readonly learned: Sample | null }>(await readPacked(path));
  const linear = (arrays.linear as Float64Array | undefined) ?? null;
  return { trivial: arrays.trivial as Float64Array, linear, learned: meta.learned };
}

const rawColumn = (cells: ColumnCells): FeatureColumn =>
  cells.kind === 'text'
    ? { kind: 'category', codes: cells.codes, levels: cells.texts.length }
    : { kind: 'number', values: cells.values };
