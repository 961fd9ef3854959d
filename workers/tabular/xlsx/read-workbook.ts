import type { Order, Reply, SegmentBuffer } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { mergesOfTable } from './merges-of-table.ts';
import { streamSheet } from './stream-sheet.ts';

/** Rows of a segment: a long sheet comes in several, which threads work on side by side. */
const segmentRows = 2 ** 18;

/**
 * Every row of the planned table. Text and numbers may mix in a column: cells of a workbook have types of their own.
 * Faults: those of streamSheet.
 */
export async function readWorkbook({ plan }: Order<'read-part'>, context: OrderContext): Promise<Reply<'read-part'>> {
  const segments: SegmentBuffer[] = [];
  const taker = {
    rows: segmentRows,
    areKept: true,
    take: (segment: SegmentBuffer) => segments.push(segment),
    beginAnew: () => segments.splice(0),
  };
  const { merges, ...read } = await streamSheet(plan, taker, context);
  const [segment, ...further] = segments as [SegmentBuffer, ...SegmentBuffer[]];
  const merged = plan.unseenMerges ? mergesOfTable(merges, plan, plan.unseenMerges.isFilled) : {};
  return { ...read, segment, further, merged, mixtures: null, undecodableCells: 0 };
}
