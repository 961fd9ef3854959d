import { sortNumbers } from './sort-numbers.ts';

/** The distinct values of a column in ascending order, and how often each occurs. */
export interface NumberRuns {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  /** Sum of `counts`. */
  readonly total: number;
}

/** Room that is used again for column after column; the runs of one column are overwritten by those of the next. */
export interface NumberScratch {
  values: Float64Array;
  spare: Float64Array;
  counts: Uint32Array;
  /** Kept all zero between uses. */
  buckets: Uint32Array;
}

export function createNumberScratch(): NumberScratch {
  return {
    values: new Float64Array(0),
    spare: new Float64Array(0),
    counts: new Uint32Array(0),
    buckets: new Uint32Array(0),
  };
}

/** Room for `length` values in `scratch.values`, which the caller fills before `runsOf`. */
export function reserveValues(scratch: NumberScratch, length: number): Float64Array {
  if (scratch.values.length < length) {
    scratch.values = new Float64Array(length);
    scratch.spare = new Float64Array(length);
    scratch.counts = new Uint32Array(length);
  }
  return scratch.values;
}

const powersOfTen = [1, 10, 100, 1000, 10_000] as const;
const probeLength = 256;
/** Counting beats sorting while the buckets stay within a few times the values and the processor's cache. */
const maxBuckets = 1 << 22;

/**
 * The runs of the first `length` finite numbers of `scratch.values` (any order, no NaN; they are overwritten).
 * Columns of a sheet mostly hold whole numbers or decimals of a few places in a narrow range: those are counted,
 * all others sorted.
 */
export function runsOf(scratch: NumberScratch, length: number): NumberRuns {
  const values = scratch.values.subarray(0, length);
  return countedRuns(scratch, values) ?? sortedRuns(scratch, values);
}

function sortedRuns(scratch: NumberScratch, values: Float64Array): NumberRuns {
  const sorted = sortNumbers(values, scratch.spare);
  const { counts } = scratch;
  let distinct = 0;
  let start = 0;
  for (let index = 1; index <= sorted.length; index++) {
    const value = sorted[start] as number;
    if (index < sorted.length && sorted[index] === value) continue;
    sorted[distinct] = value + 0; // −0 and 0 are one run, whose value is 0
    counts[distinct] = index - start;
    distinct++;
    start = index;
  }
  return { values: sorted.subarray(0, distinct), counts: counts.subarray(0, distinct), total: sorted.length };
}

/** Runs by counting, for values that are exactly whole multiples of 1, 0.1, 0.01 … in a narrow range; null for others. */
function countedRuns(scratch: NumberScratch, values: Float64Array): NumberRuns | null {
  if (values.length === 0) return null;
  const scale = probeScale(values);
  if (scale === null) return null;
  let minimum = values[0] as number;
  let maximum = minimum;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] as number;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const lowest = Math.round(minimum * scale);
  const range = Math.round(maximum * scale) - lowest + 1;
  if (!(range <= Math.min(maxBuckets, values.length * 4 + 64)) || Math.abs(lowest) > 2 ** 50) return null;
  if (scratch.buckets.length < range) scratch.buckets = new Uint32Array(range);
  const isExact = countMultiples(values, scale, lowest, scratch.buckets);
  if (!isExact) {
    scratch.buckets.fill(0, 0, range);
    return null;
  }
  return drain(scratch, values, scale, lowest, range);
}

/** The smallest power of ten that makes the first values whole; null when none does. */
function probeScale(values: Float64Array): number | null {
  const end = Math.min(values.length, probeLength);
  for (const scale of powersOfTen) {
    let index = 0;
    while (index < end && isMultiple(values[index] as number, scale)) index++;
    if (index === end) return scale;
  }
  return null;
}

/** Division gives back the very same double, so the whole number stands for the value without loss and in its order. */
const isMultiple = (value: number, scale: number): boolean => Math.round(value * scale) / scale === value;

function countMultiples(values: Float64Array, scale: number, lowest: number, buckets: Uint32Array): boolean {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const multiple = Math.round(value * scale);
    if (multiple / scale !== value) return false;
    const bucket = multiple - lowest;
    buckets[bucket] = (buckets[bucket] as number) + 1;
  }
  return true;
}

/** Collects the buckets as runs and leaves them zero. */
function drain(scratch: NumberScratch, values: Float64Array, scale: number, lowest: number, range: number): NumberRuns {
  const { buckets, counts } = scratch;
  let distinct = 0;
  for (let bucket = 0; bucket < range; bucket++) {
    const count = buckets[bucket] as number;
    if (count === 0) continue;
    buckets[bucket] = 0;
    values[distinct] = (lowest + bucket) / scale;
    counts[distinct] = count;
    distinct++;
  }
  return { values: values.subarray(0, distinct), counts: counts.subarray(0, distinct), total: values.length };
}
