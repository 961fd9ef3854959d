import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { spareBytes } from '../tabular/put-words.ts';

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
/** Tiles filled at a time: more would leave the third cache, fewer cost more calls. */
const stretchTiles = 4;

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
  onStretch: (rowsDone: number) => void,
): Float64Array {
  const columns = Math.ceil(series.length / 4) * 4;
  const tileRows = Math.min(
    maximumTileRows,
    Math.max(minimumTileRows, 2 ** Math.floor(Math.log2(tileNumbers / Math.max(columns, 1)))),
  );
  const stretch = createStretch(threadKernel(), series, columns, tileRows);
  for (let from = 0; from < rows; from += stretch.mostRows) {
    const count = Math.min(stretch.mostRows, rows - from);
    for (const [column, one] of series.entries()) fillColumn(stretch, column, one, from, count);
    addStretch(stretch, count);
    onStretch(from + count);
  }
  return correlationsOf(series, columns, sumsOf(stretch));
}

/** A stretch of rows of all columns, and the sums over all stretches. Both lie in the kernel's memory: addresses there. */
interface Stretch {
  readonly kernel: Kernel;
  readonly rooms: readonly SeriesRoom[];
  /** Columns there is room for, a multiple of four; those beyond the table's are zeros. */
  readonly columns: number;
  readonly tileRows: number;
  readonly mostRows: number;
  readonly valuesAt: number;
  readonly presentAt: number;
  /** Of each column: how it is standardized (three doubles), and a byte, 1 where it has a value in every row. */
  readonly factorsAt: number;
  readonly wholeAt: number;
  /** Of each column in a tile: how many values, their sum, their squares' sum. */
  readonly countsAt: number;
  readonly totalsAt: number;
  readonly squaresAt: number;
  /** Room for as many 16-bit numbers as a tile has rows. */
  readonly listAt: number;
  /** Four square matrices over pairs, one after another: see `Sums`. */
  readonly sumsAt: number;
}

function createStretch(kernel: Kernel, series: readonly NumberSeries[], columns: number, tileRows: number): Stretch {
  const { call } = kernel;
  const cleared = (bytes: number) => {
    const at = call.allocate(bytes);
    call.clear(at, bytes);
    return at;
  };
  const mostRows = tileRows * stretchTiles;
  const valuesAt = cleared(columns * mostRows * 8 + 16);
  const presentAt = call.allocate(columns * mostRows);
  const wholesAt = call.allocate(mostRows * 4 + spareBytes);
  const kindsAt = call.allocate(mostRows + spareBytes);
  const places = {
    ...{ factorsAt: call.allocate(columns * 24), wholeAt: call.allocate(columns) },
    ...{ countsAt: cleared(columns * 4), totalsAt: cleared(columns * 8), squaresAt: cleared(columns * 8) },
    ...{ listAt: call.allocate(tileRows * 2 + 2), sumsAt: cleared(4 * columns * columns * 8) },
  };
  const { buffer } = kernel.bytes;
  const rooms = series.map((_, column): SeriesRoom => {
    const own = { valuesAt: valuesAt + column * mostRows * 8, presentAt: presentAt + column * mostRows };
    const values = new Float64Array(buffer, own.valuesAt, mostRows);
    return { kernel, values, present: new Uint8Array(buffer, own.presentAt, mostRows), ...own, wholesAt, kindsAt };
  });
  const factors = series.flatMap(({ scale, shift, factor }) => [scale, shift, factor]);
  new Float64Array(buffer, places.factorsAt, factors.length).set(factors);
  return { kernel, rooms, columns, tileRows, mostRows, valuesAt, presentAt, ...places };
}

function fillColumn(
  { kernel, rooms, wholeAt }: Stretch,
  column: number,
  series: NumberSeries,
  from: number,
  rows: number,
): void {
  const room = rooms[column] as SeriesRoom;
  kernel.bytes[wholeAt + column] = series.fill(from, from + rows, room) === rows ? 1 : 0;
  // The kernel takes numbers two by two; an odd row more holds no values.
  if (rows & 1) room.values[rows] = series.absent;
}

function addStretch({ kernel, rooms, columns, tileRows, mostRows, ...at }: Stretch, rows: number): void {
  kernel.call.addStretch(
    ...([at.valuesAt, mostRows * 8, columns, rooms.length, rows, tileRows, at.factorsAt, at.wholeAt] as const),
    ...([at.presentAt, mostRows, at.countsAt, at.totalsAt, at.squaresAt, at.listAt, at.sumsAt] as const),
  );
}

/** Square matrices over pairs: entry (x, y) of the last three speaks of x in the rows where y has a value. */
interface Sums {
  readonly products: Float64Array;
  readonly counts: Float64Array;
  readonly totals: Float64Array;
  readonly squares: Float64Array;
}

function sumsOf({ kernel, columns, sumsAt }: Stretch): Sums {
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
