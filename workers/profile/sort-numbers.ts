const digitBits = 11;
const digitSize = 1 << digitBits;
const digitMask = digitSize - 1;
const digitCount = 3;
/** Below this the native sort is faster than clearing three histograms. */
const radixFrom = 1500;
const insertionUpTo = 24;

const histograms = new Uint32Array(digitCount * digitSize);

/**
 * Sorts `values` ascending and returns the sorted array, which is `values` or `spare` (at least as long); the other one
 * holds rubbish. No NaN; −0 comes before 0.
 *
 * A least-significant-digit radix sort over the high word of each double (sign, exponent, 20 bits of the fraction) with
 * sign and order of the negatives flipped, so that words compare like the numbers; then the stretches that
 * agree in the high word are put in order. Three passes instead of six, because doubles that differ mostly differ
 * in the high word.
 */
export function sortNumbers(values: Float64Array, spare: Float64Array): Float64Array {
  if (values.length < radixFrom) return values.sort();
  const other = spare.subarray(0, values.length);
  const sorted = radixSort(values, other, highWord);
  sortStretches(sorted, sorted === values ? other : values);
  return sorted;
}

/**
 * Which word of each double is the key (1: the high one, since all supported machines are little-endian), and how it
 * becomes an unsigned key: `word ^ ((word >> 31) & signMask) ^ flip`. All bits of a negative number are flipped,
 * because its size runs against its order.
 */
interface KeyWord {
  readonly offset: number;
  readonly signMask: number;
  readonly flip: number;
}

const highWord: KeyWord = { offset: 1, signMask: 0x7fffffff, flip: 0x80000000 | 0 };

function radixSort(values: Float64Array, spare: Float64Array, key: KeyWord): Float64Array {
  countDigits(values, key);
  let from = values;
  let to = spare;
  for (let digit = 0; digit < digitCount; digit++) {
    if (!startsOf(digit, values.length)) continue;
    scatter(from, to, digit, key);
    [from, to] = [to, from];
  }
  return from;
}

function wordsOf(values: Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}

function countDigits(values: Float64Array, key: KeyWord): void {
  const words = wordsOf(values);
  const { offset, signMask, flip } = key;
  histograms.fill(0);
  for (let at = offset; at < words.length; at += 2) {
    const word = words[at] as number;
    const bits = word ^ ((word >> 31) & signMask) ^ flip;
    const low = bits & digitMask;
    const middle = digitSize + ((bits >>> digitBits) & digitMask);
    const high = 2 * digitSize + (bits >>> (2 * digitBits));
    histograms[low] = (histograms[low] as number) + 1;
    histograms[middle] = (histograms[middle] as number) + 1;
    histograms[high] = (histograms[high] as number) + 1;
  }
}

/** Turns the counts of a digit into first places; false when all values share the digit and the pass can be left out. */
function startsOf(digit: number, length: number): boolean {
  const base = digit * digitSize;
  let sum = 0;
  for (let bucket = base; bucket < base + digitSize; bucket++) {
    const count = histograms[bucket] as number;
    if (count === length) return false;
    histograms[bucket] = sum;
    sum += count;
  }
  return true;
}

function scatter(from: Float64Array, to: Float64Array, digit: number, key: KeyWord): void {
  const words = wordsOf(from);
  const base = digit * digitSize;
  const shift = digit * digitBits;
  const { offset, signMask, flip } = key;
  for (let index = 0; index < from.length; index++) {
    const word = words[2 * index + offset] as number;
    const bucket = base + (((word ^ ((word >> 31) & signMask) ^ flip) >>> shift) & digitMask);
    const place = histograms[bucket] as number;
    histograms[bucket] = place + 1;
    to[place] = from[index] as number;
  }
}

/** Puts each stretch of equal high words in order: by comparison when short, by the low word when long. */
function sortStretches(values: Float64Array, spare: Float64Array): void {
  const words = wordsOf(values);
  const { length } = values;
  let start = 0;
  while (start < length) {
    const high = words[2 * start + 1] as number;
    let end = start + 1;
    let isSorted = true;
    while (end < length && words[2 * end + 1] === high) {
      if ((values[end] as number) < (values[end - 1] as number)) isSorted = false;
      end++;
    }
    if (!isSorted) {
      if (end - start <= insertionUpTo) insertionSort(values, start, end);
      else if (end - start < radixFrom) values.subarray(start, end).sort();
      else {
        const stretch = values.subarray(start, end);
        const sorted = radixSort(stretch, spare.subarray(start, end), { offset: 0, signMask: 0, flip: high >> 31 });
        if (sorted !== stretch) stretch.set(sorted);
      }
    }
    start = end;
  }
}

function insertionSort(values: Float64Array, start: number, end: number): void {
  for (let index = start + 1; index < end; index++) {
    const value = values[index] as number;
    let place = index;
    while (place > start && (values[place - 1] as number) > value) {
      values[place] = values[place - 1] as number;
      place--;
    }
    values[place] = value;
  }
}
