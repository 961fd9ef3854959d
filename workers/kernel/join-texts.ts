import { isSameText } from './text-entries';

/*
 * Joining the dictionaries of a column's segments; ../profile/deal-out.ts tells in which steps. Each loop is a function of its
 * own that is called many times: WebAssembly becomes fast code from one call to the next, never within one.
 */

const factor: u64 = 0x9e3779b97f4a7c15;

/** Counts how many of the entries `from`..`to` go to each partition, by the highest bits of their hashes. */
export function countPartitions(hashes: usize, from: i32, to: i32, bits: i32, ends: usize): void {
  const shift = <u64>(64 - bits);
  for (let entry = from; entry < to; entry++) {
    const end = ends + ((<usize>(load<u64>(hashes + ((<usize>entry) << 3)) >> shift)) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
}

/**
 * Puts the entries `from`..`to` to their partitions, which fill up from `ends` on. An item has 16 bytes: the text itself where
 * it takes no more than eight bytes, else its hash; its entry; its length. So short texts are never looked up again.
 */
export function dealEntries(
  hashes: usize,
  bytes: usize,
  offsets: usize,
  from: i32,
  to: i32,
  bits: i32,
  ends: usize,
  dealt: usize,
): void {
  const shift = <u64>(64 - bits);
  for (let entry = from; entry < to; entry++) {
    const hash = load<u64>(hashes + ((<usize>entry) << 3));
    const end = ends + ((<usize>(hash >> shift)) << 2);
    const place = load<u32>(end);
    store<u32>(end, place + 1);
    const begin = load<u32>(offsets + ((<usize>entry) << 2));
    const length = load<u32>(offsets + ((<usize>entry) << 2), 4) - begin;
    const at = dealt + ((<usize>place) << 4);
    store<u64>(at, keyOf(bytes + <usize>begin, length, hash));
    store<u32>(at, entry, 8);
    store<u32>(at, length, 12);
  }
}

function keyOf(at: usize, length: u32, hash: u64): u64 {
  if (length > 8) return hash;
  return length === 0 ? 0 : load<u64>(at) << ((<u64>(8 - length)) << 3);
}

/**
 * Puts to `firsts` the first entry that holds the same text as each of the items `from`..`to` of a partition: its own number
 * where it is the first. Open addressing over `slotCount` (a power of two) slots, all 0, at most half full; a slot is the
 * place of an item in the partition + 1.
 */
export function joinPartition(
  from: usize,
  to: usize,
  bytes: usize,
  offsets: usize,
  slots: usize,
  slotCount: u32,
  firsts: usize,
): void {
  const shift = <u64>(clz(slotCount) + 33);
  const mask = slotCount - 1;
  for (let at = from; at < to; at += 16) {
    const key = load<u64>(at);
    const entry = load<u32>(at, 8);
    const length = load<u32>(at, 12);
    let slot = <u32>(((key ^ (key >> 32)) * factor) >> shift);
    let first = entry;
    while (true) {
      const slotAt = slots + ((<usize>slot) << 2);
      const found = load<u32>(slotAt);
      if (found === 0) {
        store<u32>(slotAt, <u32>((at - from) >> 4) + 1);
        break;
      }
      const other = from + ((<usize>(found - 1)) << 4);
      if (load<u64>(other) === key && load<u32>(other, 12) === length) {
        const candidate = load<u32>(other, 8);
        if (length <= 8 || isSameEntry(bytes, offsets, candidate, entry, <i32>length)) {
          first = candidate;
          break;
        }
      }
      slot = (slot + 1) & mask;
    }
    store<u32>(firsts + ((<usize>entry) << 2), first);
  }
}

function isSameEntry(bytes: usize, offsets: usize, one: u32, other: u32, length: i32): bool {
  const a = bytes + <usize>load<u32>(offsets + ((<usize>one) << 2));
  return isSameText(a, bytes + <usize>load<u32>(offsets + ((<usize>other) << 2)), length);
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
