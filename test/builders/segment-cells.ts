import type { SegmentBuffer } from '../../contract/orders.ts';
import { cellKind, columnView, dictionaryText, segmentColumns, segmentRows } from '../../workers/tabular/segment.ts';

export type SegmentCell = number | string | boolean | null | { readonly date: string } | { readonly error: string };

/** The cells of a segment, row by row, as plain values. */
export function segmentCells(segment: SegmentBuffer): SegmentCell[][] {
  const columns = Array.from({ length: segmentColumns(segment) }, (_, column) => columnView(segment, column));
  return Array.from({ length: segmentRows(segment) }, (_, row) =>
    columns.map(({ kinds, numbers, codes, dictionary }): SegmentCell => {
      const number = numbers?.[row] ?? Number.NaN;
      const text = () => (dictionary && codes ? dictionaryText(dictionary, codes[row] as number) : '');
      switch (kinds[row]) {
        case cellKind.number:
          return number;
        case cellKind.boolean:
          return number === 1;
        case cellKind.date:
          return { date: new Date(number).toISOString() };
        case cellKind.text:
          return text();
        case cellKind.error:
          return { error: text() };
        default:
          return null;
      }
    }),
  );
}
