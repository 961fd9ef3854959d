import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { type ColumnView, cellKind, columnView } from '../tabular/segment.ts';
import { scaleFor } from './number-statistics.ts';
import type { NumberSeries } from './product-moments.ts';

/**
 * Whether a column takes part in correlations of numbers: numbers, dates, and columns of numbers with some words
 * (`缺考`), whose words count as missing.
 */
export function isNumeric({ type, kinds }: ColumnProfile): boolean {
  if (type === 'number' || type === 'date') return true;
  return type === 'mixed' && kinds.number * 2 >= kinds.number + kinds.text + kinds.boolean + kinds.date;
}

/** The cells of a column that count as its numbers. */
export function numericViews(segments: readonly SegmentBuffer[], place: number, profile: ColumnProfile): NumericView[] {
  const kind = profile.type === 'date' ? cellKind.date : cellKind.number;
  let start = 0;
  return segments.map((segment) => {
    const view = columnView(segment, place);
    const numeric = { view, kind, start };
    start += view.rows;
    return numeric;
  });
}

export interface NumericView {
  readonly view: ColumnView;
  /** The kind of cell that counts. */
  readonly kind: number;
  /** Row of the table with which the view begins. */
  readonly start: number;
}

/** A column for `productMoments`, shifted by its mean and scaled by its spread, which its description tells. */
export function seriesOf(views: readonly NumericView[], profile: ColumnProfile): NumberSeries {
  const { center, spread, largest } = rangeOf(profile);
  const scale = scaleFor(largest);
  const shift = center * scale;
  const factor = 1 / (spread * scale);
  return {
    hasSpread: spread > 0,
    fill(from, to, values, present) {
      let count = 0;
      for (const { view, kind, start } of views) {
        const first = Math.max(from, start);
        const last = Math.min(to, start + view.rows);
        if (first >= last) continue;
        const { numbers } = view;
        const kinds = view.counts[kind] === view.rows ? null : view.kinds;
        const into = values.subarray(first - from, last - from);
        const marks = present.subarray(first - from, last - from);
        const cells = numbers && { numbers, kinds, kind, from: first - start };
        count += cells ? standardize(cells, scale, shift, factor, into, marks) : clear(into, marks);
      }
      return count;
    },
  };
}

interface Cells {
  readonly numbers: Float64Array;
  /** null: every cell counts. */
  readonly kinds: Uint8Array | null;
  readonly kind: number;
  readonly from: number;
}

/** Shifted and scaled numbers, 0 and no mark where there is none or it is infinite; answers how many there are. */
function standardize(
  { numbers, kinds, kind, from }: Cells,
  scale: number,
  shift: number,
  factor: number,
  into: Float64Array,
  marks: Uint8Array,
): number {
  const { length } = into;
  let count = 0;
  for (let index = 0; index < length; index++) {
    const value = (numbers[from + index] as number) * scale;
    if (value - value === 0 && (kinds === null || kinds[from + index] === kind)) {
      into[index] = (value - shift) * factor;
      marks[index] = 1;
      count++;
    } else {
      into[index] = 0;
      marks[index] = 0;
    }
  }
  return count;
}

function clear(into: Float64Array, marks: Uint8Array): number {
  into.fill(0);
  marks.fill(0);
  return 0;
}

function rangeOf({ number, date }: ColumnProfile): { center: number; spread: number; largest: number } {
  if (number) {
    const largest = Math.max(Math.abs(number.minimum), Math.abs(number.maximum));
    const spread = number.standardDeviation ?? (number.count > 1 ? largest : 0);
    return { center: number.mean, spread: number.minimum === number.maximum ? 0 : spread, largest };
  }
  if (!date) return { center: 0, spread: 0, largest: 0 };
  const first = Date.parse(`${date.earliest}${date.hasTimes ? 'Z' : ''}`);
  const last = Date.parse(`${date.latest}${date.hasTimes ? 'Z' : ''}`);
  return {
    center: first / 2 + last / 2,
    spread: (last - first) / 4,
    largest: Math.max(Math.abs(first), Math.abs(last)),
  };
}
