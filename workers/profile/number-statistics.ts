import type { NumberStatistics } from '../../contract/profile.ts';
import { numberHistogram } from './histogram.ts';
import type { NumberRuns } from './number-runs.ts';

/** Runs per call of an inner loop (see counted-runs.ts). */
const blockRuns = 1 << 10;

/**
 * Statistics of a column's finite numbers; null when there are none. `infinite` is only passed on: the other figures
 * leave infinite cells out. Figures that no double can hold (the spread of numbers near ±1.8e308) are null.
 */
export function describeNumbers(runs: NumberRuns, infinite: number): NumberStatistics | null {
  const { values, counts, total } = runs;
  if (total === 0) return null;
  const at = quantileReader(runs);
  const quantiles = {
    p1: at(0.01),
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    p99: at(0.99),
  };
  const fence = 1.5 * (quantiles.p75 - quantiles.p25);
  const low = quantiles.p25 - fence;
  const high = quantiles.p75 + fence;
  const tally: Tally = { zeros: 0, negatives: 0, outliers: 0, isInteger: true };
  for (let from = 0; from < values.length; from += blockRuns) {
    tallyBlock(tally, values, counts, from, Math.min(values.length, from + blockRuns), low, high);
  }
  const { zeros, negatives, outliers, isInteger } = tally;
  return {
    count: total,
    ...momentsOf(runs),
    minimum: values[0] as number,
    maximum: values[values.length - 1] as number,
    quantiles,
    zeros,
    negatives,
    infinite,
    isInteger,
    outliers,
    histogram: numberHistogram(runs, quantiles.p75 - quantiles.p25, isInteger),
  };
}

interface Tally {
  zeros: number;
  negatives: number;
  outliers: number;
  isInteger: boolean;
}

function tallyBlock(
  tally: Tally,
  values: Float64Array,
  counts: Uint32Array,
  from: number,
  to: number,
  low: number,
  high: number,
): void {
  let { zeros, negatives, outliers, isInteger } = tally;
  for (let index = from; index < to; index++) {
    const value = values[index] as number;
    const count = counts[index] as number;
    if (value < 0) negatives += count;
    else if (value === 0) zeros += count;
    if (value < low || value > high) outliers += count;
    if (isInteger && Math.floor(value) !== value) isInteger = false;
  }
  tally.zeros = zeros;
  tally.negatives = negatives;
  tally.outliers = outliers;
  tally.isInteger = isInteger;
}

/** Quantiles of type 7 (Hyndman & Fan 1996); asked in rising order of `p`. */
function quantileReader({ values, counts, total }: NumberRuns): (p: number) => number {
  let run = 0;
  let before = 0;
  return (p) => {
    const place = (total - 1) * p;
    const lower = Math.floor(place);
    while (before + (counts[run] as number) <= lower) {
      before += counts[run] as number;
      run++;
    }
    const low = values[run] as number;
    const isLastOfRun = lower + 1 >= before + (counts[run] as number);
    const high = isLastOfRun && run + 1 < values.length ? (values[run + 1] as number) : low;
    return interpolate(low, high, place - lower);
  };
}

/** `low` + (`high` − `low`) × `share`, computed from the nearer end as numpy does, so that figures agree to the last bit. */
function interpolate(low: number, high: number, share: number): number {
  const spread = high - low;
  if (!Number.isFinite(spread)) return low * (1 - share) + high * share;
  return share >= 0.5 ? high - spread * (1 - share) : low + spread * share;
}

/**
 * Mean, sample standard deviation and adjusted Fisher–Pearson skewness G1 = √(n(n−1)) ∕ (n−2) · m₃ ∕ m₂^1.5
 * (Joanes & Gill 1998), in two passes with the residual of the mean corrected. Values are scaled by a power of two
 * first where their squares or cubes would leave the range of doubles.
 */
export function momentsOf({ values, counts, total }: NumberRuns): {
  mean: number;
  standardDeviation: number | null;
  skewness: number | null;
} {
  const minimum = values[0] as number;
  const maximum = values[values.length - 1] as number;
  if (minimum === maximum) return { mean: minimum, standardDeviation: total < 2 ? null : 0, skewness: null };
  const scale = scaleFor(Math.max(Math.abs(minimum), Math.abs(maximum)));
  const center = scaledMean(values, counts, total, scale);
  const sums = new Float64Array(3);
  for (let from = 0; from < values.length; from += blockRuns) {
    addPowers(sums, values, counts, from, Math.min(values.length, from + blockRuns), scale, center);
  }
  const [residual = 0, squares = 0, cubes = 0] = sums;
  const shift = residual / total;
  const second = squares - shift * residual;
  const third = cubes - 3 * shift * squares + 2 * total * shift ** 3;
  const deviation = Math.sqrt(second / (total - 1)) / scale;
  const variance = second / total;
  const isSpread = total > 2 && variance > 0;
  const skewness = (Math.sqrt(total * (total - 1)) / (total - 2)) * (third / total / variance ** 1.5);
  return {
    mean: clamp((center + shift) / scale, minimum, maximum),
    standardDeviation: Number.isFinite(deviation) ? deviation : null,
    skewness: isSpread && Number.isFinite(skewness) ? skewness : null,
  };
}

/** Adds the distances from the center, their squares and their cubes to `sums`. */
function addPowers(
  sums: Float64Array,
  values: Float64Array,
  counts: Uint32Array,
  from: number,
  to: number,
  scale: number,
  center: number,
): void {
  let residual = sums[0] as number;
  let squares = sums[1] as number;
  let cubes = sums[2] as number;
  for (let index = from; index < to; index++) {
    const count = counts[index] as number;
    const distance = (values[index] as number) * scale - center;
    const weighted = count * distance;
    residual += weighted;
    squares += weighted * distance;
    cubes += weighted * distance * distance;
  }
  sums[0] = residual;
  sums[1] = squares;
  sums[2] = cubes;
}

/** 1 for ordinary magnitudes, else the power of two that brings `largest` near 1 (as far as doubles reach). */
export function scaleFor(largest: number): number {
  if (largest < 1e90 && largest > 1e-90) return 1;
  return 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}

/** Mean of the scaled values, summed with Neumaier's compensation (1974). */
function scaledMean(values: Float64Array, counts: Uint32Array, total: number, scale: number): number {
  const sums = new Float64Array(2);
  for (let from = 0; from < values.length; from += blockRuns) {
    addCompensated(sums, values, counts, from, Math.min(values.length, from + blockRuns), scale);
  }
  const [sum = 0, compensation = 0] = sums;
  return (sum + compensation) / total;
}

function addCompensated(
  sums: Float64Array,
  values: Float64Array,
  counts: Uint32Array,
  from: number,
  to: number,
  scale: number,
): void {
  let sum = sums[0] as number;
  let compensation = sums[1] as number;
  for (let index = from; index < to; index++) {
    const term = (values[index] as number) * scale * (counts[index] as number);
    const next = sum + term;
    compensation += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  sums[0] = sum;
  sums[1] = compensation;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
