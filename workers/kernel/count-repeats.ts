import { allocate } from './memory';

/** Items of one partition: their table and hashes stay in the processor's first caches. */
const partitionItems: i32 = 1 << 12;
/** Bytes of hashes taken with one call (see join-texts.ts). */
const blockBytes: usize = 1 << 16;

/**
 * How many of the `items` hashes at `hashes` repeat an earlier one; they are mixed once more on the way. One table over
 * all of them would miss the processor's caches with every look-up, so they are first dealt out by their highest bits.
 */
export function countRepeats(hashes: usize, items: i32): i32 {
  let bits = 1;
  while (bits < 12 && items >> bits > partitionItems) bits++;
  const shift = <u64>(64 - bits);
  const partitions = 1 << bits;
  const ends = allocate((<usize>partitions) << 2);
  memory.fill(ends, 0, (<usize>partitions) << 2);
  const last = hashes + ((<usize>items) << 3);
  for (let from = hashes; from < last; from += blockBytes) mixHashes(from, min(last, from + blockBytes), shift, ends);
  let sum: u32 = 0;
  let largest: u32 = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const end = ends + ((<usize>partition) << 2);
    const count = load<u32>(end);
    store<u32>(end, sum);
    sum += count;
    largest = max(largest, count);
  }
  const dealt = allocate((<usize>items) << 3);
  for (let from = hashes; from < last; from += blockBytes) {
    dealHashes(from, min(last, from + blockBytes), shift, ends, dealt);
  }
  let slotCount: u32 = 16;
  while (slotCount < largest * 2) slotCount <<= 1;
  const slots = allocate((<usize>slotCount) << 3);
  let repeats = 0;
  let from: u32 = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const to = load<u32>(ends + ((<usize>partition) << 2));
    memory.fill(slots, 0, (<usize>slotCount) << 3);
    repeats += enterHashes(dealt + ((<usize>from) << 3), dealt + ((<usize>to) << 3), slots, slotCount - 1);
    from = to;
  }
  return repeats;
}

/** Mixes some hashes once more, so that every bit of a row decides about its partition, and counts how many go to each. */
export function mixHashes(from: usize, to: usize, shift: u64, ends: usize): void {
  for (let at = from; at < to; at += 8) {
    let hash = load<u64>(at);
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
    hash ^= hash >> 33;
    store<u64>(at, hash);
    const end = ends + ((<usize>(hash >> shift)) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
}

/** Puts some hashes to their partitions, which fill up from `ends` on. */
export function dealHashes(from: usize, to: usize, shift: u64, ends: usize, dealt: usize): void {
  for (let at = from; at < to; at += 8) {
    const hash = load<u64>(at);
    const end = ends + ((<usize>(hash >> shift)) << 2);
    const place = load<u32>(end);
    store<u32>(end, place + 1);
    store<u64>(dealt + ((<usize>place) << 3), hash);
  }
}

/** Open addressing, at most half full; 0 is free, and the hash 0 is taken for 1. */
export function enterHashes(from: usize, to: usize, slots: usize, mask: u32): i32 {
  let repeats = 0;
  for (let at = from; at < to; at += 8) {
    let hash = load<u64>(at);
    if (hash === 0) hash = 1;
    let slot = <u32>hash & mask;
    let found = load<u64>(slots + ((<usize>slot) << 3));
    while (found !== 0 && found !== hash) {
      slot = (slot + 1) & mask;
      found = load<u64>(slots + ((<usize>slot) << 3));
    }
    if (found === hash) repeats++;
    else store<u64>(slots + ((<usize>slot) << 3), hash);
  }
  return repeats;
}
