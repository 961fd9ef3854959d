import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { sortNumbers } from './sort-numbers.ts';

/** The distinct values of a column in ascending order, and how often each occurs. */
export interface NumberRuns {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  /** Sum of `counts`. */
  readonly total: number;
  /** Where both stand in the kernel's memory; absent: elsewhere. */
  readonly placed?: PlacedRuns;
}

/** Addresses in the kernel's memory. */
export interface PlacedRuns {
  readonly values: number;
  readonly counts: number;
}

/** Calls `use` with the runs in the kernel's memory, where they are put for so long if they are elsewhere. */
export function withPlacedRuns<T>(runs: NumberRuns, use: (kernel: Kernel, placed: PlacedRuns) => T): T {
  const kernel = threadKernel();
  if (runs.placed) return use(kernel, runs.placed);
  const { call } = kernel;
  const mark = call.taken();
  const { length } = runs.values;
  const placed = { values: call.allocate(length * 8), counts: call.allocate(length * 4) };
  new Float64Array(kernel.bytes.buffer, placed.values, length).set(runs.values);
  new Uint32Array(kernel.bytes.buffer, placed.counts, length).set(runs.counts);
  const result = use(kernel, placed);
  call.release(mark);
  return result;
}

/** The first `count` results of the kernel's last call. */
export function kernelResults(kernel: Kernel, count: number): Float64Array {
  return new Float64Array(kernel.bytes.buffer, kernel.call.results(), count);
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

/** Room for `length` values in `scratch.values`, which the caller fills before `sortedRuns`. */
export function reserveValues(scratch: NumberScratch, length: number): Float64Array {
  if (scratch.values.length < length) {
    scratch.values = new Float64Array(length);
    scratch.spare = new Float64Array(length);
    scratch.counts = new Uint32Array(length);
  }
  return scratch.values;
}

/**
 * The runs of the first `length` finite numbers of `scratch.values` (any order, no NaN; they are overwritten).
 */
export function sortedRuns(scratch: NumberScratch, length: number): NumberRuns {
  const values = scratch.values.subarray(0, length);
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
