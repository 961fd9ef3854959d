import type { ColumnDecision, ColumnTally } from '../../../contract/column-decision.ts';
import type { Order, Reply, SegmentBuffer } from '../../../contract/orders.ts';
import { threadKernel } from '../../kernel-instance.ts';
import type { OrderContext } from '../../order-context.ts';
import { columnView } from '../segment.ts';
import { convertColumn } from './convert-column.ts';
import { type RewrittenColumn, rewriteSegment } from './rewrite-segment.ts';

/** The segments with their columns converted as decided, in their own memory where they fit, and what was done to how many cells. */
export async function convertParts(
  { segments, decisions, keptRows }: Order<'convert-parts'>,
  context: OrderContext,
): Promise<Reply<'convert-parts'>> {
  const converted = segments.map((segment) => convertSegment(segment, decisions, keptRows, context));
  return { segments: converted.map(({ segment }) => segment), tallies: converted.map(({ tallies }) => tallies) };
}

function convertSegment(
  segment: SegmentBuffer,
  decisions: readonly ColumnDecision[],
  keptRows: number,
  context: OrderContext,
): { readonly segment: SegmentBuffer; readonly tallies: readonly ColumnTally[] } {
  threadKernel().call.reset();
  const tallies: ColumnTally[] = [];
  const columns: RewrittenColumn[] = [];
  for (const decision of decisions) {
    context.throwIfCancelled();
    const converted = convertColumn(columnView(segment, decision.column), decision, keptRows);
    if (converted) tallies.push(converted.tally);
    if (converted?.rewritten) columns.push(converted.rewritten);
  }
  return { segment: columns.length === 0 ? segment : rewriteSegment(segment, columns), tallies };
}
