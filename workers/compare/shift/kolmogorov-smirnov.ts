export interface KolmogorovSmirnov {
  /** The largest difference of the two empirical distribution functions, 0..1. */
  readonly statistic: number;
  /** Chance of such a difference or a larger one when both come from one distribution; asymptotic, good from some 20 values on. */
  readonly pValue: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided, of samples sorted in ascending order without NaN. The p-value is the limit
 * Q(√(n·m ∕ (n + m)) · D) (Smirnov 1948, “Table for estimating the goodness of fit of empirical distributions”). null where a
 * sample is empty.
 */
export function kolmogorovSmirnov(one: Float64Array, other: Float64Array): KolmogorovSmirnov | null {
  const [n, m] = [one.length, other.length];
  if (n === 0 || m === 0) return null;
  let statistic = 0;
  for (let i = 0, j = 0; i < n && j < m; ) {
    const value = Math.min(one[i] as number, other[j] as number);
    while (i < n && (one[i] as number) <= value) i++;
    while (j < m && (other[j] as number) <= value) j++;
    const difference = Math.abs(i / n - j / m);
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
