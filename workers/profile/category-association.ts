import { threadKernel } from '../kernel-instance.ts';

/** A column of categories: the addresses of codes in the kernel's memory, each below `size`, −1 where the cell is missing. */
export interface Categories {
  readonly codes: number;
  readonly rows: number;
  readonly size: number;
}

/**
 * Cramér's V of two columns with the bias correction of Bergsma (2013, "A bias-correction for Cramér's V and Tschuprow's
 * T", J. Korean Stat. Soc. 42): φ̃² = max(0, φ² − (k−1)(r−1)∕(n−1)), k̃ = k − (k−1)²∕(n−1), r̃ likewise,
 * Ṽ = √(φ̃² ∕ min(k̃−1, r̃−1)). Rows in which either is missing are left out. NaN where one of the columns has a single
 * category left or the rows are too few.
 */
export function associate(left: Categories, right: Categories): number {
  const table = countPairs(left, right);
  const leftTotals = new Float64Array(left.size);
  const rightTotals = new Float64Array(right.size);
  let total = 0;
  for (let cell = 0; cell < table.length; cell++) {
    const count = table[cell] as number;
    const x = Math.floor(cell / right.size);
    const y = cell % right.size;
    leftTotals[x] = (leftTotals[x] as number) + count;
    rightTotals[y] = (rightTotals[y] as number) + count;
    total += count;
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

/** How often each category of one column meets each of another, row by row of the first. */
function countPairs(left: Categories, right: Categories): Uint32Array {
  const kernel = threadKernel();
  const { call } = kernel;
  const size = left.size * right.size;
  const mark = call.taken();
  const table = call.allocate(size * 4);
  call.clear(table, size * 4);
  call.countPairs(left.codes, right.codes, left.rows, right.size, table);
  const counts = new Uint32Array(kernel.bytes.buffer, table, size).slice();
  call.release(mark);
  return counts;
}

/** χ² ∕ n = Σ nᵢⱼ² ∕ (nᵢ nⱼ) − 1. */
function meanSquareContingency(table: Uint32Array, leftTotals: Float64Array, rightTotals: Float64Array): number {
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
