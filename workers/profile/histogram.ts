import { kernelResults, type NumberRuns, withPlacedRuns } from './number-runs.ts';

export interface Histogram {
  edges: number[];
  counts: number[];
}

const minimumBins = 10;
const maximumBins = 60;
/** Powers of ten that a double holds with room to spare. */
const maximumExponent = 300;

/**
 * How many bins suit `total` values: the rule of Freedman & Diaconis (1981), Sturges' (1926) where the
 * quartiles coincide; within 10 to 60.
 */
export function suitableBins(total: number, range: number, interquartileRange: number): number {
  const width = (2 * interquartileRange) / Math.cbrt(total);
  const wanted = width > 0 && Number.isFinite(range) ? Math.ceil(range / width) : Math.ceil(Math.log2(total)) + 1;
  return Math.min(maximumBins, Math.max(minimumBins, wanted));
}

/**
 * Counts of `runs` in bins of equal width with round edges (1, 2 or 5 times a power of ten). Bins hold their left edge;
 * the last one holds both. Bins of whole numbers are at least 1 wide and end beyond the maximum, so that each
 * covers the same count of whole numbers.
 */
export function numberHistogram(runs: NumberRuns, interquartileRange: number, isInteger: boolean): Histogram {
  const minimum = runs.values[0] as number;
  const maximum = runs.values[runs.values.length - 1] as number;
  const bins = suitableBins(runs.total, maximum - minimum, interquartileRange);
  const edges = roundEdges(minimum, maximum, bins, isInteger) ?? plainEdges(minimum, maximum, bins);
  return { edges, counts: countInBins(runs, edges) };
}

/** Values of each bin between neighbouring `edges`, at most a few hundred; `edges` cover all values. */
export function countInBins(runs: NumberRuns, edges: readonly number[]): number[] {
  const bins = edges.length - 1;
  return withPlacedRuns(runs, (kernel, { values, counts }) => {
    kernelResults(kernel, edges.length).set(edges);
    kernel.call.countInBins(values, counts, runs.values.length, bins);
    return Array.from(kernelResults(kernel, bins));
  });
}

/** Edges at whole multiples of a round width; null where doubles cannot hold them apart. */
function roundEdges(minimum: number, maximum: number, bins: number, isInteger: boolean): number[] | null {
  const range = maximum - minimum;
  if (range === 0) return isInteger && Math.abs(minimum) < 2 ** 52 ? [minimum, minimum + 1] : null;
  if (!Number.isFinite(range)) return null;
  const width = roundWidth(range, bins, isInteger);
  if (width === null) return null;
  const first = Math.floor(width.quotient(minimum));
  let last = Math.ceil(width.quotient(maximum));
  if (isInteger && width.edge(last) <= maximum) last++;
  const count = last - first;
  if (!(count >= 1 && count <= 2 * maximumBins) || Math.max(Math.abs(first), Math.abs(last)) > 2 ** 50) return null;
  const edges = Array.from({ length: count + 1 }, (_, index) => width.edge(first + index));
  const covers = (edges[0] as number) <= minimum && (edges[count] as number) >= maximum;
  return covers && edges.every((edge, index) => index === 0 || edge > (edges[index - 1] as number)) ? edges : null;
}

interface RoundWidth {
  /** How many widths `value` is away from 0. */
  quotient(value: number): number;
  /** `multiple` widths, free of the rounding that adding up would bring. */
  edge(multiple: number): number;
}

/** The round width that comes closest to `bins` bins over `range`. */
function roundWidth(range: number, bins: number, isInteger: boolean): RoundWidth | null {
  const exponent = Math.floor(Math.log10(range / bins));
  if (Math.abs(exponent) > maximumExponent) return null;
  let best: { factor: number; power: number } | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const power of [exponent, exponent + 1]) {
    for (const factor of [1, 2, 5]) {
      const count = range / (factor * 10 ** power);
      const isAllowed = (power >= 0 || !isInteger) && count <= maximumBins;
      const distance = Math.abs(Math.log(count / bins)) + (count < minimumBins ? 1 : 0);
      if (!isAllowed || distance >= bestDistance) continue;
      best = { factor, power };
      bestDistance = distance;
    }
  }
  if (isInteger && best === null && exponent < 0) best = { factor: 1, power: 0 };
  if (best === null) return null;
  const { factor, power } = best;
  const unit = 10 ** Math.abs(power);
  return power >= 0
    ? { quotient: (value) => value / (factor * unit), edge: (multiple) => multiple * factor * unit }
    : { quotient: (value) => (value * unit) / factor, edge: (multiple) => (multiple * factor) / unit };
}

/** Equal bins from minimum to maximum; one bin around a constant. Edges that coincide in a double are dropped. */
function plainEdges(minimum: number, maximum: number, bins: number): number[] {
  if (minimum === maximum) {
    const half = Math.abs(minimum) < 2 ** 50 ? 0.5 : Math.abs(minimum) * 2 ** -10;
    const limit = Number.MAX_VALUE;
    return [Math.max(-limit, minimum - half), Math.min(limit, maximum + half)];
  }
  const edges = [minimum];
  for (let index = 1; index < bins; index++) {
    const share = index / bins;
    const edge = minimum * (1 - share) + maximum * share;
    if (edge > (edges[edges.length - 1] as number) && edge < maximum) edges.push(edge);
  }
  edges.push(maximum);
  return edges;
}
