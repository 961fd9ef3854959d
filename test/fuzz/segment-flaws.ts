import type { SegmentBuffer } from '../../contract/orders.ts';
import { cellKind, columnView, segmentColumns, segmentRows } from '../../workers/tabular/segment.ts';

/** What is wrong with segments of so many columns, and so many rows in all; null when they are sound. */
export function flawOfSegments(segments: readonly SegmentBuffer[], columns: number, rows: number): string | null {
  const found = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  if (found !== rows) return `${found} rows, not ${rows}`;
  return segments.map((segment) => flawOf(segment, columns)).find((flaw) => flaw !== null) ?? null;
}

function flawOf(segment: SegmentBuffer, columns: number): string | null {
  if (segmentColumns(segment) !== columns) return `${segmentColumns(segment)} columns, not ${columns}`;
  const rows = segmentRows(segment);
  for (let column = 0; column < columns; column++) {
    const { kinds, codes, dictionary, counts, numbers } = columnView(segment, column);
    const found = new Float64Array(counts.length);
    for (let row = 0; row < rows; row++) {
      const kind = kinds[row] as number;
      found[kind] = (found[kind] ?? Number.NaN) + 1;
      const isText = kind === cellKind.text || kind === cellKind.error;
      if (isText && (codes?.[row] ?? 0) >= (dictionary?.count ?? 0))
        return `column ${column}, row ${row}: no such text`;
      if (kind === cellKind.number && !Number.isFinite(numbers?.[row]))
        return `column ${column}, row ${row}: no number`;
    }
    if (found.some((count, kind) => count !== counts[kind])) return `column ${column}: wrong counts of kinds`;
    for (let text = 0; text < (dictionary?.count ?? 0); text++) {
      const [from = 0, to = 0] = [dictionary?.offsets[text], dictionary?.offsets[text + 1]];
      if (from > to || to > (dictionary?.bytes.length ?? 0)) return `column ${column}: text ${text} is out of bounds`;
    }
  }
  return null;
}
