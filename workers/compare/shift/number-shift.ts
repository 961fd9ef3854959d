import type { ColumnSide, ComparedColumn } from '../../../contract/comparison.ts';
import type { NumberRuns } from '../../profile/number-runs.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { roundEdges } from './round-edges.ts';
import { indexByChance, type PairedCounts, stabilityIndex } from './stability-index.ts';

/** The finite numbers of a column in both tables. */
export interface NumberSides {
  readonly earlier: NumberRuns;
  readonly later: NumberRuns;
}

const indexBins = 10;
const histogramBins = 30;

export type NumberShift = Pick<ComparedColumn, 'psi' | 'psiByChance' | 'ks' | 'histogram'>;

/**
 * How the numbers of two samples differ. The PSI is taken over the deciles of the earlier sample; where it has at most twenty
 * different values, over these. `missing`: empty cells of each, which are a bin of their own.
 */
export function numberShift(
  { earlier, later }: NumberSides,
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
export function indexEdges({ counts, total, values }: NumberRuns): number[] {
  if (values.length <= fewValues) return Array.from(values);
  const deciles: number[] = [];
  let upTo = 0;
  for (let place = 0, decile = 1; place < values.length && decile < indexBins; place++) {
    upTo += counts[place] as number;
    const isReached = upTo >= Math.ceil((total * decile) / indexBins);
    if (isReached) deciles.push(values[place] as number);
    while (decile < indexBins && upTo >= Math.ceil((total * decile) / indexBins)) decile++;
  }
  return deciles;
}

/** How many values are greater than the edge before and at most each edge, then how many exceed the last edge. */
function countUpTo(runs: NumberRuns, edges: readonly number[]): number[] {
  return countBins(runs, edges, (value, edge) => value <= edge);
}

/** How many values there are in the bins between edges; `isBelow`: whether a value lies in a bin that ends at an edge, or before it. */
function countBins(
  { counts, values }: NumberRuns,
  edges: readonly number[],
  isBelow: (value: number, edge: number) => boolean,
): number[] {
  const bins = new Array<number>(edges.length + 1).fill(0);
  let bin = 0;
  for (let place = 0; place < values.length; place++) {
    while (bin < edges.length && !isBelow(values[place] as number, edges[bin] as number)) bin++;
    bins[bin] = (bins[bin] as number) + (counts[place] as number);
  }
  return bins;
}

/** Both samples in the same bins of equal width; a bin holds its left edge, the last one both. */
function sharedHistogram(earlier: NumberRuns, later: NumberRuns): ComparedColumn['histogram'] {
  const firsts = [earlier.values[0], later.values[0]].filter((value) => value !== undefined);
  const lasts = [earlier.values.at(-1), later.values.at(-1)].filter((value) => value !== undefined);
  if (firsts.length === 0) return null;
  const edges = roundEdges(Math.min(...firsts), Math.max(...lasts), histogramBins);
  const countIn = (runs: NumberRuns) => countBins(runs, edges.slice(1, -1), (value, edge) => value < edge);
  return { edges, earlier: countIn(earlier), later: countIn(later) };
}

/** Figures of one sample; the mean is summed pairwise, so that it is right to the last digits. */
export function sideFigures({
  counts,
  total,
  values,
}: NumberRuns): Pick<ColumnSide, 'mean' | 'median' | 'minimum' | 'maximum' | 'distinct'> {
  const distinct = values.length;
  if (distinct === 0) return { mean: null, median: null, minimum: null, maximum: null, distinct };
  const [low, high] = [valueAtRank((total - 1) >> 1, counts, values), valueAtRank(total >> 1, counts, values)];
  const [minimum, maximum] = [values[0] as number, values[distinct - 1] as number];
  const sum = pairwiseSum((place) => (values[place] as number) * (counts[place] as number), 0, distinct);
  // The sum of very large numbers may be none, while their mean is.
  const mean = Number.isFinite(sum)
    ? sum / total
    : pairwiseSum((place) => (values[place] as number) * ((counts[place] as number) / total), 0, distinct);
  return { mean, median: low / 2 + high / 2, minimum, maximum, distinct };
}

function valueAtRank(rank: number, counts: Uint32Array, values: Float64Array): number {
  let place = 0;
  for (let upTo = counts[0] as number; upTo <= rank; upTo += counts[++place] as number);
  return values[place] as number;
}

function pairwiseSum(term: (place: number) => number, from: number, to: number): number {
  if (to - from <= 128) {
    let sum = 0;
    for (let place = from; place < to; place++) sum += term(place);
    return sum;
  }
  const middle = (from + to) >>> 1;
  return pairwiseSum(term, from, middle) + pairwiseSum(term, middle, to);
}
