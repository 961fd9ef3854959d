import type { ColumnTally } from '../../../contract/column-decision.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import { threadKernel } from '../../kernel-instance.ts';
import type { OrderContext } from '../../order-context.ts';
import { columnView } from '../segment.ts';
import { convertColumn } from './convert-column.ts';
import { type RewrittenColumn, rewriteSegment } from './rewrite-segment.ts';

/** The segment with its columns converted as decided, in its own memory where they fit, and what was done to how many cells. */
export async function convertPart(order: Order<'convert-part'>, context: OrderContext): Promise<Reply<'convert-part'>> {
  const { segment, decisions, keptRows } = order;
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
