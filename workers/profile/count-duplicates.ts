import type { Order, Reply } from '../../contract/orders.ts';
import { threadKernel } from '../kernel-instance.ts';
import type { OrderContext } from '../order-context.ts';
import { segmentRows } from '../tabular/segment.ts';
import { RowHasher } from './row-hasher.ts';

/** Share of the work that hashing is, for progress. */
const hashingShare = 0.6;

/**
 * How many rows equal an earlier row. Rows are compared by hashes of 64 bits: of a million different rows, two are taken
 * for equal about once in forty million tables.
 */
export async function countDuplicates(
  { plan, segments }: Order<'count-duplicates'>,
  context: OrderContext,
): Promise<Reply<'count-duplicates'>> {
  const rows = segments.reduce((sum, segment) => sum + segmentRows(segment), 0);
  const { call } = threadKernel();
  call.reset();
  const hashes = call.allocate(rows * 8 + 8);
  const hasher = new RowHasher(segments, plan.columnNames.length, hashes);
  hasher.run((rowsDone) => {
    context.throwIfCancelled();
    context.notify({ fraction: (rowsDone / rows) * hashingShare, rowsDone, subject: null });
  });
  return { duplicateRows: call.countRepeats(hashes, rows) };
}
