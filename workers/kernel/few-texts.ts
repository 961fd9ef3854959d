import { ColumnState } from './column-state';
import { allocate } from './memory';
import { intern, isSameText } from './text-entries';

/** A column with more distinct texts than these is searched through at once. */
const mostEntries: i32 = 16;
/** Places of a column's table, and bytes of each: the entry, its length, its last eight bytes, where it begins. */
const slotBits: u64 = 6;
const slotBytes: usize = 32;
/** The beginning of a longer text is compared with two vectors. */
const longestHead: i32 = 32;
/** As many bytes that count as a text has in its beginning, then bytes that do not: read from the right place on, a mask. */
const masks: usize = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0,
]);

/**
 * The entry of the text `from`..`to`, which is not empty, as `intern` gives it. Where a column has few texts each is found by its
 * length and its last eight bytes, without a hash of the whole and without a loop whose length would be guessed wrong.
 */
export function internFew(state: ColumnState, from: usize, to: usize): i32 {
  if (state.entries > mostEntries) return intern(state, from, to);
  if (state.recent === 0) {
    state.recent = allocate(slotBytes << (<usize>slotBits));
    memory.fill(state.recent, 0, slotBytes << (<usize>slotBits));
  }
  const length = <i32>(to - from);
  const isShort = length < 8;
  const tail = load<u64>(isShort ? from : to - 8) << ((isShort ? 64 - (length << 3) : 0) as u64);
  const slot = state.recent + ((((tail ^ <u64>length) * 0x9e3779b97f4a7c15) >> (64 - slotBits)) as usize) * slotBytes;
  if (load<i32>(slot, 4) === length && load<u64>(slot, 8) === tail) {
    if (length <= 8 || isSameHead(state.bytes + <usize>load<u32>(slot, 16), from, length)) return load<i32>(slot);
  }
  const entry = intern(state, from, to);
  store<i32>(slot, entry);
  store<i32>(slot, length, 4);
  store<u64>(slot, tail, 8);
  store<u32>(slot, load<u32>(state.offsets + ((<usize>entry) << 2)), 16);
  return entry;
}

/** Whether two texts of `length` bytes, more than eight, whose last eight agree, are the same; up to 32 bytes beyond either may be read. */
function isSameHead(one: usize, other: usize, length: i32): bool {
  if (length - 8 > longestHead) return isSameText(one, other, length);
  const mask = masks + <usize>(longestHead - (length - 8));
  const first = v128.and(v128.xor(v128.load(one), v128.load(other)), v128.load(mask));
  const second = v128.and(v128.xor(v128.load(one, 16), v128.load(other, 16)), v128.load(mask, 16));
  return !v128.any_true(v128.or(first, second));
}
