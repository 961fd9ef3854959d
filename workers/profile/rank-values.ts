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

/** Ranks columns of `length` rows one after another; its buffers serve all of them. */
export class Ranker {
  #rows: Uint32Array;
  #keys: Uint32Array;
  #otherRows: Uint32Array;
  #otherKeys: Uint32Array;
  readonly #starts = new Uint32Array(digitSize);

  constructor(length: number) {
    const words = () => new Uint32Array(length);
    [this.#rows, this.#keys, this.#otherRows, this.#otherKeys] = [words(), words(), words(), words()];
  }

  /** NaN counts as no value. */
  rank(values: Float64Array): DenseRanks {
    const total = this.#sort(values);
    const codes = new Int32Array(values.length).fill(-1);
    const counts = new Uint32Array(total);
    const distinct = numberRuns(this.#rows, total, values, codes, counts);
    return { codes, counts: counts.subarray(0, distinct), total };
  }

  /**
   * Puts the rows that have a value in the order of the values and answers how many: a radix sort of row numbers
   * with the high words of the values as keys, then by comparison within rows that agree in them.
   */
  #sort(values: Float64Array): number {
    const total = takeKeys(values, this.#rows, this.#keys);
    for (let shift = 0; shift < 32; shift += digitBits) {
      startsOf(this.#keys, total, shift, this.#starts);
      scatter(this.#rows, this.#keys, total, shift, this.#starts, this.#otherRows, this.#otherKeys);
      [this.#rows, this.#otherRows] = [this.#otherRows, this.#rows];
      [this.#keys, this.#otherKeys] = [this.#otherKeys, this.#keys];
    }
    sortStretches(this.#rows, this.#keys, total, values);
    return total;
  }
}

/** Numbers the distinct values of the sorted `rows` in `codes`, counts each in `counts`, answers how many there are. */
function numberRuns(
  rows: Uint32Array,
  total: number,
  values: Float64Array,
  codes: Int32Array,
  counts: Uint32Array,
): number {
  let code = -1;
  let last = Number.NaN;
  for (let index = 0; index < total; index++) {
    const row = rows[index] as number;
    const value = values[row] as number;
    if (value !== last) {
      code++;
      last = value;
    }
    codes[row] = code;
    counts[code] = (counts[code] as number) + 1;
  }
  return code + 1;
}

/** The rows that have a value, and its high word as an unsigned number in the order of the values; −0 beside 0. */
function takeKeys(values: Float64Array, rows: Uint32Array, keys: Uint32Array): number {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    const high = words[2 * row + 1] as number;
    rows[total] = row;
    keys[total] = value === 0 ? 0x80000000 : high ^ ((high >> 31) & 0x7fffffff) ^ 0x80000000;
    total++;
  }
  return total;
}

/** First place of each value of the digit that begins at bit `shift`. */
function startsOf(keys: Uint32Array, total: number, shift: number, starts: Uint32Array): void {
  starts.fill(0);
  for (let index = 0; index < total; index++) {
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

function scatter(
  rows: Uint32Array,
  keys: Uint32Array,
  total: number,
  shift: number,
  starts: Uint32Array,
  otherRows: Uint32Array,
  otherKeys: Uint32Array,
): void {
  for (let index = 0; index < total; index++) {
    const key = keys[index] as number;
    const digit = (key >>> shift) & digitMask;
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    otherRows[place] = rows[index] as number;
    otherKeys[place] = key;
  }
}

/** Sorts rows that share a key, where they are not yet in order. */
function sortStretches(rows: Uint32Array, keys: Uint32Array, total: number, values: Float64Array): void {
  let start = 0;
  while (start < total) {
    const key = keys[start] as number;
    let last = values[rows[start] as number] as number;
    let end = start + 1;
    let isSorted = true;
    for (; end < total && keys[end] === key; end++) {
      const value = values[rows[end] as number] as number;
      if (value < last) isSorted = false;
      last = value;
    }
    if (!isSorted) {
      rows.subarray(start, end).sort((left, right) => (values[left] as number) - (values[right] as number));
    }
    start = end;
  }
}
