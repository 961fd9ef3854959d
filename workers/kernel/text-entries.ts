import { ColumnState } from './column-state';
import { memoryEnded } from './host';
import { allocate } from './memory';
import { batchRows } from './rules';

const firstEntries: i32 = 32;
const firstBytes: i32 = 256;
const mostTextBytes: u32 = 0x7ffffff0;
/** From so many distinct texts on, a column in which most cells bring a new one is no longer searched through. */
const looseFrom: i32 = 1 << 14;

/**
 * A hash of `length` bytes in 64 bits, eight at a time. Up to eight bytes beyond the end are read and left out. The finalizer is
 * that of MurmurHash3: every bit of the input changes about half of the bits.
 */
export function hashText(from: usize, length: i32): u64 {
  let hash: u64 = <u64>length * 0x9e3779b97f4a7c15;
  let rest = length;
  let place = from;
  while (rest > 8) {
    hash = (hash ^ load<u64>(place)) * 0xff51afd7ed558ccd;
    hash ^= hash >> 32;
    place += 8;
    rest -= 8;
  }
  if (rest > 0) {
    const word = load<u64>(place) << (((8 - rest) as u64) << 3);
    hash = (hash ^ word) * 0xff51afd7ed558ccd;
  }
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

/** Whether `length` bytes agree; up to eight bytes beyond either end may be read. */
export function isSameText(one: usize, other: usize, length: i32): bool {
  let rest = length;
  let a = one;
  let b = other;
  while (rest > 8) {
    if (load<u64>(a) !== load<u64>(b)) return false;
    a += 8;
    b += 8;
    rest -= 8;
  }
  return rest <= 0 || (load<u64>(a) ^ load<u64>(b)) << (((8 - rest) as u64) << 3) === 0;
}

/**
 * The entry of the text `from`..`to` of a column, added when it is new. Where nearly every cell has a text of its own,
 * only those met last are looked at: then several entries may hold the same text.
 */
export function intern(state: ColumnState, from: usize, to: usize): i32 {
  if (state.entriesRoom === 0) start(state);
  const length = <i32>(to - from);
  const hash = hashText(from, length);
  const part = <u32>(hash >> 32);
  const mask = state.slotMask;
  const slots = state.slots;
  let slot = <i32>hash & mask;
  while (true) {
    const at = slots + ((<usize>slot) << 3);
    const entry = <i32>load<u32>(at) - 1;
    if (entry < 0) return add(state, from, length, hash, at);
    if (load<u32>(at, 4) === part) {
      const offset = state.offsets + ((<usize>entry) << 2);
      const begin = load<u32>(offset);
      if (<i32>(load<u32>(offset, 4) - begin) === length && isSameText(state.bytes + <usize>begin, from, length)) {
        return entry;
      }
    }
    if (state.isLoose !== 0) return add(state, from, length, hash, at);
    slot = (slot + 1) & mask;
  }
}

function start(state: ColumnState): void {
  // Rows read before the first text have not cared about codes.
  memory.fill(state.codes, 0, (<usize>batchRows) << 2);
  state.entriesRoom = firstEntries;
  state.bytesRoom = firstBytes;
  state.bytes = allocate(firstBytes + 8);
  state.offsets = allocate((firstEntries + 1) * 4);
  state.hashes = allocate(firstEntries * 8);
  store<u32>(state.offsets, 0);
  setSlots(state, firstEntries * 2);
}

function setSlots(state: ColumnState, count: i32): void {
  state.slots = allocate(<usize>count * 8);
  state.slotMask = count - 1;
  memory.fill(state.slots, 0, <usize>count * 8);
}

function add(state: ColumnState, from: usize, length: i32, hash: u64, slotAt: usize): i32 {
  const entry = state.entries;
  const begin = state.bytesUsed;
  // Places among the texts have 31 bits.
  if (<u32>begin + <u32>length > mostTextBytes) memoryEnded(<f64>(<u32>begin + <u32>length) * 2);
  if (begin + length > state.bytesRoom) {
    const room = <i32>min(mostTextBytes, max<u32>(begin + length, <u32>state.bytesRoom * 2));
    state.bytes = moved(state.bytes, begin, room + 8);
    state.bytesRoom = room;
  }
  const target = state.bytes + <usize>begin;
  // Up to seven bytes too many: there is room for them, and the next text will overwrite them.
  for (let index: usize = 0; index < <usize>length; index += 8) store<u64>(target + index, load<u64>(from + index));
  state.bytesUsed = begin + length;
  store<u32>(state.offsets + ((<usize>(entry + 1)) << 2), begin + length);
  store<u64>(state.hashes + ((<usize>entry) << 3), hash);
  store<u32>(slotAt, entry + 1);
  store<u32>(slotAt, <u32>(hash >> 32), 4);
  state.entries = entry + 1;
  if (entry + 1 === state.entriesRoom) grow(state);
  return entry;
}

/** Doubles the room for entries; slots stay at most half taken. */
function grow(state: ColumnState): void {
  const entries = state.entries;
  const room = entries * 2;
  state.offsets = moved(state.offsets, (entries + 1) * 4, (room + 1) * 4);
  state.hashes = moved(state.hashes, entries * 8, room * 8);
  state.entriesRoom = room;
  if (state.isLoose === 0 && entries >= looseFrom && entries * 2 > state.texts) state.isLoose = 1;
  if (state.isLoose !== 0) return;
  setSlots(state, room * 2);
  const mask = state.slotMask;
  for (let entry = 0; entry < entries; entry++) {
    const hash = load<u64>(state.hashes + ((<usize>entry) << 3));
    let slot = <i32>hash & mask;
    while (load<u32>(state.slots + ((<usize>slot) << 3)) !== 0) slot = (slot + 1) & mask;
    const at = state.slots + ((<usize>slot) << 3);
    store<u32>(at, entry + 1);
    store<u32>(at, <u32>(hash >> 32), 4);
  }
}

function moved(from: usize, used: i32, room: i32): usize {
  const to = allocate(<usize>room);
  memory.copy(to, from, <usize>used);
  return to;
}
