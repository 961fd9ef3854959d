import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { putBytes, putWords } from '../tabular/put-words.ts';
import { type ColumnView, cellKind, columnView } from '../tabular/segment.ts';
import { scaleFor } from './number-statistics.ts';
import type { NumberSeries, SeriesRoom } from './product-moments.ts';

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
    fill(from, to, room) {
      let count = 0;
      for (const numeric of views) {
        const first = Math.max(from, numeric.start);
        const last = Math.min(to, numeric.start + numeric.view.rows);
        if (first >= last) continue;
        const piece = { from: first - numeric.start, to: last - numeric.start, offset: first - from };
        count += fillPiece(numeric, piece, isAllFinite, center, room);
      }
      return count;
    },
  };
}

/** Rows of a view, and where in the room they go. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

function fillPiece(
  { view, kind }: NumericView,
  { from, to, offset }: Piece,
  isAllFinite: boolean,
  absent: number,
  room: SeriesRoom,
): number {
  const rows = to - from;
  const isFull = view.counts[kind] === view.rows;
  const { wholes } = view;
  const marks = room.present.subarray(offset, offset + rows);
  if (wholes) {
    const { kernel, wholesAt, kindsAt } = room;
    putWords(kernel, wholes.values, from, to, wholesAt);
    if (isFull) marks.fill(1);
    else putBytes(kernel, view.kinds.subarray(from, to), kindsAt);
    const { multiply, divide } = wholes;
    const places = [room.valuesAt + offset * 8, room.presentAt + offset] as const;
    return kernel.call.takeWholes(wholesAt, isFull ? 0 : kindsAt, kind, rows, multiply, divide, absent, ...places);
  }
  const into = room.values.subarray(offset, offset + rows);
  const { numbers } = view;
  if (!numbers) return clear(absent, into, marks);
  if (!isFull || !isAllFinite) {
    return copyPresent(numbers.subarray(from, to), view.kinds.subarray(from, to), kind, absent, into, marks);
  }
  into.set(numbers.subarray(from, to));
  marks.fill(1);
  return rows;
}

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
