import type { Order, Reply } from '../../contract/orders.ts';
import { type Kernel, threadKernel } from '../kernel-instance.ts';
import type { OrderContext } from '../order-context.ts';
import { segmentRows } from '../tabular/segment.ts';
import { dealOut } from './deal-out.ts';
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
  return { duplicateRows: countRepeats(threadKernel(), hashes, rows) };
}

/** How many of the `items` hashes at `hashesAt` in the kernel's memory repeat an earlier one. */
export function countRepeats(kernel: Kernel, hashesAt: number, items: number): number {
  const { call } = kernel;
  const dealtAt = call.allocate(items * 8);
  let repeats = 0;
  dealOut(kernel, {
    ...{ items, slotBytes: 8 },
    count: (from, to, bits, endsAt) => call.mixHashes(hashesAt, from, to, bits, endsAt),
    deal: (from, to, bits, endsAt) => call.dealHashes(hashesAt, from, to, bits, endsAt, dealtAt),
    use: (from, to, slotsAt, slotCount) => {
      repeats += call.enterHashes(dealtAt + from * 8, dealtAt + to * 8, slotsAt, slotCount);
    },
  });
  return repeats;
}
