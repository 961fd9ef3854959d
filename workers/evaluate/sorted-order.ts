import { RadixOrder } from '../explore/view/radix-order.ts';
import { sortNumbers } from '../profile/sort-numbers.ts';

/** Below this, counting digits takes longer than comparing keys. */
const radixFrom = 1000;

/** The places 0…n − 1 in rising order of `keys`; equal keys in the order of their places, NaN last. */
export function sortedOrder(keys: Float64Array): Uint32Array {
  if (keys.length < radixFrom) return comparedOrder(keys);
  const order = new RadixOrder(keys.length);
  order.sortBy(keys, 'ascending');
  return order.order;
}

function comparedOrder(keys: Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  for (let place = 0; place < order.length; place++) order[place] = place;
  return order.sort((one, other) => {
    const [left, right] = [keys[one] as number, keys[other] as number];
    if (left < right) return -1;
    if (left > right) return 1;
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right)) || one - other;
  });
}

/** The values of `rows`, or all of them, rising, without NaN. */
export function sortedPresent(values: Float64Array, rows: Uint32Array | null = null): Float64Array {
  const total = rows?.length ?? values.length;
  const present = new Float64Array(total);
  let count = 0;
  for (let at = 0; at < total; at++) {
    const value = values[rows ? (rows[at] as number) : at] as number;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return sortNumbers(present.subarray(0, count), new Float64Array(count));
}

/** The value at `share` of a rising array, straight lines between the values (Hyndman & Fan 1996, type 7). */
export function quantileOf(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] as number;
  return low === high ? low : low + (high - low) * (place - below);
}
