import { addDotProducts } from './dot-products.ts';

/** A column of numbers that can be read a stretch at a time. */
export interface NumberSeries {
  /**
   * Puts the values of rows `from` … `to` − 1 into `values`, 0 where there is none, and 1 or 0 into `present`; answers
   * how many there are. Values are shifted and scaled to lie around 0 with a spread near 1.
   */
  fill(from: number, to: number, values: Float64Array, present: Uint8Array): number;
  /** Without spread no correlation is defined. */
  readonly hasSpread: boolean;
}

/** Numbers in a tile: with the sums it stays within the processor's second cache. */
const tileNumbers = 1 << 16;
const minimumTileRows = 256;
const maximumTileRows = 4096;

/** A variance this small beside the mean square is rounding: the values are all equal. */
const spreadThreshold = 1e-13;

/**
 * Pearson's correlations of all pairs of `series`, each pair over the rows in which both have a value; NaN where it is not
 * defined. The result is a square matrix, row by row. Sums are taken tile by tile of rows; where values are missing, the
 * sums of the other column are corrected by the rows concerned, so that complete columns cost nothing extra.
 */
export function productMoments(
  series: readonly NumberSeries[],
  rows: number,
  onTile: (rowsDone: number) => void,
): Float64Array {
  const columns = Math.ceil(series.length / 4) * 4;
  const stride = Math.min(
    maximumTileRows,
    Math.max(minimumTileRows, 2 ** Math.floor(Math.log2(tileNumbers / Math.max(columns, 1)))),
  );
  const sums = createSums(columns);
  const tile = new Float64Array(columns * stride);
  const present = series.map(() => new Uint8Array(stride));
  const counts = new Array<number>(series.length).fill(0);
  for (let from = 0; from < rows; from += stride) {
    const to = Math.min(rows, from + stride);
    for (const [column, one] of series.entries()) {
      const values = tile.subarray(column * stride, column * stride + (to - from));
      counts[column] = one.fill(from, to, values, present[column] as Uint8Array);
    }
    addDotProducts(tile, to - from, stride, columns, sums.products);
    addMarginals({ tile, stride, rows: to - from, columns, present, counts }, sums);
    onTile(to);
  }
  return correlationsOf(series, columns, sums);
}

/** Square matrices over pairs: entry (x, y) of the last three speaks of x in the rows where y has a value. */
interface Sums {
  readonly products: Float64Array;
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly squares: Float64Array;
}

function createSums(columns: number): Sums {
  const matrix = () => new Float64Array(columns * columns);
  return { products: matrix(), counts: matrix(), totals: matrix(), squares: matrix() };
}

interface Tile {
  readonly tile: Float64Array;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
  readonly present: readonly Uint8Array[];
  readonly counts: readonly number[];
}

/** Adds up each column over the rows in which each other column has a value. */
function addMarginals(part: Tile, sums: Sums): void {
  const { tile, stride, rows, columns, present, counts } = part;
  const holes = counts.map((count, column) => (count === rows ? null : rowsToVisit(present[column]!, rows, count)));
  for (let x = 0; x < counts.length; x++) {
    const values = tile.subarray(x * stride, x * stride + rows);
    const whole = sumAll(values, counts[x] as number);
    for (let y = 0; y < counts.length; y++) {
      const hole = holes[y] ?? null;
      const some = hole && sumAt(values, present[x] as Uint8Array, hole.list);
      const at = x * columns + y;
      if (!hole || hole.isMissing) add(sums, at, whole, 1);
      if (some) add(sums, at, some, hole.isMissing ? -1 : 1);
    }
  }
}

interface Marginal {
  readonly count: number;
  readonly total: number;
  readonly square: number;
}

function add(sums: Sums, at: number, { count, total, square }: Marginal, sign: 1 | -1): void {
  sums.counts[at] = (sums.counts[at] as number) + sign * count;
  sums.totals[at] = (sums.totals[at] as number) + sign * total;
  sums.squares[at] = (sums.squares[at] as number) + sign * square;
}

/** Absent values are 0 and change nothing. */
function sumAll(values: Float64Array, count: number): Marginal {
  let total = 0;
  let square = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    total += value;
    square += value * value;
  }
  return { count, total, square };
}

function sumAt(values: Float64Array, present: Uint8Array, rows: Uint16Array): Marginal {
  let count = 0;
  let total = 0;
  let square = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    const value = values[row] as number;
    count += present[row] as number;
    total += value;
    square += value * value;
  }
  return { count, total, square };
}

/** The rows without a value, or those with one where they are fewer. */
function rowsToVisit(present: Uint8Array, rows: number, count: number): { list: Uint16Array; isMissing: boolean } {
  const isMissing = count * 2 > rows;
  const list = new Uint16Array(isMissing ? rows - count : count);
  const wanted = isMissing ? 0 : 1;
  let length = 0;
  for (let row = 0; row < rows; row++) if (present[row] === wanted) list[length++] = row;
  return { list, isMissing };
}

function correlationsOf(series: readonly NumberSeries[], columns: number, sums: Sums): Float64Array {
  const size = series.length;
  const matrix = new Float64Array(size * size).fill(Number.NaN);
  for (let x = 0; x < size; x++) {
    if (!series[x]!.hasSpread) continue;
    for (let y = x; y < size; y++) {
      if (!series[y]!.hasSpread) continue;
      const forward = x * columns + y;
      const backward = y * columns + x;
      const count = sums.counts[forward] as number;
      const left = spread(sums.totals[forward]!, sums.squares[forward]!, count);
      const right = spread(sums.totals[backward]!, sums.squares[backward]!, count);
      if (left === 0 || right === 0) continue;
      const shared = sums.products[forward]! - (sums.totals[forward]! * sums.totals[backward]!) / count;
      const value = x === y ? 1 : Math.min(1, Math.max(-1, shared / Math.sqrt(left) / Math.sqrt(right)));
      matrix[x * size + y] = value;
      matrix[y * size + x] = value;
    }
  }
  return matrix;
}

/** Sum of squared distances from the mean; 0 for fewer than two values and where it is only rounding. */
function spread(total: number, square: number, count: number): number {
  if (count < 2) return 0;
  const sum = square - (total * total) / count;
  return sum > spreadThreshold * square ? sum : 0;
}
