import type { SegmentBuffer } from '../../contract/orders.ts';
import { cellKind, columnView, segmentColumns, segmentRows } from '../../workers/tabular/segment.ts';

/** Cells with a value. */
export function cellsOf(segment: SegmentBuffer): number {
  let cells = segmentRows(segment) * segmentColumns(segment);
  for (let column = 0; column < segmentColumns(segment); column++) {
    cells -= columnView(segment, column).counts[cellKind.missing] as number;
  }
  return cells;
}
