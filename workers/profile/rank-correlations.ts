import { type NumberSeries, productMoments } from './product-moments.ts';
import { type DenseRanks, middleRanks } from './rank-values.ts';

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
  const complete = columns.flatMap((ranks, column) => (ranks.total === rows ? [column] : []));
  const whole = productMoments(
    complete.map((column) => seriesOfRanks(columns[column] as DenseRanks)),
    rows,
    () => onProgress(0),
  );
  const matrix = new Float64Array(size * size).fill(Number.NaN);
  for (const [left, x] of complete.entries()) {
    for (const [right, y] of complete.entries()) matrix[x * size + y] = whole[left * complete.length + right] as number;
  }
  const room = createPairRoom(columns);
  for (let x = 0; x < size; x++) {
    onProgress(x / size);
    for (let y = x; y < size; y++) {
      const left = columns[x] as DenseRanks;
      const right = columns[y] as DenseRanks;
      if (left.total === rows && right.total === rows) continue;
      const value = x === y ? (left.counts.length > 1 ? 1 : Number.NaN) : correlatePair(left, right, room);
      matrix[x * size + y] = value;
      matrix[y * size + x] = value;
      if ((y & 7) === 0) onProgress(x / size);
    }
  }
  return matrix;
}

/** Ranks of a complete column, centred and scaled. */
function seriesOfRanks({ codes, counts, total }: DenseRanks): NumberSeries {
  const ranks = middleRanks(counts);
  const center = (total + 1) / 2;
  for (let code = 0; code < ranks.length; code++) ranks[code] = ((ranks[code] as number) - center) / total;
  return {
    ...{ scale: 1, shift: 0, factor: 1, absent: 0, hasSpread: counts.length > 1 },
    fill(from, to, values) {
      for (let row = from; row < to; row++) values[row - from] = ranks[codes[row] as number] as number;
      return to - from;
    },
  };
}

interface PairRoom {
  readonly leftCounts: Uint32Array;
  readonly rightCounts: Uint32Array;
  readonly leftRanks: Float64Array;
  readonly rightRanks: Float64Array;
}

function createPairRoom(columns: readonly DenseRanks[]): PairRoom {
  const most = columns.reduce((largest, { counts }) => Math.max(largest, counts.length), 0);
  return {
    leftCounts: new Uint32Array(most),
    rightCounts: new Uint32Array(most),
    leftRanks: new Float64Array(most),
    rightRanks: new Float64Array(most),
  };
}

function correlatePair(left: DenseRanks, right: DenseRanks, room: PairRoom): number {
  const leftCounts = room.leftCounts.subarray(0, left.counts.length).fill(0);
  const rightCounts = room.rightCounts.subarray(0, right.counts.length).fill(0);
  const x = left.codes;
  const y = right.codes;
  let total = 0;
  for (let row = 0; row < x.length; row++) {
    const leftCode = x[row] as number;
    const rightCode = y[row] as number;
    if ((leftCode | rightCode) < 0) continue;
    leftCounts[leftCode] = (leftCounts[leftCode] as number) + 1;
    rightCounts[rightCode] = (rightCounts[rightCode] as number) + 1;
    total++;
  }
  const center = (total + 1) / 2;
  const leftRanks = middleRanks(leftCounts, room.leftRanks);
  const rightRanks = middleRanks(rightCounts, room.rightRanks);
  const spreads = squaresAround(center, leftCounts, leftRanks) * squaresAround(center, rightCounts, rightRanks);
  if (!(spreads > 0)) return Number.NaN;
  let products = 0;
  for (let row = 0; row < x.length; row++) {
    const leftCode = x[row] as number;
    const rightCode = y[row] as number;
    if ((leftCode | rightCode) < 0) continue;
    products += ((leftRanks[leftCode] as number) - center) * ((rightRanks[rightCode] as number) - center);
  }
  return Math.min(1, Math.max(-1, products / Math.sqrt(spreads)));
}

function squaresAround(center: number, counts: Uint32Array, ranks: Float64Array): number {
  let sum = 0;
  for (let code = 0; code < counts.length; code++) {
    sum += (counts[code] as number) * ((ranks[code] as number) - center) ** 2;
  }
  return sum;
}
