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
