import { allocate } from './memory';
import { isSameText } from './text-entries';

/** Items of one partition: their table and hashes stay in the processor's second cache. */
const partitionItems: i32 = 1 << 12;

/**
 * Puts to `firsts` the first entry that holds the same text as each of `entries` entries: its own number where it is the
 * first. `hashes` are of 64 bits, entry `i` is `bytes`[`offsets`[i]..`offsets`[i + 1]]. One table over all of them would
 * miss the processor's caches with every look-up, so they are first dealt out by their highest bits.
 */
export function joinTexts(hashes: usize, bytes: usize, offsets: usize, entries: i32, firsts: usize): void {
  let bits = 1;
  while (bits < 12 && entries >> bits > partitionItems) bits++;
  const shift = <u64>(64 - bits);
  const partitions = 1 << bits;
  const ends = allocate((<usize>partitions) << 2);
  memory.fill(ends, 0, (<usize>partitions) << 2);
  for (let entry = 0; entry < entries; entry++) {
    const end = ends + ((<usize>(load<u64>(hashes + ((<usize>entry) << 3)) >> shift)) << 2);
    store<u32>(end, load<u32>(end) + 1);
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
  // The hash of each entry and its number, 16 bytes.
  const dealt = allocate((<usize>entries) << 4);
  for (let entry = 0; entry < entries; entry++) {
    const hash = load<u64>(hashes + ((<usize>entry) << 3));
    const end = ends + ((<usize>(hash >> shift)) << 2);
    const place = load<u32>(end);
    store<u32>(end, place + 1);
    const at = dealt + ((<usize>place) << 4);
    store<u64>(at, hash);
    store<u32>(at, entry, 8);
  }
  let slotCount: u32 = 16;
  while (slotCount < largest * 2) slotCount <<= 1;
  const slots = allocate((<usize>slotCount) << 2);
  let from = dealt;
  for (let partition = 0; partition < partitions; partition++) {
    const to = dealt + ((<usize>load<u32>(ends + ((<usize>partition) << 2))) << 4);
    memory.fill(slots, 0, (<usize>slotCount) << 2);
    joinPartition(from, to, bytes, offsets, slots, slotCount - 1, firsts);
    from = to;
  }
}

/** Open addressing, at most half full; a slot is the place of an item in the partition + 1 (0: free). */
function joinPartition(
  from: usize,
  to: usize,
  bytes: usize,
  offsets: usize,
  slots: usize,
  mask: u32,
  firsts: usize,
): void {
  for (let at = from; at < to; at += 16) {
    const hash = load<u64>(at);
    const entry = load<u32>(at, 8);
    const begin = load<u32>(offsets + ((<usize>entry) << 2));
    const length = <i32>(load<u32>(offsets + ((<usize>entry) << 2), 4) - begin);
    let slot = <u32>hash & mask;
    let first = entry;
    while (true) {
      const slotAt = slots + ((<usize>slot) << 2);
      const found = load<u32>(slotAt);
      if (found === 0) {
        store<u32>(slotAt, <u32>((at - from) >> 4) + 1);
        break;
      }
      const other = from + ((<usize>(found - 1)) << 4);
      if (load<u64>(other) === hash) {
        const candidate = load<u32>(other, 8);
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

/** Adds the cells of each entry to those of its first entry. */
export function joinCounts(counts: usize, firsts: usize, entries: i32): void {
  for (let entry = 0; entry < entries; entry++) {
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
