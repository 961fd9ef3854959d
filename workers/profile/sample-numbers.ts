import type { CodeArray, WholeArray } from '../tabular/segment.ts';
import type { NumericView } from './number-series.ts';

/** Whole numbers that stand for a column's numbers in the order of these; 0 and no mark where a row has none. */
export interface WholeSample {
  readonly values: Int32Array;
  readonly marks: Uint8Array;
  readonly minimum: number;
  readonly maximum: number;
}

const limit = 2 ** 31;

/** The numbers of a column in the rows of `sample` (ascending) where all segments keep whole numbers with a common step; else null. */
export function wholesAt(views: readonly NumericView[], sample: Uint32Array): WholeSample | null {
  const filled = views.filter(({ view, kind }) => (view.counts[kind] as number) > 0);
  const wholes = filled.flatMap(({ view }) => view.wholes ?? []);
  const [some] = wholes;
  if (!some || wholes.length < filled.length || wholes.some(({ multiply }) => multiply !== some.multiply)) return null;
  const divide = Math.max(...wholes.map((one) => one.divide));
  const minimum = Math.min(...wholes.map((one) => one.minimum * (divide / one.divide)));
  const maximum = Math.max(...wholes.map((one) => one.maximum * (divide / one.divide)));
  if (minimum < -limit || maximum >= limit) return null;
  const values = new Int32Array(sample.length);
  const marks = new Uint8Array(sample.length);
  forEachView(views, sample, ({ view, kind, start }, from, to) => {
    if (!view.wholes || view.counts[kind] === 0) return;
    const kinds = view.counts[kind] === view.rows ? null : view.kinds;
    const factor = divide / view.wholes.divide;
    const rows = sample.subarray(from, to);
    gatherWholes(view.wholes.values, kinds, kind, factor, rows, start, values.subarray(from, to), marks.subarray(from));
  });
  return { values, marks, minimum, maximum };
}

/** The numbers of a column in the rows of `sample` (ascending), NaN where there is none. */
export function valuesAt(views: readonly NumericView[], sample: Uint32Array): Float64Array {
  const values = new Float64Array(sample.length).fill(Number.NaN);
  forEachView(views, sample, ({ view, kind, start }, from, to) => {
    const { numbers } = view;
    const kinds = view.counts[kind] === view.rows ? null : view.kinds;
    if (numbers) gather(numbers, kinds, kind, sample.subarray(from, to), start, values.subarray(from, to));
  });
  return values;
}

/** Calls `take` for each view with the places in the sample that lie in it. */
function forEachView(
  views: readonly NumericView[],
  sample: Uint32Array,
  take: (numeric: NumericView, from: number, to: number) => void,
): void {
  let from = 0;
  for (const numeric of views) {
    const to = placeIn(sample, numeric.start + numeric.view.rows);
    take(numeric, from, to);
    from = to;
  }
}

/** How many of the rows of a `sample` (ascending) come before `row`. */
export function placeIn(sample: Uint32Array, row: number): number {
  let low = 0;
  let high = sample.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sample[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of `wholes` in some rows of a segment that begins at row `start`, times `factor`; a mark where the kind is `kind`. Without `kinds` every cell counts. */
export function gatherWholes(
  wholes: WholeArray | CodeArray,
  kinds: Uint8Array | null,
  kind: number,
  factor: number,
  rows: Uint32Array,
  start: number,
  values: Int32Array,
  marks: Uint8Array,
): void {
  if (wholes.BYTES_PER_ELEMENT === 1) take8(wholes as Int8Array, rows, start, factor, values);
  else if (wholes.BYTES_PER_ELEMENT === 2) take16(wholes as Int16Array, rows, start, factor, values);
  else take32(wholes as Int32Array, rows, start, factor, values);
  for (let index = 0; index < rows.length; index++) {
    marks[index] = kinds === null || kinds[(rows[index] as number) - start] === kind ? 1 : 0;
  }
}

// A loop for each width: one for all would be compiled, and thrown away, with every other column.

function take8(wholes: Int8Array, rows: Uint32Array, start: number, factor: number, values: Int32Array): void {
  for (let index = 0; index < rows.length; index++) {
    values[index] = Math.imul(wholes[(rows[index] as number) - start] as number, factor);
  }
}

function take16(wholes: Int16Array, rows: Uint32Array, start: number, factor: number, values: Int32Array): void {
  for (let index = 0; index < rows.length; index++) {
    values[index] = Math.imul(wholes[(rows[index] as number) - start] as number, factor);
  }
}

function take32(wholes: Int32Array, rows: Uint32Array, start: number, factor: number, values: Int32Array): void {
  for (let index = 0; index < rows.length; index++) {
    values[index] = Math.imul(wholes[(rows[index] as number) - start] as number, factor);
  }
}

/** Without `kinds` every cell counts. */
function gather(
  numbers: Float64Array,
  kinds: Uint8Array | null,
  kind: number,
  rows: Uint32Array,
  start: number,
  into: Float64Array,
): void {
  for (let index = 0; index < rows.length; index++) {
    const row = (rows[index] as number) - start;
    const value = numbers[row] as number;
    if (value - value === 0 && (kinds === null || kinds[row] === kind)) into[index] = value;
  }
}
