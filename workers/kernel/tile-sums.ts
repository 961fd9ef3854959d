import { standardize } from './product-sums';

/*
 * Sums over a tile of rows: `columns` columns of doubles side by side, `stride` bytes from one to the next. The matrices they
 * are added to have `columns` × `columns` doubles.
 */

/**
 * Adds up a stretch of `rows` rows tile by tile, `tileRows` (even) rows each; an odd row more holds nothing. Its first `size`
 * columns are standardized on the way by three numbers each at `factors`: scale, shift, factor. A column that has a value in
 * every row of the stretch has a 1 at `whole`. `products` are four matrices, the last three those of `addMarginals`.
 */
export function addStretch(
  at: usize,
  stride: usize,
  columns: i32,
  size: i32,
  rows: i32,
  tileRows: i32,
  factors: usize,
  whole: usize,
  present: usize,
  presentStride: usize,
  counts: usize,
  totals: usize,
  squares: usize,
  list: usize,
  products: usize,
): void {
  const marginals = products + ((<usize>(columns * columns)) << 3);
  for (let from = 0; from < rows; from += tileRows) {
    const count = min(tileRows, rows - from);
    const bytes = (<usize>(count + (count & 1))) << 3;
    const tile = at + ((<usize>from) << 3);
    const marks = present + <usize>from;
    for (let column: usize = 0; column < <usize>size; column++) {
      const values = tile + column * stride;
      const given = factors + column * 24;
      const total = totals + (column << 3);
      standardize(values, values + bytes, load<f64>(given), load<f64>(given, 8), load<f64>(given, 16), total);
      const isWhole = load<u8>(whole + column) === 1;
      store<u32>(counts + (column << 2), isWhole ? count : countMarks(marks + column * presentStride, count));
    }
    addDotProducts(tile, stride, columns, bytes, products, squares);
    addMarginals(tile, stride, columns, size, count, marks, presentStride, counts, totals, squares, list, marginals);
  }
}

/** How many of `rows` marks are 1, where all others are 0. */
export function countMarks(marks: usize, rows: i32): i32 {
  let count = 0;
  for (let row: usize = 0; row < <usize>rows; row++) count += <i32>load<u8>(marks + row);
  return count;
}

const productsRoom: usize = memory.data(64, 16);

/**
 * Adds to `sums`[i × columns + j] the products of columns `i` ≤ `j`, summed over the first `bytes` (a multiple of 16) of
 * each, and puts those with `i` = `j` into `squares`. Below the diagonal `sums` holds rubbish. `columns` is a multiple of four.
 */
export function addDotProducts(
  at: usize,
  stride: usize,
  columns: i32,
  bytes: usize,
  sums: usize,
  squares: usize,
): void {
  for (let left = 0; left < columns; left += 2) {
    const a = at + <usize>left * stride;
    for (let right = left & ~3; right < columns; right += 4) {
      const p = at + <usize>right * stride;
      multiplyColumns(a, a + stride, p, p + stride, p + 2 * stride, p + 3 * stride, a + bytes, productsRoom);
      for (let pair = 0; pair < 8; pair++) {
        const product = load<f64>(productsRoom + ((<usize>pair) << 3));
        const x = left + (pair >> 2);
        const y = right + (pair & 3);
        const sum = sums + ((<usize>(x * columns + y)) << 3);
        store<f64>(sum, load<f64>(sum) + product);
        if (x === y) store<f64>(squares + ((<usize>x) << 3), product);
      }
    }
  }
}

/**
 * The rows of a column in which `present` is not 1, or those in which it is where they are fewer, as 16 bits each at `list`.
 * Answers how many they are, less one and with all bits flipped where they are those with a value.
 */
function listRows(present: usize, rows: i32, count: i32, list: usize): i32 {
  const wanted: u32 = count * 2 > rows ? 0 : 1;
  let length = 0;
  for (let row = 0; row < rows; row++) {
    store<u16>(list + ((<usize>length) << 1), <u16>row);
    length += <u32>load<u8>(present + <usize>row) === wanted ? 1 : 0;
  }
  return wanted === 0 ? length : ~length;
}

/**
 * Adds up each of the first `size` columns over the rows in which each other one has a value: entry (x, y) of the matrices
 * at `marginals` (how many values, their sum, their squares' sum, one after another) speaks of x in the rows where y has a value.
 * `counts` (32 bits), `totals` and `squares` tell it of each column over all rows; a column that lacks values has a byte per
 * row at `present`, 1 where there is one, `presentStride` from column to column. Absent values are 0 and change nothing.
 */
export function addMarginals(
  at: usize,
  stride: usize,
  columns: i32,
  size: i32,
  rows: i32,
  present: usize,
  presentStride: usize,
  counts: usize,
  totals: usize,
  squares: usize,
  list: usize,
  marginals: usize,
): void {
  const matrix = (<usize>(columns * columns)) << 3;
  for (let y = 0; y < size; y++) {
    const count = load<u32>(counts + ((<usize>y) << 2));
    const isWhole = count === rows;
    const listed = isWhole ? 0 : listRows(present + <usize>y * presentStride, rows, count, list);
    const isMissing = listed >= 0;
    const length = isMissing ? listed : ~listed;
    for (let x = 0; x < size; x++) {
      const sums = marginals + ((<usize>(x * columns + y)) << 3);
      const ofX = counts + ((<usize>x) << 2);
      if (isMissing) {
        store<f64>(sums, load<f64>(sums) + <f64>load<u32>(ofX));
        const total = load<f64>(totals + ((<usize>x) << 3));
        store<f64>(sums + matrix, load<f64>(sums + matrix) + total);
        const square = load<f64>(squares + ((<usize>x) << 3));
        store<f64>(sums + 2 * matrix, load<f64>(sums + 2 * matrix) + square);
      }
      if (isWhole) continue;
      const presentX = load<u32>(ofX) === rows ? 0 : present + <usize>x * presentStride;
      addListed(at + <usize>x * stride, presentX, list, length, isMissing ? -1 : 1, sums, matrix);
    }
  }
}

/** Adds what a column holds in the listed rows, times `sign`; without `present` it has a value in each. */
export function addListed(
  values: usize,
  present: usize,
  list: usize,
  length: i32,
  sign: f64,
  sums: usize,
  matrix: usize,
): void {
  let count = present === 0 ? length : 0;
  let total: f64 = 0;
  let square: f64 = 0;
  for (let index = 0; index < length; index++) {
    const row = <usize>load<u16>(list + ((<usize>index) << 1));
    const value = load<f64>(values + (row << 3));
    total += value;
    square += value * value;
    if (present !== 0) count += <i32>load<u8>(present + row);
  }
  store<f64>(sums, load<f64>(sums) + sign * <f64>count);
  store<f64>(sums + matrix, load<f64>(sums + matrix) + sign * total);
  store<f64>(sums + 2 * matrix, load<f64>(sums + 2 * matrix) + sign * square);
}

/**
 * Puts the dot products of the columns at `a` and `b` with those at `p`, `q`, `r`, `s` to `out`: a·p, a·q … b·s. `end` is
 * where column `a` ends. Two columns are multiplied with four at a time, so that every number fetched is used several times.
 */
export function multiplyColumns(
  a: usize,
  b: usize,
  p: usize,
  q: usize,
  r: usize,
  s: usize,
  end: usize,
  out: usize,
): void {
  let ap = f64x2.splat(0);
  let aq = ap;
  let ar = ap;
  let at = ap;
  let bp = ap;
  let bq = ap;
  let br = ap;
  let bs = ap;
  const length = end - a;
  for (let place: usize = 0; place < length; place += 16) {
    const left = v128.load(a + place);
    const right = v128.load(b + place);
    const first = v128.load(p + place);
    const second = v128.load(q + place);
    const third = v128.load(r + place);
    const fourth = v128.load(s + place);
    ap = f64x2.add(ap, f64x2.mul(left, first));
    aq = f64x2.add(aq, f64x2.mul(left, second));
    ar = f64x2.add(ar, f64x2.mul(left, third));
    at = f64x2.add(at, f64x2.mul(left, fourth));
    bp = f64x2.add(bp, f64x2.mul(right, first));
    bq = f64x2.add(bq, f64x2.mul(right, second));
    br = f64x2.add(br, f64x2.mul(right, third));
    bs = f64x2.add(bs, f64x2.mul(right, fourth));
  }
  store<f64>(out, sumOf(ap));
  store<f64>(out, sumOf(aq), 8);
  store<f64>(out, sumOf(ar), 16);
  store<f64>(out, sumOf(at), 24);
  store<f64>(out, sumOf(bp), 32);
  store<f64>(out, sumOf(bq), 40);
  store<f64>(out, sumOf(br), 48);
  store<f64>(out, sumOf(bs), 56);
}

function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
