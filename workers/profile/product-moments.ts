import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { addDotProducts, type TileLayout } from './dot-products.ts';

/** A column of numbers that can be read a stretch at a time. */
export interface NumberSeries {
  /**
   * Puts the values of rows `from` … `to` − 1 into `into.values`, `absent` where there is none; answers how many there
   * are. Unless that is all of them, puts 1 or 0 into `into.present`.
   */
  fill(from: number, to: number, into: SeriesRoom): number;
  /** (value × scale − shift) × factor lies around 0 with a spread near 1; for `absent` it is 0. */
  readonly scale: number;
  readonly shift: number;
  readonly factor: number;
  readonly absent: number;
  /** Without spread no correlation is defined. */
  readonly hasSpread: boolean;
}

/** Where a stretch of a column goes, in the kernel's memory; `valuesAt` and others are addresses there. */
export interface SeriesRoom {
  readonly kernel: Kernel;
  readonly values: Float64Array;
  readonly present: Uint8Array;
  readonly valuesAt: number;
  readonly presentAt: number;
  /** Room for the whole numbers and kinds of a stretch, in between. */
  readonly wholesAt: number;
  readonly kindsAt: number;
}

/** Numbers in a tile: it stays within the processor's second cache. */
const tileNumbers = 1 << 15;
const minimumTileRows = 256;
const maximumTileRows = 4096;

/** A variance this small beside the mean square is rounding: the values are all equal. */
const spreadThreshold = 1e-13;

/**
 * Pearson's correlations of all pairs of `series`, each pair over the rows in which both have a value; NaN where it is not
 * defined. The result is a square matrix, row by row. Sums are taken tile by tile of rows; where values are missing, the
 * sums of the other column are corrected by the rows concerned, so that complete columns cost nothing extra. Takes memory
 * of the kernel and gives none back.
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
  const kernel = threadKernel();
  const at = kernel.call.allocate((columns * stride + 16) * 8);
  const layout: TileLayout = { columns, stride, at, outAt: at + columns * stride * 8 };
  const wholesAt = kernel.call.allocate(stride * 4 + 16);
  const kindsAt = kernel.call.allocate(stride);
  const presentAt = kernel.call.allocate(columns * stride);
  const { buffer } = kernel.bytes;
  new Float64Array(buffer, at, columns * stride).fill(0);
  const rooms = series.map((_, column): SeriesRoom => {
    const places = { valuesAt: at + column * stride * 8, presentAt: presentAt + column * stride, wholesAt, kindsAt };
    const values = new Float64Array(buffer, places.valuesAt, stride);
    return { kernel, values, present: new Uint8Array(buffer, places.presentAt, stride), ...places };
  });
  const sums = createSums(columns);
  const tile: Tile = {
    ...{ layout, kernel, rooms, rows: 0 },
    values: rooms.map(({ values }) => values),
    present: rooms.map(({ present }) => present),
    counts: new Uint32Array(series.length),
    totals: new Float64Array(columns),
    squares: new Float64Array(columns),
  };
  for (let from = 0; from < rows; from += stride) {
    tile.rows = Math.min(stride, rows - from);
    for (const [column, one] of series.entries()) fillColumn(tile, column, one, from);
    addDotProducts(kernel, layout, evenRows(tile), sums.products, tile.squares);
    addMarginals(tile, sums);
    onTile(from + tile.rows);
  }
  return correlationsOf(series, columns, sums);
}

/** A stretch of rows of all columns, in the kernel's memory, and what is known of each column in it. */
interface Tile {
  readonly layout: TileLayout;
  readonly kernel: Kernel;
  readonly rooms: readonly SeriesRoom[];
  rows: number;
  readonly values: readonly Float64Array[];
  readonly present: readonly Uint8Array[];
  readonly counts: Uint32Array;
  readonly totals: Float64Array;
  readonly squares: Float64Array;
}

/** The kernel takes numbers two by two; an odd row more holds no values. */
const evenRows = ({ rows }: Tile): number => rows + (rows & 1);

function fillColumn(tile: Tile, column: number, series: NumberSeries, from: number): void {
  const { kernel, rows, counts } = tile;
  const room = tile.rooms[column] as SeriesRoom;
  counts[column] = series.fill(from, from + rows, room);
  if (rows & 1) room.values[rows] = series.absent;
  const { scale, shift, factor } = series;
  const end = room.valuesAt + evenRows(tile) * 8;
  tile.totals[column] = kernel.call.standardize(room.valuesAt, end, scale, shift, factor);
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

/** Adds up each column over the rows in which each other column has a value. */
function addMarginals({ layout, rows, values, present, counts, totals, squares }: Tile, sums: Sums): void {
  const isWhole = (column: number) => counts[column] === rows;
  const holes = values.map((_, y) => (isWhole(y) ? null : rowsToVisit(present[y]!, rows, counts[y] as number)));
  for (let x = 0; x < values.length; x++) {
    const whole = { count: counts[x] as number, total: totals[x] as number, square: squares[x] as number };
    for (let y = 0; y < values.length; y++) {
      const hole = holes[y] ?? null;
      const at = x * layout.columns + y;
      if (!hole || hole.isMissing) add(sums, at, whole, 1);
      if (!hole) continue;
      const some = sumAt(values[x]!, isWhole(x) ? null : present[x]!, hole.list);
      add(sums, at, some, hole.isMissing ? -1 : 1);
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

/** Absent values are 0 and change nothing. Without `present` all are there. */
function sumAt(values: Float64Array, present: Uint8Array | null, rows: Uint16Array): Marginal {
  let count = 0;
  let total = 0;
  let square = 0;
  for (let index = 0; index < rows.length; index++) {
    const value = values[rows[index] as number] as number;
    total += value;
    square += value * value;
  }
  if (!present) return { count: rows.length, total, square };
  for (let index = 0; index < rows.length; index++) count += present[rows[index] as number] as number;
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
