import type { SegmentBuffer } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { cellKind, columnView } from '../tabular/segment.ts';
import type { Categories } from './category-association.ts';
import { mergeTexts } from './merge-texts.ts';

const minimumCategories = 2;
const maximumCategories = 100;

/** Whether a column takes part in associations of categories. */
export function isCategorical({ type, distinct }: ColumnProfile): boolean {
  return (type === 'text' || type === 'boolean') && distinct >= minimumCategories && distinct <= maximumCategories;
}

/** The categories of a column in the rows of `sample` (ascending). */
export function categoriesOf(segments: readonly SegmentBuffer[], place: number, sample: Uint32Array): Categories {
  const views = segments.map((segment) => columnView(segment, place));
  const texts = mergeTexts(views);
  const codes = new Int32Array(sample.length).fill(-1);
  let start = 0;
  let index = 0;
  for (const [segment, view] of views.entries()) {
    const merged = texts.merged[segment] ?? null;
    const end = start + view.rows;
    for (; index < sample.length && (sample[index] as number) < end; index++) {
      const row = (sample[index] as number) - start;
      const kind = view.kinds[row];
      if (kind === cellKind.boolean) codes[index] = texts.size + (view.numbers?.[row] ?? 0);
      if (kind !== cellKind.text) continue;
      const code = view.codes?.[row] ?? 0;
      codes[index] = merged ? (merged[code] as number) : code;
    }
    start = end;
  }
  return compact(codes, texts.size + 2);
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
