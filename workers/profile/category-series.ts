import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { threadKernel } from '../kernel-instance.ts';
import { type ColumnView, cellKind, columnView, dictionaryText } from '../tabular/segment.ts';
import type { Categories } from './category-association.ts';
import { gatherWholes, placeIn } from './sample-numbers.ts';

const minimumCategories = 2;
const maximumCategories = 100;

/** Whether a column takes part in associations of categories. */
export function isCategorical({ type, distinct }: ColumnProfile): boolean {
  return (type === 'text' || type === 'boolean') && distinct >= minimumCategories && distinct <= maximumCategories;
}

/** The categories of a column in the rows of `sample` (ascending), in memory of the kernel. */
export function categoriesOf(segments: readonly SegmentBuffer[], place: number, sample: Uint32Array): Categories {
  const kernel = threadKernel();
  const { call } = kernel;
  /** Each text of all segments, and the truth values, with a number of its own. */
  const names = new Map<string | boolean, number>();
  const numberOf = (name: string | boolean): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const truths = [numberOf(false), numberOf(true)];
  const codes = call.allocate(sample.length * 4 + 4);
  let start = 0;
  let from = 0;
  for (const segment of segments) {
    const view = columnView(segment, place);
    const { dictionary } = view;
    const count = dictionary?.count ?? 0;
    const texts = Int32Array.from({ length: count }, (_, code) => numberOf(dictionaryText(dictionary!, code)));
    const end = start + view.rows;
    const to = placeIn(sample, end);
    takeCodes(view, texts, truths, sample.subarray(from, to), start, codes + from * 4);
    from = to;
    start = end;
  }
  return { codes, rows: sample.length, size: names.size };
}

/** Puts the categories of some rows of a segment to `target`. */
function takeCodes(
  view: ColumnView,
  texts: Int32Array,
  truths: readonly number[],
  rows: Uint32Array,
  start: number,
  target: number,
): void {
  const kernel = threadKernel();
  const { call } = kernel;
  const codes = new Int32Array(rows.length).fill(-1);
  const { counts } = view;
  if (counts[cellKind.boolean] === 0 && view.codes) {
    const marks = new Uint8Array(rows.length);
    const kinds = counts[cellKind.text] === view.rows ? null : view.kinds;
    gatherWholes(view.codes, kinds, cellKind.text, 1, rows, start, codes, marks);
    const mark = call.taken();
    const table = call.allocate(texts.byteLength);
    const marksAt = call.allocate(rows.length);
    kernel.words.set(codes, target >> 2);
    kernel.words.set(texts, table >> 2);
    kernel.bytes.set(marks, marksAt);
    call.mapCodes(target, marksAt, rows.length, table);
    call.release(mark);
    return;
  }
  const { kinds, numbers } = view;
  for (let index = 0; index < rows.length; index++) {
    const row = (rows[index] as number) - start;
    const kind = kinds[row];
    if (kind === cellKind.text) codes[index] = texts[view.codes?.[row] ?? 0] as number;
    else if (kind === cellKind.boolean) codes[index] = truths[numbers?.[row] ?? 0] as number;
  }
  kernel.words.set(codes, target >> 2);
}
