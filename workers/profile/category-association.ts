/** A column of categories: `codes[row]` is a category below `size`, −1 where the cell is missing. */
export interface Categories {
  readonly codes: Int32Array;
  readonly size: number;
}

/**
 * Cramér's V of two columns with the bias correction of Bergsma (2013, "A bias-correction for Cramér's V and Tschuprow's
 * T", J. Korean Stat. Soc. 42): φ̃² = max(0, φ² − (k−1)(r−1)∕(n−1)), k̃ = k − (k−1)²∕(n−1), r̃ likewise,
 * Ṽ = √(φ̃² ∕ min(k̃−1, r̃−1)). Rows in which either is missing are left out. NaN where one of the columns has a single
 * category left or the rows are too few.
 */
export function associate(left: Categories, right: Categories): number {
  const table = new Float64Array(left.size * right.size);
  const leftTotals = new Float64Array(left.size);
  const rightTotals = new Float64Array(right.size);
  let total = 0;
  for (let row = 0; row < left.codes.length; row++) {
    const x = left.codes[row] as number;
    const y = right.codes[row] as number;
    if ((x | y) < 0) continue;
    const cell = x * right.size + y;
    table[cell] = (table[cell] as number) + 1;
    leftTotals[x] = (leftTotals[x] as number) + 1;
    rightTotals[y] = (rightTotals[y] as number) + 1;
    total++;
  }
  const rows = leftTotals.reduce((count, sum) => count + (sum > 0 ? 1 : 0), 0);
  const columns = rightTotals.reduce((count, sum) => count + (sum > 0 ? 1 : 0), 0);
  if (total < 2 || rows < 2 || columns < 2) return Number.NaN;
  const phiSquared = meanSquareContingency(table, leftTotals, rightTotals);
  const corrected = Math.max(0, phiSquared - ((rows - 1) * (columns - 1)) / (total - 1));
  const correctedRows = rows - (rows - 1) ** 2 / (total - 1);
  const correctedColumns = columns - (columns - 1) ** 2 / (total - 1);
  const smaller = Math.min(correctedRows, correctedColumns) - 1;
  return smaller > 0 ? Math.min(1, Math.sqrt(corrected / smaller)) : Number.NaN;
}

/** χ² ∕ n = Σ nᵢⱼ² ∕ (nᵢ nⱼ) − 1. */
function meanSquareContingency(table: Float64Array, leftTotals: Float64Array, rightTotals: Float64Array): number {
  const columns = rightTotals.length;
  let sum = 0;
  for (let cell = 0; cell < table.length; cell++) {
    const count = table[cell] as number;
    if (count === 0) continue;
    const expected = (leftTotals[Math.floor(cell / columns)] as number) * (rightTotals[cell % columns] as number);
    sum += (count * count) / expected;
  }
  return Math.max(0, sum - 1);
}
