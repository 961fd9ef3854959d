/** Keys as whole numbers without sign, one or two words of 32 bits each, which compare as the keys do. */
export interface SortWords {
  readonly low: Uint32Array;
  readonly high: Uint32Array | null;
}

const dayMs = 86_400_000;
/** What keys often become whole numbers by: days, and numbers of a few decimals. */
const divisors = [1, dayMs];
const factors = [10, 100, 1000, 10_000];

/** The words of `keys` (no NaN among them). One word is half the work, and most columns need no more. */
export function sortWordsOf(keys: Float64Array, isDescending: boolean): SortWords {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    if (key < minimum) minimum = key;
    if (key > maximum) maximum = key;
  }
  for (const [multiply, divide] of [...divisors.map((by) => [1, by]), ...factors.map((by) => [by, 1])] as const) {
    const low = wholeWords(keys, multiply as number, divide as number, minimum, maximum, isDescending);
    if (low) return { low, high: null };
  }
  return doubleWords(keys, isDescending);
}

/**
 * The keys × `multiply` ∕ `divide` counted from the smallest (or, descending, the largest) of them; null where that is no
 * whole number from which the key can be had back, or does not fit. What can be had back differs where keys differ.
 */
function wholeWords(
  keys: Float64Array,
  multiply: number,
  divide: number,
  minimum: number,
  maximum: number,
  isDescending: boolean,
): Uint32Array | null {
  const first = Math.round((minimum * multiply) / divide);
  const last = Math.round((maximum * multiply) / divide);
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last - first > 0xffffffff) return null;
  const words = new Uint32Array(keys.length);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as number;
    const whole = Math.round((key * multiply) / divide);
    if ((whole * divide) / multiply !== key) return null;
    words[index] = isDescending ? last - whole : whole - first;
  }
  return words;
}

/** The bits of the doubles, turned so that they compare as whole numbers. */
function doubleWords(keys: Float64Array, isDescending: boolean): SortWords {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const number = new Float64Array(1);
  const bits = new Uint32Array(number.buffer);
  const flip = isDescending ? 0xffffffff : 0;
  for (let index = 0; index < keys.length; index++) {
    number[0] = (keys[index] as number) + 0; // −0 equals 0
    const isNegative = (bits[1] as number) >>> 31 === 1;
    low[index] = (isNegative ? ~(bits[0] as number) : (bits[0] as number)) ^ flip;
    high[index] = (isNegative ? ~(bits[1] as number) : (bits[1] as number) ^ 0x80000000) ^ flip;
  }
  return { low, high };
}
