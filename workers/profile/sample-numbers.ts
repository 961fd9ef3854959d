import { threadKernel } from '../kernel-instance.ts';
import type { NumericView } from './number-series.ts';
import type { SampleRoom } from './sample-room.ts';

/** The range of the whole numbers that stand for a column's numbers in the order of these. */
export interface WholeRange {
  readonly minimum: number;
  readonly maximum: number;
}

const limit = 2 ** 31;

/**
 * Puts the numbers of a column in the rows of a sample to the words at `valuesAt` and the bytes at `marksAt` in the kernel's memory,
 * as whole numbers in their order, each with a mark; 0 and no mark where a row has none. null, and nothing is put, unless
 * all segments keep whole numbers with a common step.
 */
export function putWholes(
  views: readonly NumericView[],
  room: SampleRoom,
  valuesAt: number,
  marksAt: number,
): WholeRange | null {
  const filled = views.filter(({ view, kind }) => (view.counts[kind] as number) > 0);
  const wholes = filled.flatMap(({ view }) => view.wholes ?? []);
  const [some] = wholes;
  if (!some || wholes.length < filled.length || wholes.some(({ multiply }) => multiply !== some.multiply)) return null;
  const divide = Math.max(...wholes.map((one) => one.divide));
  const minimum = Math.min(...wholes.map((one) => one.minimum * (divide / one.divide)));
  const maximum = Math.max(...wholes.map((one) => one.maximum * (divide / one.divide)));
  if (minimum < -limit || maximum >= limit) return null;
  const { call } = threadKernel();
  forEachView(views, room, ({ view, kind, start }, from, to) => {
    if (!view.wholes || view.counts[kind] === 0) {
      call.clear(valuesAt + from * 4, (to - from) * 4);
      call.clear(marksAt + from, to - from);
      return;
    }
    const { values } = view.wholes;
    const kinds = view.counts[kind] === view.rows ? null : view.kinds;
    room.gather({ values, kinds, kind, start, factor: divide / view.wholes.divide }, from, to, valuesAt, marksAt);
  });
  return { minimum, maximum };
}

/** The numbers of a column in the rows of a sample, NaN where there is none. */
export function valuesAt(views: readonly NumericView[], room: SampleRoom): Float64Array {
  const { sample } = room;
  const values = new Float64Array(sample.length).fill(Number.NaN);
  forEachView(views, room, ({ view, kind, start }, from, to) => {
    const { numbers } = view;
    const kinds = view.counts[kind] === view.rows ? null : view.kinds;
    if (numbers) gather(numbers, kinds, kind, sample.subarray(from, to), start, values.subarray(from, to));
  });
  return values;
}

/** Calls `take` for each view with the places in the sample that lie in it. */
function forEachView(
  views: readonly NumericView[],
  room: SampleRoom,
  take: (numeric: NumericView, from: number, to: number) => void,
): void {
  let from = 0;
  for (const numeric of views) {
    const to = room.placeOf(numeric.start + numeric.view.rows);
    take(numeric, from, to);
    from = to;
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
