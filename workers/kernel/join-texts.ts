import { allocate } from './memory';
import { isSameText } from './text-entries';

/*
 * Joining the dictionaries of a column's segments. One table over all entries would miss the processor's caches with every
 * look-up, so they are first dealt out by the highest bits of their hashes. Each loop is a function of its own that is
 * called many times: WebAssembly becomes fast code from one call to the next, never within one.
 */

/** Items of one partition: their table and hashes stay in the processor's second cache. */
const partitionItems: i32 = 1 << 12;
/** Entries dealt out with one call. */
const blockEntries: i32 = 1 << 13;

/**
 * Puts to `firsts` the first entry that holds the same text as each of `entries` entries: its own number where it is the
 * first. `hashes` are of 64 bits, entry `i` is `bytes`[`offsets`[i]..`offsets`[i + 1]].
 */
export function joinTexts(hashes: usize, bytes: usize, offsets: usize, entries: i32, firsts: usize): void {
  let bits = 1;
  while (bits < 12 && entries >> bits > partitionItems) bits++;
  const shift = <u64>(64 - bits);
  const partitions = 1 << bits;
  const ends = allocate((<usize>partitions) << 2);
  memory.fill(ends, 0, (<usize>partitions) << 2);
  for (let from = 0; from < entries; from += blockEntries) {
    countPartitions(hashes, from, min(entries, from + blockEntries), shift, ends);
  }
  let sum: u32 = 0;
  let largest: u32 = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const end = ends + ((<usize>partition) << 2);
    const count = load<u32>(end);
    store<u32>(end, sum);
    sum += count;
    largest = max(largest, count);
  }
  // An item is the hash with the number of its entry in place of its lowest bits: texts are compared byte by byte anyway.
  const entryMask = ((<u64>1) << (32 - <u64>clz(entries))) - 1;
  const dealt = allocate((<usize>entries) << 3);
  for (let from = 0; from < entries; from += blockEntries) {
    dealEntries(hashes, from, min(entries, from + blockEntries), shift, entryMask, ends, dealt);
  }
  let slotCount: u32 = 16;
  while (slotCount < largest * 2) slotCount <<= 1;
  const slots = allocate((<usize>slotCount) << 2);
  let from = dealt;
  for (let partition = 0; partition < partitions; partition++) {
    const to = dealt + ((<usize>load<u32>(ends + ((<usize>partition) << 2))) << 3);
    memory.fill(slots, 0, (<usize>slotCount) << 2);
    joinPartition(from, to, entryMask, bits, bytes, offsets, slots, slotCount, firsts);
    from = to;
  }
}

/** Counts how many of some entries go to each partition. */
export function countPartitions(hashes: usize, from: i32, to: i32, shift: u64, ends: usize): void {
  for (let entry = from; entry < to; entry++) {
    const end = ends + ((<usize>(load<u64>(hashes + ((<usize>entry) << 3)) >> shift)) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
}

/** Puts some entries to their partitions, which fill up from `ends` on. */
export function dealEntries(
  hashes: usize,
  from: i32,
  to: i32,
  shift: u64,
  entryMask: u64,
  ends: usize,
  dealt: usize,
): void {
  for (let entry = from; entry < to; entry++) {
    const hash = load<u64>(hashes + ((<usize>entry) << 3));
    const end = ends + ((<usize>(hash >> shift)) << 2);
    const place = load<u32>(end);
    store<u32>(end, place + 1);
    store<u64>(dealt + ((<usize>place) << 3), (hash & ~entryMask) | <u64>entry);
  }
}

/**
 * The entries of one partition. Open addressing, at most half full, by the bits of the hash below those that all of them
 * share; a slot is the place of an item in the partition + 1 (0: free).
 */
export function joinPartition(
  from: usize,
  to: usize,
  entryMask: u64,
  sharedBits: i32,
  bytes: usize,
  offsets: usize,
  slots: usize,
  slotCount: u32,
  firsts: usize,
): void {
  const shift = <u64>(clz(slotCount) + 33);
  const mask = slotCount - 1;
  for (let at = from; at < to; at += 8) {
    const item = load<u64>(at);
    const entry = <u32>(item & entryMask);
    const begin = load<u32>(offsets + ((<usize>entry) << 2));
    const length = <i32>(load<u32>(offsets + ((<usize>entry) << 2), 4) - begin);
    let slot = <u32>(((item & ~entryMask) << (<u64>sharedBits)) >> shift);
    let first = entry;
    while (true) {
      const slotAt = slots + ((<usize>slot) << 2);
      const found = load<u32>(slotAt);
      if (found === 0) {
        store<u32>(slotAt, <u32>((at - from) >> 3) + 1);
        break;
      }
      const other = load<u64>(from + ((<usize>(found - 1)) << 3));
      if ((other ^ item) <= entryMask) {
        const candidate = <u32>(other & entryMask);
        const start = load<u32>(offsets + ((<usize>candidate) << 2));
        const end = load<u32>(offsets + ((<usize>candidate) << 2), 4);
        if (<i32>(end - start) === length && isSameText(bytes + <usize>start, bytes + <usize>begin, length)) {
          first = candidate;
          break;
        }
      }
      slot = (slot + 1) & mask;
    }
    store<u32>(firsts + ((<usize>entry) << 2), first);
  }
}

/** Adds the cells of the entries `from`..`to` to those of their first entries. */
export function joinCounts(counts: usize, firsts: usize, from: i32, to: i32): void {
  for (let entry = from; entry < to; entry++) {
    const first = load<u32>(firsts + ((<usize>entry) << 2));
    if (first === entry) continue;
    const at = counts + ((<usize>entry) << 2);
    const target = counts + ((<usize>first) << 2);
    store<u32>(target, load<u32>(target) + load<u32>(at));
    store<u32>(at, 0);
  }
}

/** Adds 1 to the count of each of `rows` codes; with `kinds`, only rows of `kind` count. */
export function countCodes(codes: usize, kinds: usize, kind: i32, rows: i32, counts: usize): void {
  for (let row = 0; row < rows; row++) {
    if (kinds !== 0 && <i32>load<u8>(kinds + <usize>row) !== kind) continue;
    const at = counts + ((<usize>load<u32>(codes + ((<usize>row) << 2))) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** Adds `amount` to each of the words `from`..`to`. */
export function addToWords(from: usize, to: usize, amount: u32): void {
  if (amount === 0) return;
  for (let at = from; at < to; at += 4) store<u32>(at, load<u32>(at) + amount);
}
