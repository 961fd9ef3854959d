import { type SortWords, sortWordsOf } from './sort-words.ts';

/*
 * A stable sort of rows by numbers, least significant digit first (Knuth, The Art of Computer Programming 3, 5.2.5, algorithm R):
 * several keys are several calls, the last key first. Keys travel with their rows, so that every pass reads in one direction.
 */

const digitBits = 11;
const digitSize = 1 << digitBits;
const digitMask = digitSize - 1;

/** The order of rows, sorted again and again. */
export class RadixOrder {
  #order: Uint32Array;
  #other: Uint32Array;

  /** The rows 0…`count` − 1 in their order. */
  constructor(count: number) {
    this.#order = new Uint32Array(count);
    this.#other = new Uint32Array(count);
    for (let index = 0; index < count; index++) this.#order[index] = index;
  }

  /** The rows in order: an array that the next sort changes. */
  get order(): Uint32Array {
    return this.#order;
  }

  /** Sorts by `keys`, one for each row as it was numbered at first; NaN stands for an empty cell and comes last either way. */
  sortBy(keys: Float64Array, direction: 'ascending' | 'descending'): void {
    const present = this.#emptyLast(keys);
    const words = sortWordsOf(present, direction === 'descending');
    this.#sort(words, present.length);
  }

  /** Puts the rows without a key behind the others; gives the keys of these in their order. */
  #emptyLast(keys: Float64Array): Float64Array {
    const from = this.#order;
    const to = this.#other;
    const present = new Float64Array(from.length);
    let count = 0;
    let empty = from.length;
    for (let index = 0; index < from.length; index++) {
      const row = from[index] as number;
      const key = keys[row] as number;
      if (Number.isNaN(key)) {
        to[--empty] = row;
        continue;
      }
      present[count] = key;
      to[count++] = row;
    }
    to.subarray(count).reverse();
    this.#order = to;
    this.#other = from;
    return present.subarray(0, count);
  }

  #sort(words: SortWords, count: number): void {
    let line = { rows: this.#order.subarray(0, count), ...words };
    let other: Line | null = null;
    for (const word of words.high ? (['low', 'high'] as const) : (['low'] as const)) {
      for (let shift = 0; shift < 32; shift += digitBits) {
        const starts = startsOf(line[word] as Uint32Array, shift);
        if (!starts) continue;
        other ??= emptyLine(this.#other.subarray(0, count), words.high !== null);
        scatter(line, other, line[word] as Uint32Array, shift, starts);
        [line, other] = [other, line];
      }
    }
    if (line.rows.buffer !== this.#order.buffer) this.#order.set(line.rows);
  }
}

/** Rows and their keys, in the same order. */
interface Line extends SortWords {
  readonly rows: Uint32Array;
}

function emptyLine(rows: Uint32Array, hasHigh: boolean): Line {
  const { length } = rows;
  return { rows, low: new Uint32Array(length), high: hasHigh ? new Uint32Array(length) : null };
}

/** Where each value of a digit begins in the order; null where all have the same one. */
function startsOf(word: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(digitSize);
  for (let index = 0; index < word.length; index++) {
    const digit = ((word[index] as number) >>> shift) & digitMask;
    starts[digit] = (starts[digit] as number) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < digitSize; digit++) {
    const count = starts[digit] as number;
    if (count === word.length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function scatter(from: Line, to: Line, word: Uint32Array, shift: number, starts: Uint32Array): void {
  const { rows, low, high } = from;
  const { rows: toRows, low: toLow, high: toHigh } = to;
  for (let index = 0; index < word.length; index++) {
    const digit = ((word[index] as number) >>> shift) & digitMask;
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    toRows[place] = rows[index] as number;
    toLow[place] = low[index] as number;
    if (high !== null && toHigh !== null) toHigh[place] = high[index] as number;
  }
}
