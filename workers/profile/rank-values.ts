/** Dense ranks of a column: `codes[row]` is the place of the row's value among the distinct ones, −1 where it has none. */
export interface DenseRanks {
  readonly codes: Int32Array;
  /** How many rows have each distinct value. */
  readonly counts: Uint32Array;
  /** Rows with a value. */
  readonly total: number;
}

const digitBits = 11;
const digitSize = 1 << digitBits;
const digitMask = digitSize - 1;

/** Ranks `values`; NaN counts as no value. */
export function rankDensely(values: Float64Array): DenseRanks {
  const order = orderOf(values);
  const codes = new Int32Array(values.length).fill(-1);
  const counts = new Uint32Array(order.length);
  let code = -1;
  let last = Number.NaN;
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number;
    const value = values[row] as number;
    if (value !== last) {
      code++;
      last = value;
    }
    codes[row] = code;
    counts[code] = (counts[code] as number) + 1;
  }
  return { codes, counts: counts.subarray(0, code + 1), total: order.length };
}

/** Middle rank (from 1) of each distinct value when `counts[i]` rows share the `i`-th smallest. */
export function middleRanks(counts: Uint32Array, into: Float64Array = new Float64Array(counts.length)): Float64Array {
  let before = 0;
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number;
    into[code] = before + (count + 1) / 2;
    before += count;
  }
  return into;
}

/**
 * Rows in ascending order of their values, NaN left out: a radix sort of row numbers with the high words of the values
 * as keys, then by comparison within rows that agree in them (see sort-numbers.ts).
 */
function orderOf(values: Float64Array): Uint32Array {
  let { rows, keys } = keyedRows(values);
  let otherRows: Uint32Array = new Uint32Array(rows.length);
  let otherKeys: Uint32Array = new Uint32Array(rows.length);
  const starts = new Uint32Array(digitSize);
  for (let shift = 0; shift < 32; shift += digitBits) {
    startsOf(keys, shift, starts);
    for (let index = 0; index < rows.length; index++) {
      const key = keys[index] as number;
      const digit = (key >>> shift) & digitMask;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      otherRows[place] = rows[index] as number;
      otherKeys[place] = key;
    }
    [rows, otherRows, keys, otherKeys] = [otherRows, rows, otherKeys, keys];
  }
  sortStretches(rows, keys, values);
  return rows;
}

/** The rows that have a value, and its high word as an unsigned number in the order of the values; −0 beside 0. */
function keyedRows(values: Float64Array): { rows: Uint32Array; keys: Uint32Array } {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const rows = new Uint32Array(values.length);
  const keys = new Uint32Array(values.length);
  let length = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    const high = words[2 * row + 1] as number;
    rows[length] = row;
    keys[length] = values[row] === 0 ? 0x80000000 : high ^ ((high >> 31) & 0x7fffffff) ^ 0x80000000;
    length++;
  }
  return { rows: rows.subarray(0, length), keys: keys.subarray(0, length) };
}

/** First place of each value of the digit that begins at bit `shift`. */
function startsOf(keys: Uint32Array, shift: number, starts: Uint32Array): void {
  starts.fill(0);
  for (let index = 0; index < keys.length; index++) {
    const digit = ((keys[index] as number) >>> shift) & digitMask;
    starts[digit] = (starts[digit] as number) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < digitSize; digit++) {
    const count = starts[digit] as number;
    starts[digit] = sum;
    sum += count;
  }
}

function sortStretches(order: Uint32Array, keys: Uint32Array, values: Float64Array): void {
  let start = 0;
  while (start < order.length) {
    const key = keys[start] as number;
    let end = start + 1;
    let isSorted = true;
    while (end < order.length && keys[end] === key) {
      if ((values[order[end] as number] as number) < (values[order[end - 1] as number] as number)) isSorted = false;
      end++;
    }
    if (!isSorted) {
      order.subarray(start, end).sort((left, right) => (values[left] as number) - (values[right] as number));
    }
    start = end;
  }
}
