/**
 * Adds to `sums[i × columns + j]` the products of columns `i` ≤ `j` of a tile, summed over its rows. A column of the tile
 * is `stride` numbers long, of which the first `rows` count; `columns` is a multiple of 4 (fill up with zeros). Below
 * the diagonal `sums` holds rubbish. Two columns are multiplied with four at a time, so that every number
 * fetched is used several times.
 */
export function addDotProducts(
  tile: Float64Array,
  rows: number,
  stride: number,
  columns: number,
  sums: Float64Array,
): void {
  for (let left = 0; left < columns; left += 2) {
    for (let right = left & ~3; right < columns; right += 4) {
      addBlock(tile, rows, stride, left, right, columns, sums);
    }
  }
}

function addBlock(
  tile: Float64Array,
  rows: number,
  stride: number,
  left: number,
  right: number,
  columns: number,
  sums: Float64Array,
): void {
  const a = tile.subarray(left * stride, left * stride + rows);
  const b = tile.subarray((left + 1) * stride, (left + 1) * stride + rows);
  const p = tile.subarray(right * stride, right * stride + rows);
  const q = tile.subarray((right + 1) * stride, (right + 1) * stride + rows);
  const r = tile.subarray((right + 2) * stride, (right + 2) * stride + rows);
  const s = tile.subarray((right + 3) * stride, (right + 3) * stride + rows);
  let ap = 0;
  let aq = 0;
  let ar = 0;
  let as = 0;
  let bp = 0;
  let bq = 0;
  let br = 0;
  let bs = 0;
  for (let row = 0; row < rows; row++) {
    const x = a[row] as number;
    const y = b[row] as number;
    const first = p[row] as number;
    const second = q[row] as number;
    const third = r[row] as number;
    const fourth = s[row] as number;
    ap += x * first;
    aq += x * second;
    ar += x * third;
    as += x * fourth;
    bp += y * first;
    bq += y * second;
    br += y * third;
    bs += y * fourth;
  }
  const at = left * columns + right;
  add(sums, at, ap, aq, ar, as);
  add(sums, at + columns, bp, bq, br, bs);
}

function add(sums: Float64Array, at: number, first: number, second: number, third: number, fourth: number): void {
  sums[at] = (sums[at] as number) + first;
  sums[at + 1] = (sums[at + 1] as number) + second;
  sums[at + 2] = (sums[at + 2] as number) + third;
  sums[at + 3] = (sums[at + 3] as number) + fourth;
}
