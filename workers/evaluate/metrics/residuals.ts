import type { TrainingReport } from '../../../contract/train/training-report.ts';
import { sampleOf } from '../seeded-random.ts';
import { quantileOf } from '../sorted-order.ts';

const pointLimit = 1500;
const binCount = 40;

/** A sample of true value and prediction, and truth − prediction as a histogram whose ends hold the outermost half percents. */
export function residualsOf(
  truth: Float64Array,
  values: Float64Array,
  seed: number,
): NonNullable<TrainingReport['residuals']> {
  const places = Uint32Array.from(truth, (_, row) => row);
  const sample = sampleOf(places, pointLimit, seed, 'residuals');
  const points = Array.from(sample, (row): [number, number] => [truth[row] as number, values[row] as number]);
  const residuals = truth.map((value, row) => value - (values[row] as number));
  return { points, histogram: histogramOf(residuals.sort()) };
}

function histogramOf(sorted: Float64Array): { from: number; to: number; rows: number }[] {
  if (sorted.length === 0) return [];
  const low = quantileOf(sorted, 0.005);
  const high = quantileOf(sorted, 0.995);
  const width = (high - low) / binCount;
  if (!(width > 0)) return [{ from: low, to: high, rows: sorted.length }];
  const rows = new Array<number>(binCount).fill(0);
  for (const residual of sorted) {
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor((residual - low) / width)));
    rows[bin] = (rows[bin] as number) + 1;
  }
  return rows.map((count, bin) => ({ from: low + bin * width, to: low + (bin + 1) * width, rows: count }));
}
