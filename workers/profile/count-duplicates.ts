import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import { findRepeats } from './repeats.ts';

const blockRows = 1 << 10;

/**
 * How many rows equal an earlier row. Rows are compared by the 64 bits of their hashes: of a million different rows,
 * two are taken for equal about once in forty million tables.
 */
export async function countDuplicates(
  order: Order<'count-duplicates'>,
  context: OrderContext,
): Promise<Reply<'count-duplicates'>> {
  const sums = addHashes(order.rowHashes.map((buffer) => new Int32Array(buffer)));
  const rows = sums.length / 2;
  const duplicateRows = findRepeats(sums.subarray(0, rows), sums.subarray(rows), null, (fraction) => {
    context.throwIfCancelled();
    context.notify({ fraction, rowsDone: Math.round(fraction * rows), subject: null });
  });
  return { duplicateRows };
}

/**
 * Element by element; hashes of column groups become hashes of whole rows: lane one of all rows, then lane two.
 */
function addHashes(parts: readonly Int32Array[]): Int32Array {
  const [first = new Int32Array(0), ...others] = parts;
  if (others.length === 0) return first;
  const sums = new Int32Array(first.length);
  for (let from = 0; from < sums.length; from += blockRows) {
    const block = sums.subarray(from, from + blockRows);
    for (const part of parts) addTo(block, part, from);
  }
  return sums;
}

function addTo(sums: Int32Array, part: Int32Array, from: number): void {
  for (let index = 0; index < sums.length; index++) {
    sums[index] = (sums[index] as number) + (part[from + index] as number);
  }
}
