import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';

const blockRows = 1 << 16;

/**
 * How many rows equal an earlier row. Rows are compared by the 64 bits of their hashes: of a million different rows,
 * two are taken for equal about once in forty million tables.
 */
export async function countDuplicates(
  order: Order<'count-duplicates'>,
  context: OrderContext,
): Promise<Reply<'count-duplicates'>> {
  const sums = addHashes(order.rowHashes.map((buffer) => new Int32Array(buffer)));
  return { duplicateRows: countRepeats(sums, context) };
}

/** Element by element; hashes of column groups become hashes of whole rows. */
function addHashes(parts: readonly Int32Array[]): Int32Array {
  const [first = new Int32Array(0), ...others] = parts;
  if (others.length === 0) return first;
  const sums = Int32Array.from(first);
  for (const part of others) {
    for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] as number) + (part[index] as number);
  }
  return sums;
}

/** Rows whose pair of lanes was seen before; `hashes` holds lane one of all rows, then lane two. */
function countRepeats(hashes: Int32Array, context: OrderContext): number {
  const rows = hashes.length / 2;
  /** Open addressing, at most half full; a slot is a row + 1 (0: free) and beside it the row's first lane. */
  const slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(rows * 2 + 2)));
  let repeats = 0;
  for (let from = 0; from < rows; from += blockRows) {
    context.throwIfCancelled();
    context.notify({ fraction: from / rows, rowsDone: from, subject: null });
    repeats += enterRows(hashes, from, Math.min(rows, from + blockRows), slots);
  }
  return repeats;
}

/** Enters rows into `slots` and answers how many of them were there already. */
function enterRows(hashes: Int32Array, from: number, to: number, slots: Int32Array): number {
  const rows = hashes.length / 2;
  const mask = slots.length / 2 - 1;
  let repeats = 0;
  for (let row = from; row < to; row++) {
    const first = hashes[row] as number;
    const second = hashes[rows + row] as number;
    let slot = 2 * (first & mask);
    let other = (slots[slot] as number) - 1;
    while (other >= 0 && (slots[slot + 1] !== first || hashes[rows + other] !== second)) {
      slot = (slot + 2) & (slots.length - 1);
      other = (slots[slot] as number) - 1;
    }
    if (other >= 0) repeats++;
    else {
      slots[slot] = row + 1;
      slots[slot + 1] = first;
    }
  }
  return repeats;
}
