/* Counting the hashes that repeat an earlier one; ../profile/deal-out.ts tells in which steps. */

/** Mixes the hashes `from`..`to` once more, so that every bit of a row decides about its partition, and counts how many go to each. */
export function mixHashes(hashes: usize, from: i32, to: i32, bits: i32, ends: usize): void {
  const shift = <u64>(64 - bits);
  for (let item = from; item < to; item++) {
    const at = hashes + ((<usize>item) << 3);
    let hash = load<u64>(at);
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
    hash ^= hash >> 33;
    store<u64>(at, hash);
    const end = ends + ((<usize>(hash >> shift)) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
}

/** Puts the hashes `from`..`to` to their partitions, which fill up from `ends` on. */
export function dealHashes(hashes: usize, from: i32, to: i32, bits: i32, ends: usize, dealt: usize): void {
  const shift = <u64>(64 - bits);
  for (let item = from; item < to; item++) {
    const hash = load<u64>(hashes + ((<usize>item) << 3));
    const end = ends + ((<usize>(hash >> shift)) << 2);
    const place = load<u32>(end);
    store<u32>(end, place + 1);
    store<u64>(dealt + ((<usize>place) << 3), hash);
  }
}

/**
 * How many of the hashes of a partition repeat an earlier one. Open addressing over `slotCount` (a power of two) slots, all
 * 0, at most half full; 0 is free, and the hash 0 is taken for 1.
 */
export function enterHashes(from: usize, to: usize, slots: usize, slotCount: u32): i32 {
  const mask = slotCount - 1;
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
