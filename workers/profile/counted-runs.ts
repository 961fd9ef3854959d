import type { NumberRuns, NumberScratch } from './number-runs.ts';
import { reserveValues } from './number-runs.ts';

/** Numbers of one segment of a column. */
export interface NumberCells {
  readonly numbers: Float64Array;
  /** null: every cell counts; else those of the kind `kind`. */
  readonly kinds: Uint8Array | null;
  readonly kind: number;
}

/** Values that are whole when multiplied by `multiply` and divided by `divide`, one of which is 1. */
export interface Step {
  readonly multiply: number;
  readonly divide: number;
}

/** Whole numbers and decimals of a few places. */
export const decimalSteps: readonly Step[] = [1, 10, 100, 1000, 10_000].map((multiply) => ({ multiply, divide: 1 }));

const probeLength = 256;
/** Counting beats sorting while the buckets stay within a few times the values. */
const maxBuckets = 1 << 22;
/**
 * Values per call of an inner loop. Short enough for the first calls to end before the compiler replaces the running
 * loop: code compiled in the midst of a loop knows nothing of what follows it and is thrown away there, call after call.
 */
const blockLength = 1 << 10;
/** Adding and taking away 1.5 × 2^52 rounds a double below 2^51 to a whole number. */
const rounder = 6755399441055744;

/**
 * Runs by counting, straight from the cells, for `total` values that are exactly whole multiples of a step in a narrow
 * range; null for others, and where a value is no number or infinite.
 */
export function countedRuns(
  scratch: NumberScratch,
  cells: readonly NumberCells[],
  total: number,
  limit: number,
  steps: readonly Step[],
): NumberRuns | null {
  const probe = probeValues(cells);
  const first = probe[0];
  const step = steps.find((candidate) => probe.every((value) => isMultiple(value, candidate)));
  if (first === undefined || !step) return null;
  const base = multipleOf(first, step);
  const room = 2 ** Math.ceil(Math.log2(Math.min(maxBuckets, total * 4 + 64)));
  const isNear = (value: number) => Math.abs(multipleOf(value, step) - base) < room / 2;
  if (!(Math.abs(base) < 2 ** 50 && probe.every(isNear))) return null;
  if (scratch.buckets.length < room) scratch.buckets = new Uint32Array(room);
  const { multiply, divide } = step;
  const factors = Float64Array.of(multiply, divide, base, multiply / divide);
  const ring: Ring = { buckets: scratch.buckets.subarray(0, room), factors, bounds: new Int32Array(2) };
  const isCounted = cells.every((part) => countCells(ring, part));
  const [lowest = 0, highest = 0] = ring.bounds;
  if (isCounted && valueAt(ring, lowest) >= -limit && valueAt(ring, highest) <= limit) {
    return drain(ring, scratch, total);
  }
  ring.buckets.fill(0);
  return null;
}

/** The first values of the column. */
function probeValues(cells: readonly NumberCells[]): number[] {
  const values: number[] = [];
  for (const { numbers, kinds, kind } of cells) {
    for (let row = 0; row < numbers.length && values.length < probeLength; row++) {
      if (kinds === null || kinds[row] === kind) values.push(numbers[row] as number);
    }
  }
  return values;
}

const multipleOf = (value: number, { multiply, divide }: Step): number => Math.round((value * multiply) / divide);

/** Division gives back the very same double, so the whole number stands for the value without loss and in its order. */
const isMultiple = (value: number, step: Step): boolean =>
  (multipleOf(value, step) * step.divide) / step.multiply === value;

/** Buckets around a base: the multiple `base + n` is counted in bucket `n` modulo their number, a power of two. */
interface Ring {
  readonly buckets: Uint32Array;
  /**
   * The step's factors, the base, and the quotient of the factors. In an array of doubles, so that the compiler takes
   * none of them for a small integer in one column and throws its code away at the next.
   */
  readonly factors: Float64Array;
  /** Least and greatest `n` so far. */
  readonly bounds: Int32Array;
}

function valueAt({ factors }: Ring, multiple: number): number {
  const [multiply = 1, divide = 1, base = 0] = factors;
  return ((base + multiple) * divide) / multiply;
}

/** Counts the cells of one segment; false when one of them is no multiple or two of them share a bucket wrongly. */
function countCells({ buckets, factors, bounds }: Ring, { numbers, kinds, kind }: NumberCells): boolean {
  for (let from = 0; from < numbers.length; from += blockLength) {
    const to = Math.min(numbers.length, from + blockLength);
    if (!countBlock(numbers, kinds, kind, from, to, factors, buckets, bounds)) return false;
    if ((bounds[1] as number) - (bounds[0] as number) >= buckets.length) return false;
  }
  return true;
}

/** The innermost loop of a description: what it costs per value is most of the time. */
function countBlock(
  numbers: Float64Array,
  kinds: Uint8Array | null,
  kind: number,
  from: number,
  to: number,
  factors: Float64Array,
  buckets: Uint32Array,
  bounds: Int32Array,
): boolean {
  const multiply = factors[0] as number;
  const divide = factors[1] as number;
  const base = factors[2] as number;
  const factor = factors[3] as number;
  const mask = buckets.length - 1;
  let lowest = bounds[0] as number;
  let highest = bounds[1] as number;
  for (let row = from; row < to; row++) {
    if (kinds !== null && kinds[row] !== kind) continue;
    const value = numbers[row] as number;
    const multiple = (value * factor - base + rounder - rounder) | 0;
    // Fails for what is no number, infinite or far from the base as well.
    if (((multiple + base) * divide) / multiply !== value) return false;
    if (multiple < lowest) lowest = multiple;
    else if (multiple > highest) highest = multiple;
    const bucket = multiple & mask;
    buckets[bucket] = (buckets[bucket] as number) + 1;
  }
  bounds[0] = lowest;
  bounds[1] = highest;
  return true;
}

/** Collects the buckets as runs and leaves them zero. */
function drain(ring: Ring, scratch: NumberScratch, total: number): NumberRuns {
  const values = reserveValues(scratch, total);
  const { counts } = scratch;
  const [lowest = 0, highest = 0] = ring.bounds;
  let distinct = 0;
  for (let from = lowest; from <= highest; from += blockLength) {
    distinct = drainBlock(ring, from, Math.min(highest + 1, from + blockLength), values, counts, distinct);
  }
  return { values: values.subarray(0, distinct), counts: counts.subarray(0, distinct), total };
}

function drainBlock(
  { buckets, factors }: Ring,
  from: number,
  to: number,
  values: Float64Array,
  counts: Uint32Array,
  start: number,
): number {
  const multiply = factors[0] as number;
  const divide = factors[1] as number;
  const base = factors[2] as number;
  const mask = buckets.length - 1;
  let distinct = start;
  for (let multiple = from; multiple < to; multiple++) {
    const count = buckets[multiple & mask] as number;
    if (count === 0) continue;
    buckets[multiple & mask] = 0;
    values[distinct] = ((base + multiple) * divide) / multiply;
    counts[distinct] = count;
    distinct++;
  }
  return distinct;
}
