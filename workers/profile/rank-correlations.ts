import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { type NumberSeries, productMoments } from './product-moments.ts';
import type { DenseRanks } from './sample-ranks.ts';

/**
 * Spearman's correlations: Pearson's of middle ranks, each pair ranked anew over the rows in which both have a value
 * (as pandas and R do). A square matrix, row by row, NaN where it is not defined.
 */
export function rankCorrelations(
  columns: readonly DenseRanks[],
  rows: number,
  onProgress: (fraction: number) => void,
): Float64Array {
  const size = columns.length;
  const kernel = threadKernel();
  const complete = columns.flatMap((ranks, column) => (ranks.total === rows ? [column] : []));
  const series = complete.map((column) => seriesOfRanks(kernel, columns[column] as DenseRanks));
  const whole = productMoments(series, rows, () => onProgress(0));
  const matrix = new Float64Array(size * size).fill(Number.NaN);
  for (const [left, x] of complete.entries()) {
    for (const [right, y] of complete.entries()) matrix[x * size + y] = whole[left * complete.length + right] as number;
  }
  const correlatePair = pairCorrelator(kernel, columns, rows);
  for (let x = 0; x < size; x++) {
    onProgress(x / size);
    for (let y = x; y < size; y++) {
      const left = columns[x] as DenseRanks;
      const right = columns[y] as DenseRanks;
      if (left.total === rows && right.total === rows) continue;
      const value = x === y ? (left.distinct > 1 ? 1 : Number.NaN) : correlatePair(left, right);
      matrix[x * size + y] = value;
      matrix[y * size + x] = value;
      if ((y & 7) === 0) onProgress(x / size);
    }
  }
  return matrix;
}

/** Ranks of a complete column, centred and scaled. */
function seriesOfRanks({ call }: Kernel, { codes, counts, distinct, total }: DenseRanks): NumberSeries {
  const ranks = call.allocate(distinct * 8 + 8);
  call.middleRanks(counts, distinct, ranks);
  const center = (total + 1) / 2;
  return {
    ...{ scale: 1, shift: 0, factor: 1, absent: 0, hasSpread: distinct > 1 },
    fill(from, to, { valuesAt }) {
      call.fillRanks(codes + from * 4, ranks, to - from, center, total, valuesAt);
      return to - from;
    },
  };
}

function pairCorrelator({ call }: Kernel, columns: readonly DenseRanks[], rows: number) {
  const most = columns.reduce((largest, { distinct }) => Math.max(largest, distinct), 0);
  const counts = () => call.allocate(most * 4 + 4);
  const ranks = () => call.allocate(most * 8 + 8);
  const room = [counts(), counts(), ranks(), ranks()] as const;
  return (left: DenseRanks, right: DenseRanks): number =>
    call.correlateRanks(left.codes, right.codes, rows, left.distinct, right.distinct, ...room);
}
