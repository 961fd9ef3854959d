import type { MatrixKernel } from './matrix-kernel.ts';

/** Where a tile lies in the kernel's memory, in numbers: its columns from 0 on, each `stride` long; then room for results. */
export interface TileLayout {
  /** A multiple of 4; columns too many are zeros. */
  readonly columns: number;
  readonly stride: number;
  /** Where 16 numbers of results go. */
  readonly out: number;
}

/**
 * Adds to `sums[i × columns + j]` the products of columns `i` ≤ `j` of a tile, summed over its first `rows` (even) rows,
 * and puts those with `i` = `j` into `squares`. Below the diagonal `sums` holds rubbish. Two columns are multiplied with
 * four at a time, so that every number fetched is used several times.
 */
export function addDotProducts(
  kernel: MatrixKernel,
  layout: TileLayout,
  rows: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  const { columns, stride, out } = layout;
  const { numbers } = kernel;
  const width = stride * 8;
  for (let left = 0; left < columns; left += 2) {
    for (let right = left & ~3; right < columns; right += 4) {
      const a = left * width;
      const p = right * width;
      kernel.multiply(a, a + width, p, p + width, p + 2 * width, p + 3 * width, a + rows * 8, out * 8);
      for (let pair = 0; pair < 8; pair++) {
        const product = (numbers[out + 2 * pair] as number) + (numbers[out + 2 * pair + 1] as number);
        const x = left + (pair >> 2);
        const y = right + (pair & 3);
        sums[x * columns + y] = (sums[x * columns + y] as number) + product;
        if (x === y) squares[x] = product;
      }
    }
  }
}
