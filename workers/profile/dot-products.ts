import type { Kernel } from '../kernel-instance.ts';

/** Where columns stand in the kernel's memory, side by side: `stride` numbers from one to the next. */
export interface TileLayout {
  /** A multiple of four; columns beyond those of the table are zeros. */
  readonly columns: number;
  readonly stride: number;
  /** The address of the first column, and where 8 numbers of results go. */
  readonly at: number;
  readonly outAt: number;
}

/**
 * Adds to `sums[i × columns + j]` the products of columns `i` ≤ `j` of a tile, summed over its first `rows` (even) rows,
 * and puts those with `i` = `j` into `squares`. Below the diagonal `sums` holds rubbish.
 */
export function addDotProducts(
  kernel: Kernel,
  layout: TileLayout,
  rows: number,
  sums: Float64Array,
  squares: Float64Array,
): void {
  const { columns, stride, at, outAt } = layout;
  const products = new Float64Array(kernel.bytes.buffer, outAt, 8);
  const width = stride * 8;
  for (let left = 0; left < columns; left += 2) {
    for (let right = left & ~3; right < columns; right += 4) {
      const a = at + left * width;
      const p = at + right * width;
      kernel.call.multiplyColumns(a, a + width, p, p + width, p + 2 * width, p + 3 * width, a + rows * 8, outAt);
      for (let pair = 0; pair < 8; pair++) {
        const product = products[pair] as number;
        const x = left + (pair >> 2);
        const y = right + (pair & 3);
        sums[x * columns + y] = (sums[x * columns + y] as number) + product;
        if (x === y) squares[x] = product;
      }
    }
  }
}
