import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { threadKernel } from '../kernel-instance.ts';
import { type ColumnView, cellKind, columnView, dictionaryText } from '../tabular/segment.ts';
import type { Categories } from './category-association.ts';
import type { SampleRoom } from './sample-room.ts';

const minimumCategories = 2;
const maximumCategories = 100;

/** Whether a column takes part in associations of categories. */
export function isCategorical({ type, distinct }: ColumnProfile): boolean {
  return (type === 'text' || type === 'boolean') && distinct >= minimumCategories && distinct <= maximumCategories;
}

/** The categories of a column in the rows of a sample, in memory of the kernel. */
export function categoriesOf(segments: readonly SegmentBuffer[], place: number, room: SampleRoom): Categories {
  const { call } = threadKernel();
  /** Each text of all segments, and the truth values, with a number of its own. */
  const names = new Map<string | boolean, number>();
  const numberOf = (name: string | boolean): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const truths = Int32Array.of(numberOf(false), numberOf(true));
  const { length } = room.sample;
  const codes = call.allocate(length * 4 + 4);
  const mark = call.taken();
  const marksAt = call.allocate(length);
  let start = 0;
  let from = 0;
  for (const segment of segments) {
    const view = columnView(segment, place);
    const { dictionary } = view;
    const count = dictionary?.count ?? 0;
    const texts = Int32Array.from({ length: count }, (_, code) => numberOf(dictionaryText(dictionary!, code)));
    const to = room.placeOf(start + view.rows);
    takeCategories({ view, texts, truths, start }, room, from, to, codes, marksAt);
    from = to;
    start += view.rows;
  }
  call.release(mark);
  return { codes, rows: length, size: names.size };
}

interface CategoryCells {
  readonly view: ColumnView;
  /** The numbers of the texts of its dictionary, and those of false and true. */
  readonly texts: Int32Array;
  readonly truths: Int32Array;
  readonly start: number;
}

/** Puts the categories in the rows `from`..`to` of the sample to their places at `target`; marks are taken at `marksAt`. */
function takeCategories(
  { view, texts, truths, start }: CategoryCells,
  room: SampleRoom,
  from: number,
  to: number,
  target: number,
  marksAt: number,
): void {
  const { codes, counts, rows } = view;
  const only = onlyCategories(view, texts, truths);
  if (only) {
    const { kind, values, table } = only;
    const kinds = counts[kind] === rows ? null : view.kinds;
    room.gather({ values, kinds, kind, start, factor: 1 }, from, to, target, marksAt);
    mapMarked(table, from, to, target, marksAt);
    return;
  }
  const { kinds, numbers } = view;
  const found = new Int32Array(to - from).fill(-1);
  for (let place = from; place < to; place++) {
    const row = (room.sample[place] as number) - start;
    const kind = kinds[row];
    if (kind === cellKind.text) found[place - from] = texts[codes?.[row] ?? 0] as number;
    else if (kind === cellKind.boolean) found[place - from] = truths[numbers?.[row] ?? 0] as number;
  }
  threadKernel().words.set(found, (target >> 2) + from);
}

/** Where the categories of a segment are of one kind and stand as whole numbers: these, and what each means. */
function onlyCategories({ codes, counts, wholes }: ColumnView, texts: Int32Array, truths: Int32Array) {
  const { boolean, date, number, text } = cellKind;
  if (counts[boolean] === 0) return codes && { kind: text, values: codes, table: texts };
  const isPlain = wholes !== null && wholes.multiply === wholes.divide;
  if (!isPlain || counts[text] !== 0 || counts[number] !== 0 || counts[date] !== 0) return null;
  return { kind: boolean, values: wholes.values, table: truths };
}

/** Replaces the words `from`..`to` at `target` by what `table` says of them, and by −1 where there is no mark. */
function mapMarked(table: Int32Array, from: number, to: number, target: number, marksAt: number): void {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const tableAt = call.allocate(table.byteLength);
  kernel.words.set(table, tableAt >> 2);
  call.mapCodes(target + from * 4, marksAt + from, to - from, tableAt);
  call.release(mark);
}
