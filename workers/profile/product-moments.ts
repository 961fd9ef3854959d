import { type Kernel, threadKernel } from '../kernel-instance.ts';

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
  const tile = createTile(kernel, series, columns, stride);
  for (let from = 0; from < rows; from += stride) {
    tile.rows = Math.min(stride, rows - from);
    for (const [column, one] of series.entries()) fillColumn(tile, column, one, from);
    addTile(tile);
    onTile(from + tile.rows);
  }
  return correlationsOf(series, columns, sumsOf(tile));
}

/** A stretch of rows of all columns, and the sums over all stretches. Both lie in the kernel's memory: addresses there. */
interface Tile {
  readonly kernel: Kernel;
  readonly rooms: readonly SeriesRoom[];
  /** Columns there is room for, a multiple of four; those beyond the table's are zeros. */
  readonly columns: number;
  /** Rows there is room for. */
  readonly stride: number;
  rows: number;
  readonly valuesAt: number;
  readonly presentAt: number;
  /** Of each column in the stretch: how many values, their sum, their squares' sum. */
  readonly countsAt: number;
  readonly totalsAt: number;
  readonly squaresAt: number;
  /** Room for as many 16-bit numbers as there are rows. */
  readonly listAt: number;
  /** Four square matrices over pairs, one after another: see `Sums`. */
  readonly sumsAt: number;
}

function createTile(kernel: Kernel, series: readonly NumberSeries[], columns: number, stride: number): Tile {
  const { call } = kernel;
  const cleared = (bytes: number) => {
    const at = call.allocate(bytes);
    call.clear(at, bytes);
    return at;
  };
  const valuesAt = cleared(columns * stride * 8 + 16);
  const presentAt = call.allocate(columns * stride);
  const wholesAt = call.allocate(stride * 4 + 16);
  const kindsAt = call.allocate(stride);
  const places = {
    ...{ countsAt: cleared(columns * 4), totalsAt: cleared(columns * 8), squaresAt: cleared(columns * 8) },
    ...{ listAt: call.allocate(stride * 2 + 2), sumsAt: cleared(4 * columns * columns * 8) },
  };
  const { buffer } = kernel.bytes;
  const rooms = series.map((_, column): SeriesRoom => {
    const own = { valuesAt: valuesAt + column * stride * 8, presentAt: presentAt + column * stride };
    const values = new Float64Array(buffer, own.valuesAt, stride);
    return { kernel, values, present: new Uint8Array(buffer, own.presentAt, stride), ...own, wholesAt, kindsAt };
  });
  return { kernel, rooms, columns, stride, rows: 0, valuesAt, presentAt, ...places };
}

/** The kernel takes numbers two by two; an odd row more holds no values. */
const evenRows = ({ rows }: Tile): number => rows + (rows & 1);

function fillColumn(tile: Tile, column: number, series: NumberSeries, from: number): void {
  const { kernel, rows } = tile;
  const room = tile.rooms[column] as SeriesRoom;
  kernel.words[(tile.countsAt >> 2) + column] = series.fill(from, from + rows, room);
  if (rows & 1) room.values[rows] = series.absent;
  const { scale, shift, factor } = series;
  const end = room.valuesAt + evenRows(tile) * 8;
  kernel.call.standardize(room.valuesAt, end, scale, shift, factor, tile.totalsAt + column * 8);
}

function addTile(tile: Tile): void {
  const { kernel, rooms, columns, rows, stride, valuesAt, sumsAt, countsAt, totalsAt, squaresAt } = tile;
  const { call } = kernel;
  const width = stride * 8;
  call.addDotProducts(valuesAt, width, columns, evenRows(tile) * 8, sumsAt, squaresAt);
  const marginalsAt = sumsAt + columns * columns * 8;
  const present = [tile.presentAt, stride] as const;
  const ofColumns = [countsAt, totalsAt, squaresAt] as const;
  call.addMarginals(valuesAt, width, columns, rooms.length, rows, ...present, ...ofColumns, tile.listAt, marginalsAt);
}

/** Square matrices over pairs: entry (x, y) of the last three speaks of x in the rows where y has a value. */
interface Sums {
  readonly products: Float64Array;
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly squares: Float64Array;
}

function sumsOf({ kernel, columns, sumsAt }: Tile): Sums {
  const size = columns * columns;
  const matrix = (place: number) => new Float64Array(kernel.bytes.buffer, sumsAt + place * size * 8, size);
  return { products: matrix(0), counts: matrix(1), totals: matrix(2), squares: matrix(3) };
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
