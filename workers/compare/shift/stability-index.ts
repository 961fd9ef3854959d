/** Two counts of the same bin or category. */
export interface PairedCounts {
  readonly earlier: readonly number[];
  readonly later: readonly number[];
}

/** What an empty bin counts as: half a cell, so that one cell in a new place weighs little and a tenth of them much. */
const emptyBin = 0.5;

/**
 * Population stability index: Σ (q − p) · ln(q ∕ p) over bins, p and q being the shares of the earlier and the later table
 * (Siddiqi 2006, “Credit Risk Scorecards”, ch. 9; twice Jeffreys' divergence of the two). An empty bin counts as half a cell.
 * null where one side has no cell at all.
 */
export function stabilityIndex({ earlier, later }: PairedCounts): number | null {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const [earlierTotal, laterTotal] = [total(earlier), total(later)];
  if (earlierTotal === 0 || laterTotal === 0) return null;
  let index = 0;
  for (const [bin, one] of earlier.entries()) {
    const other = later[bin] ?? 0;
    if (one === 0 && other === 0) continue;
    const p = (one || emptyBin) / earlierTotal;
    const q = (other || emptyBin) / laterTotal;
    index += (q - p) * Math.log(q / p);
  }
  return index;
}

/** The quantile of the normal distribution at 0.999. */
const normalQuantile = 3.090232306167813;

/**
 * What the index exceeds once in a thousand tables when both are drawn from one population: it is distributed like
 * (1 ∕ n + 1 ∕ m) · χ² with one degree of freedom less than bins (Yurdakul 2018, “Statistical properties of population stability
 * index”); the quantile of χ² by Wilson & Hilferty (1931).
 */
export function indexByChance({ earlier, later }: PairedCounts): number {
  const used = earlier.filter((count, bin) => count > 0 || (later[bin] ?? 0) > 0).length;
  const degrees = used - 1;
  if (degrees < 1) return 0;
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const share = 2 / (9 * degrees);
  const chiSquare = degrees * (1 - share + normalQuantile * Math.sqrt(share)) ** 3;
  return chiSquare * (1 / total(earlier) + 1 / total(later));
}
