/** Items of one partition: their table and hashes stay in the processor's second cache. */
const partitionItems = 1 << 12;
const maximumPartitions = 1 << 10;
/** Items per call of an inner loop (see counted-runs.ts). */
const blockItems = 1 << 10;

/**
 * How many items repeat an earlier one by their two hashes, both well mixed. `firsts`, where it is given, gets the first
 * of its kind for each item that repeats it, and is left as it is elsewhere. One table over all items would miss the
 * processor's caches with every look-up, so the items are first dealt out by the highest bits of their first hash.
 */
export function findRepeats(
  first: Int32Array,
  second: Int32Array,
  firsts: Uint32Array | null,
  pause: (fraction: number) => void,
): number {
  const items = first.length;
  const bits = Math.ceil(Math.log2(Math.min(maximumPartitions, Math.max(2, items / partitionItems))));
  const shift = 32 - bits;
  const ends = new Uint32Array(2 ** bits);
  for (let from = 0; from < items; from += blockItems) countPartitions(first, from, endOf(from, items), shift, ends);
  const largest = firstPlaces(ends);
  const dealt: Dealt = { pairs: new Int32Array(items * 2), places: new Uint32Array(items) };
  for (let from = 0; from < items; from += blockItems) {
    deal(first, second, from, endOf(from, items), shift, ends, dealt);
    if (from % (128 * blockItems) === 0) pause(from / items / 2);
  }
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(largest * 2 + 2)));
  let repeats = 0;
  let from = 0;
  for (const [partition, end] of ends.entries()) {
    repeats += enterItems(dealt, from, end, slots, firsts);
    slots.fill(0);
    from = end;
    if (partition % 16 === 0) pause(0.5 + end / items / 2);
  }
  return repeats;
}

const endOf = (from: number, items: number): number => Math.min(items, from + blockItems);

interface Dealt {
  /** Both hashes of each item. */
  readonly pairs: Int32Array;
  readonly places: Uint32Array;
}

function countPartitions(first: Int32Array, from: number, to: number, shift: number, counts: Uint32Array): void {
  for (let item = from; item < to; item++) {
    const partition = (first[item] as number) >>> shift;
    counts[partition] = (counts[partition] as number) + 1;
  }
}

/** Turns counts into the place where each partition begins; answers the largest count. */
function firstPlaces(counts: Uint32Array): number {
  let sum = 0;
  let largest = 0;
  for (let partition = 0; partition < counts.length; partition++) {
    const count = counts[partition] as number;
    counts[partition] = sum;
    sum += count;
    if (count > largest) largest = count;
  }
  return largest;
}

/** Appends items to their partitions; `next` holds the next free place of each and at last its end. */
function deal(
  first: Int32Array,
  second: Int32Array,
  from: number,
  to: number,
  shift: number,
  next: Uint32Array,
  { pairs, places }: Dealt,
): void {
  for (let item = from; item < to; item++) {
    const hash = first[item] as number;
    const partition = hash >>> shift;
    const place = next[partition] as number;
    next[partition] = place + 1;
    pairs[2 * place] = hash;
    pairs[2 * place + 1] = second[item] as number;
    places[place] = item;
  }
}

/** Open addressing, at most half full; a slot is the item's place in the partition + 1 (0: free). */
function enterItems(
  { pairs, places }: Dealt,
  from: number,
  to: number,
  slots: Int32Array,
  firsts: Uint32Array | null,
): number {
  const mask = slots.length - 1;
  let repeats = 0;
  for (let place = from; place < to; place++) {
    const hash = pairs[2 * place] as number;
    const other = pairs[2 * place + 1] as number;
    let slot = hash & mask;
    let entry = from + (slots[slot] as number) - 1;
    while (entry >= from && (pairs[2 * entry] !== hash || pairs[2 * entry + 1] !== other)) {
      slot = (slot + 1) & mask;
      entry = from + (slots[slot] as number) - 1;
    }
    if (entry < from) slots[slot] = place - from + 1;
    else {
      repeats++;
      if (firsts) firsts[places[place] as number] = places[entry] as number;
    }
  }
  return repeats;
}
