import type { NumberRuns } from '../../profile/number-runs.ts';

export interface KolmogorovSmirnov {
  /** The largest difference of the two empirical distribution functions, 0..1. */
  readonly statistic: number;
  /** Chance of such a difference or a larger one when both come from one distribution; asymptotic, good from some 20 values on. */
  readonly pValue: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided, of samples given by their distinct values. The p-value is the limit
 * Q(√(n·m ∕ (n + m)) · D) (Smirnov 1948, “Table for estimating the goodness of fit of empirical distributions”). null where a
 * sample is empty.
 */
export function kolmogorovSmirnov(one: NumberRuns, other: NumberRuns): KolmogorovSmirnov | null {
  const [n, m] = [one.total, other.total];
  if (n === 0 || m === 0) return null;
  let statistic = 0;
  let [i, j, upToOne, upToOther] = [0, 0, 0, 0];
  while (i < one.values.length && j < other.values.length) {
    const [x, y] = [one.values[i] as number, other.values[j] as number];
    if (x <= y) upToOne += one.counts[i++] as number;
    if (y <= x) upToOther += other.counts[j++] as number;
    const difference = Math.abs(upToOne / n - upToOther / m);
    if (difference > statistic) statistic = difference;
  }
  return { statistic, pValue: kolmogorovTail(Math.sqrt((n * m) / (n + m)) * statistic) };
}

/**
 * Q(λ) = P(K > λ) of the Kolmogorov distribution: 2 Σ (−1)^(k−1) e^(−2k²λ²), or for small λ, where that converges slowly,
 * 1 − √(2π) ∕ λ · Σ e^(−(2k−1)²π² ∕ (8λ²)) (Marsaglia, Tsang & Wang 2003, Journal of Statistical Software 8(18)).
 */
export function kolmogorovTail(lambda: number): number {
  if (lambda <= 0) return 1;
  if (lambda < 1) {
    let sum = 0;
    for (let k = 1; k <= 20; k++) sum += Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * lambda ** 2));
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum));
  }
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 ? 1 : -1) * Math.exp(-2 * k ** 2 * lambda ** 2);
  return Math.min(1, Math.max(0, 2 * sum));
}
