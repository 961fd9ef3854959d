import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { type CellRooms, type ComparedCells, comparedCells } from '../cells/compared-cells.ts';
import { wordHash } from '../cells/word-hash.ts';
import { pairForm } from '../sides.ts';
import type { ComparedTables } from '../with-tables.ts';

/** Different values that an overlap is taken from: those with the smallest hashes, so that both tables give the same ones. */
const sampledValues = 5000;

/**
 * The share of different values that two columns have in common, 0..1 (the Jaccard index, by a sketch of the smallest hashes:
 * Broder 1997, “On the resemblance and containment of documents”); 0 where cells of such kinds cannot be equal. Throws
 * JOB_CANCELLED.
 */
export function valueOverlap(
  tables: ComparedTables,
  pair: ColumnPair,
  context: OrderContext,
  rooms: CellRooms,
): number {
  if (pairForm(tables, pair) === 'boolean') return 1;
  const later = smallestHashes(comparedCells(tables, pair, 'later', context, rooms));
  const earlier = smallestHashes(comparedCells(tables, pair, 'earlier', context, rooms));
  let shared = 0;
  let all = 0;
  for (let one = 0, other = 0; all < sampledValues && (one < later.length || other < earlier.length); all++) {
    const [left, right] = [later[one] ?? Number.POSITIVE_INFINITY, earlier[other] ?? Number.POSITIVE_INFINITY];
    if (left === right) shared++;
    if (left <= right) one++;
    if (right <= left) other++;
  }
  return all === 0 ? 0 : shared / all;
}

/** The smallest hashes of the cells, each once, rising; whole numbers of 53 bits. */
function smallestHashes({ present, words }: ComparedCells): Float64Array {
  const found = new Float64Array(4 * sampledValues);
  let count = 0;
  let limit = Number.POSITIVE_INFINITY;
  const settle = () => {
    const sorted = found.subarray(0, count).sort();
    count = 0;
    for (const hash of sorted) if (count === 0 || found[count - 1] !== hash) found[count++] = hash;
    if (count < sampledValues) return;
    count = sampledValues;
    limit = found[count - 1] as number;
  };
  for (let row = 0; row < present.length; row++) {
    if (present[row] === 0) continue;
    const low = words[2 * row] as number;
    const high = words[2 * row + 1] as number;
    const head = wordHash(0, low, high, 0xcc9e2d51, 0x1b873593) >>> 0;
    const hash = head * 2 ** 21 + (wordHash(0, high, low, 0x239b961b, 0xab0e9789) >>> 11);
    if (hash >= limit) continue;
    if (count === found.length) settle();
    found[count++] = hash;
  }
  settle();
  return found.subarray(0, count);
}
