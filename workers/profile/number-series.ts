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
  const isAllFinite = (profile.number?.infinite ?? 0) === 0;
  return {
    ...{ scale, shift: center * scale, factor: 1 / (spread * scale), absent: center, hasSpread: spread > 0 },
    fill(from, to, values, present) {
      const first = views.find(({ view, start }) => from < start + view.rows);
      if (first && isAllFinite && isWhole(first) && to <= first.start + first.view.rows) {
        values.set(first.view.numbers!.subarray(from - first.start, to - first.start));
        return to - from;
      }
      let count = 0;
      for (const { view, kind, start } of views) {
        const first = Math.max(from, start);
        const last = Math.min(to, start + view.rows);
        if (first >= last) continue;
        const into = values.subarray(first - from, last - from);
        const marks = present.subarray(first - from, last - from);
        const numbers = view.numbers?.subarray(first - start, last - start);
        const kinds = view.kinds.subarray(first - start, last - start);
        count += numbers ? copyPresent(numbers, kinds, kind, center, into, marks) : clear(center, into, marks);
      }
      return count;
    },
  };
}

const isWhole = ({ view, kind }: NumericView): boolean => view.numbers !== null && view.counts[kind] === view.rows;

/** Finite numbers of the kind with a mark, `absent` and no mark elsewhere; answers how many there are. */
function copyPresent(
  numbers: Float64Array,
  kinds: Uint8Array,
  kind: number,
  absent: number,
  into: Float64Array,
  marks: Uint8Array,
): number {
  let count = 0;
  for (let index = 0; index < into.length; index++) {
    const value = numbers[index] as number;
    const isPresent = kinds[index] === kind && value - value === 0 ? 1 : 0;
    into[index] = isPresent === 1 ? value : absent;
    marks[index] = isPresent;
    count += isPresent;
  }
  return count;
}

function clear(absent: number, into: Float64Array, marks: Uint8Array): number {
  into.fill(absent);
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
