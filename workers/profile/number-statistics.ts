import type { NumberStatistics } from '../../contract/profile.ts';
import { numberHistogram } from './histogram.ts';
import { kernelResults, type NumberRuns, withPlacedRuns } from './number-runs.ts';

const quantileShares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/**
 * Statistics of a column's finite numbers; null when there are none. `infinite` is only passed on: the other figures
 * leave infinite cells out. Figures that no double can hold (the spread of numbers near ±1.8e308) are null.
 */
export function describeNumbers(runs: NumberRuns, infinite: number): NumberStatistics | null {
  const { values, total } = runs;
  if (total === 0) return null;
  const [p1 = 0, p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, p99 = 0] = quantilesOf(runs, quantileShares);
  const quantiles = { p1, p5, p25, p50, p75, p95, p99 };
  const fence = 1.5 * (quantiles.p75 - quantiles.p25);
  const low = quantiles.p25 - fence;
  const high = quantiles.p75 + fence;
  const { zeros, negatives, outliers, isInteger } = tallyOf(runs, low, high);
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

function tallyOf(runs: NumberRuns, low: number, high: number) {
  return withPlacedRuns(runs, (kernel, { values, counts }) => {
    kernel.call.tallyRuns(values, counts, runs.values.length, low, high);
    const [zeros = 0, negatives = 0, outliers = 0, isInteger] = kernelResults(kernel, 4);
    return { zeros, negatives, outliers, isInteger: isInteger === 1 };
  });
}

/** Quantiles of type 7 (Hyndman & Fan 1996) of rising shares `p`. */
function quantilesOf(runs: NumberRuns, shares: readonly number[]): number[] {
  const { values, counts, total } = runs;
  return withPlacedRuns(runs, (kernel, placed) => {
    let run = 0;
    let before = 0;
    return shares.map((p) => {
      const place = (total - 1) * p;
      const lower = Math.floor(place);
      run = kernel.call.findRun(placed.counts, run, before, lower);
      before = kernelResults(kernel, 1)[0] as number;
      const low = values[run] as number;
      const isLastOfRun = lower + 1 >= before + (counts[run] as number);
      const high = isLastOfRun && run + 1 < values.length ? (values[run + 1] as number) : low;
      return interpolate(low, high, place - lower);
    });
  });
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
export function momentsOf(runs: NumberRuns): {
  mean: number;
  standardDeviation: number | null;
  skewness: number | null;
} {
  const { values, total } = runs;
  const minimum = values[0] as number;
  const maximum = values[values.length - 1] as number;
  if (minimum === maximum) return { mean: minimum, standardDeviation: total < 2 ? null : 0, skewness: null };
  const scale = scaleFor(Math.max(Math.abs(minimum), Math.abs(maximum)));
  const { center, residual, squares, cubes } = sumsOf(runs, scale);
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

/** The mean of the scaled values, and the sums of the distances from it, of their squares and of their cubes. */
function sumsOf(runs: NumberRuns, scale: number) {
  const { total } = runs;
  return withPlacedRuns(runs, (kernel, { values, counts }) => {
    const { length } = runs.values;
    kernel.call.sumRuns(values, counts, length, scale);
    const [sum = 0, compensation = 0] = kernelResults(kernel, 2);
    const center = (sum + compensation) / total;
    kernel.call.sumPowers(values, counts, length, scale, center);
    const [residual = 0, squares = 0, cubes = 0] = kernelResults(kernel, 3);
    return { center, residual, squares, cubes };
  });
}

/** 1 for ordinary magnitudes, else the power of two that brings `largest` near 1 (as far as doubles reach). */
export function scaleFor(largest: number): number {
  if (largest < 1e90 && largest > 1e-90) return 1;
  return 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
