import type { ColumnSide, ComparedColumn } from '../../../contract/comparison.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { roundEdges } from './round-edges.ts';
import { indexByChance, type PairedCounts, stabilityIndex } from './stability-index.ts';

/** Sorted in ascending order, without NaN and infinities. */
export interface SortedSides {
  readonly earlier: Float64Array;
  readonly later: Float64Array;
}

const indexBins = 10;
const histogramBins = 30;

export type NumberShift = Pick<ComparedColumn, 'psi' | 'psiByChance' | 'ks' | 'histogram'>;

/**
 * How the numbers of two samples differ. The PSI is taken over the deciles of the earlier sample; where it has at most twenty
 * different values, over these. `missing`: empty cells of each, which are a bin of their own.
 */
export function numberShift(
  { earlier, later }: SortedSides,
  missing: { readonly earlier: number; readonly later: number },
): NumberShift {
  const edges = indexEdges(earlier);
  const counts: PairedCounts = {
    earlier: [...countUpTo(earlier, edges), missing.earlier],
    later: [...countUpTo(later, edges), missing.later],
  };
  return {
    psi: stabilityIndex(counts),
    psiByChance: indexByChance(counts),
    ks: kolmogorovSmirnov(earlier, later),
    histogram: sharedHistogram(earlier, later),
  };
}

const fewValues = 20;

/**
 * The upper edges (included) of all bins but the last one. Bins end at deciles, the ⌈n·k ∕ 10⌉-th values, each once; with few
 * different values at each of these.
 */
export function indexEdges(sorted: Float64Array): number[] {
  const different = firstDifferent(sorted, fewValues + 1);
  if (different.length <= fewValues) return different;
  const deciles = Array.from({ length: indexBins - 1 }, (_, decile) => {
    const rank = Math.ceil((sorted.length * (decile + 1)) / indexBins);
    return sorted[rank - 1] as number;
  });
  return deciles.filter((edge, place) => place === 0 || edge > (deciles[place - 1] as number));
}

function firstDifferent(sorted: Float64Array, limit: number): number[] {
  const found: number[] = [];
  for (let from = 0; from < sorted.length && found.length < limit; ) {
    const value = sorted[from] as number;
    found.push(value);
    from = placeAfter(sorted, value, from);
  }
  return found;
}

/** How many values are greater than the edge before and at most each edge, then how many exceed the last edge. */
function countUpTo(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts: number[] = [];
  let from = 0;
  for (const edge of edges) {
    const to = placeAfter(sorted, edge, from);
    counts.push(to - from);
    from = to;
  }
  return [...counts, sorted.length - from];
}

/** The first place from `from` on whose value exceeds `value`. */
function placeAfter(sorted: Float64Array, value: number, from: number): number {
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Both samples in the same bins of equal width; a bin holds its left edge, the last one both. */
function sharedHistogram(earlier: Float64Array, later: Float64Array): ComparedColumn['histogram'] {
  const firsts = [earlier[0], later[0]].filter((value) => value !== undefined);
  const lasts = [earlier.at(-1), later.at(-1)].filter((value) => value !== undefined);
  if (firsts.length === 0) return null;
  const edges = roundEdges(Math.min(...firsts), Math.max(...lasts), histogramBins);
  const countIn = (sorted: Float64Array) => {
    const counts: number[] = [];
    let from = 0;
    for (let bin = 1; bin < edges.length - 1; bin++) {
      const to = placeFrom(sorted, edges[bin] as number, from);
      counts.push(to - from);
      from = to;
    }
    return [...counts, sorted.length - from];
  };
  return { edges, earlier: countIn(earlier), later: countIn(later) };
}

/** The first place from `from` on whose value is at least `value`. */
function placeFrom(sorted: Float64Array, value: number, from: number): number {
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Figures of one sorted sample; the mean is summed pairwise, so that it is right to the last digits. */
export function sideFigures(sorted: Float64Array): Pick<ColumnSide, 'mean' | 'median' | 'minimum' | 'maximum'> & {
  distinct: number;
} {
  const { length } = sorted;
  if (length === 0) return { mean: null, median: null, minimum: null, maximum: null, distinct: 0 };
  const [low, high] = [sorted[(length - 1) >> 1] as number, sorted[length >> 1] as number];
  let distinct = 1;
  for (let place = 1; place < length; place++) if (sorted[place] !== sorted[place - 1]) distinct++;
  return {
    mean: pairwiseSum(sorted, 0, length) / length,
    median: low / 2 + high / 2,
    ...{ minimum: sorted[0] as number, maximum: sorted[length - 1] as number, distinct },
  };
}

function pairwiseSum(values: Float64Array, from: number, to: number): number {
  if (to - from <= 128) {
    let sum = 0;
    for (let place = from; place < to; place++) sum += values[place] as number;
    return sum;
  }
  const middle = (from + to) >>> 1;
  return pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
}
