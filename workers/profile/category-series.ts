import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { cellKind, columnView, dictionaryText } from '../tabular/segment.ts';
import type { Categories } from './category-association.ts';

const minimumCategories = 2;
const maximumCategories = 100;

/** Whether a column takes part in associations of categories. */
export function isCategorical({ type, distinct }: ColumnProfile): boolean {
  return (type === 'text' || type === 'boolean') && distinct >= minimumCategories && distinct <= maximumCategories;
}

/** The categories of a column in the rows of `sample` (ascending). */
export function categoriesOf(segments: readonly SegmentBuffer[], place: number, sample: Uint32Array): Categories {
  /** Each text of all segments, and the truth values, with a number of its own. */
  const names = new Map<string | boolean, number>();
  const numberOf = (name: string | boolean): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const truths = [numberOf(false), numberOf(true)];
  const codes = new Int32Array(sample.length).fill(-1);
  let start = 0;
  let index = 0;
  for (const segment of segments) {
    const view = columnView(segment, place);
    const { dictionary } = view;
    const texts = Int32Array.from({ length: dictionary?.count ?? 0 }, (_, code) =>
      numberOf(dictionaryText(dictionary!, code)),
    );
    const end = start + view.rows;
    for (; index < sample.length && (sample[index] as number) < end; index++) {
      const row = (sample[index] as number) - start;
      const kind = view.kinds[row];
      if (kind === cellKind.text) codes[index] = texts[view.codes?.[row] ?? 0] as number;
      else if (kind === cellKind.boolean) codes[index] = truths[view.numbers?.[row] ?? 0] as number;
    }
    start = end;
  }
  return compact(codes, names.size);
}

/** Numbers the categories that occur 0, 1, 2 …, in order of appearance. */
function compact(codes: Int32Array, limit: number): Categories {
  const names = new Int32Array(limit).fill(-1);
  let size = 0;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] as number;
    if (code < 0) continue;
    if (names[code] === -1) names[code] = size++;
    codes[index] = names[code] as number;
  }
  return { codes, size };
}
