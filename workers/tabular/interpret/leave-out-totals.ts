import type { Order, Reply } from '../../../contract/orders.ts';
import { rebuildSegment } from '../rebuild-segment.ts';
import { segmentRows } from '../segment.ts';
import { findTotals } from './find-totals.ts';

/** The segments of a table without its rows of totals; those that have none are given as they are. */
export async function leaveOutTotals({
  plan,
  segments,
}: Order<'leave-out-totals'>): Promise<Reply<'leave-out-totals'>> {
  const totals = findTotals(segments, plan.columnNames.length);
  return {
    segments: segments.map((segment, part) => {
      const left = new Set(totals.filter((total) => total.part === part).map(({ row }) => row));
      if (left.size === 0) return segment;
      const kept = Int32Array.from({ length: segmentRows(segment) }, (_, row) => row).filter((row) => !left.has(row));
      return rebuildSegment(segment, kept);
    }),
    rows: totals.length,
  };
}
