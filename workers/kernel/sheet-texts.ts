import { ColumnState } from './column-state';
import { blockBytes, giveBlock, growBlock, takeBlock } from './memory-blocks';
import { batchRows } from './rules';
import { isSameText } from './text-entries';

/*
 * The distinct texts of a column of a sheet. Texts from the shared strings, which are free of repeats, are added as they come;
 * where a column also holds texts of its own, all of them are found by their hashes. No two entries are ever the same.
 */

/** One less than a power of two: with its end each array of offsets fills its block. */
const firstEntries: i32 = 31;
const firstBytes: i32 = 256;
/** Copies are made eight bytes at a time. */
const spareBytes: i32 = 8;

/** Adds a text that is known to be new. */
export function addText(state: ColumnState, from: usize, length: i32, hash: u64): i32 {
  if (state.entriesRoom === 0) start(state);
  const entry = state.entries;
  const begin = state.bytesUsed;
  if (begin + length + spareBytes > state.bytesRoom) {
    const room = blockBytes(max(begin + length + spareBytes, state.bytesRoom * 2));
    state.bytes = growBlock(state.bytes, state.bytesRoom, room, begin);
    state.bytesRoom = room;
  }
  const target = state.bytes + <usize>begin;
  // Up to seven bytes too many: there is room for them, and the next text will overwrite them.
  for (let index: usize = 0; index < <usize>length; index += 8) store<u64>(target + index, load<u64>(from + index));
  state.bytesUsed = begin + length;
  store<u32>(state.offsets + ((<usize>(entry + 1)) << 2), begin + length);
  store<u64>(state.hashes + ((<usize>entry) << 3), hash);
  state.entries = entry + 1;
  if (entry + 1 === state.entriesRoom) {
    const before = state.entriesRoom;
    const room = before * 2 + 1;
    state.offsets = growBlock(state.offsets, (before + 1) * 4, (room + 1) * 4, (entry + 2) * 4);
    state.hashes = growBlock(state.hashes, (before + 1) * 8, (room + 1) * 8, (entry + 1) * 8);
    state.entriesRoom = room;
    if (state.slots !== 0) makeSlots(state);
  } else if (state.slots !== 0) takeSlot(state, entry, hash);
  return entry;
}

/** The entry of a text that may have come before; added when it is new. */
export function findText(state: ColumnState, from: usize, length: i32, hash: u64): i32 {
  if (state.entriesRoom === 0) start(state);
  if (state.slots === 0) makeSlots(state);
  const mask = state.slotMask;
  let slot = <i32>hash & mask;
  while (true) {
    const entry = <i32>load<u32>(state.slots + ((<usize>slot) << 2)) - 1;
    if (entry < 0) return addText(state, from, length, hash);
    if (load<u64>(state.hashes + ((<usize>entry) << 3)) === hash) {
      const offset = state.offsets + ((<usize>entry) << 2);
      const begin = load<u32>(offset);
      if (<i32>(load<u32>(offset, 4) - begin) === length && isSameText(state.bytes + <usize>begin, from, length)) {
        return entry;
      }
    }
    slot = (slot + 1) & mask;
  }
}

/** The entry of a text from the shared strings that this column has not met there. */
export function enterText(state: ColumnState, from: usize, length: i32, hash: u64): i32 {
  return state.slots === 0 ? addText(state, from, length, hash) : findText(state, from, length, hash);
}

/** Forgets all texts; their memory serves again. */
export function forgetTexts(state: ColumnState): void {
  if (state.entriesRoom !== 0) {
    giveBlock(state.bytes, state.bytesRoom);
    giveBlock(state.offsets, (state.entriesRoom + 1) * 4);
    giveBlock(state.hashes, (state.entriesRoom + 1) * 8);
  }
  if (state.slots !== 0) giveBlock(state.slots, (state.slotMask + 1) << 2);
  state.entries = 0;
  state.bytesUsed = 0;
  state.bytesRoom = 0;
  state.entriesRoom = 0;
  state.slots = 0;
  state.slotMask = 0;
}

function start(state: ColumnState): void {
  memory.fill(state.codes, 0, (<usize>batchRows) << 2);
  state.entriesRoom = firstEntries;
  state.bytesRoom = firstBytes;
  state.bytes = takeBlock(firstBytes);
  state.offsets = takeBlock((firstEntries + 1) * 4);
  state.hashes = takeBlock((firstEntries + 1) * 8);
  store<u32>(state.offsets, 0);
}

/** A table of the entries there are, at most half full up to the next time that the room for entries grows. */
function makeSlots(state: ColumnState): void {
  const count = (state.entriesRoom + 1) * 2;
  if (state.slots !== 0) giveBlock(state.slots, (state.slotMask + 1) << 2);
  state.slots = takeBlock(count << 2);
  state.slotMask = count - 1;
  memory.fill(state.slots, 0, (<usize>count) << 2);
  for (let entry = 0; entry < state.entries; entry++) {
    takeSlot(state, entry, load<u64>(state.hashes + ((<usize>entry) << 3)));
  }
}

function takeSlot(state: ColumnState, entry: i32, hash: u64): void {
  const mask = state.slotMask;
  let slot = <i32>hash & mask;
  while (load<u32>(state.slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<u32>(state.slots + ((<usize>slot) << 2), entry + 1);
}
