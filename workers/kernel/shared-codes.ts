import { allocate } from './memory';
import { giveBlock, takeBlock } from './memory-blocks';

/*
 * For each column of the table: which entry of its texts each shared string is that it has met. A table of its own, as small as the
 * column has different strings, stays in the processor's caches where the column has few.
 */

/** Bytes for a column: where its table is, its slots less one, how many are taken. */
const columnBytes: usize = 12;
const firstSlots: i32 = 64;

let columns: usize = 0;

export function startCodes(count: i32): void {
  columns = allocate(<usize>count * columnBytes);
  memory.fill(columns, 0, <usize>count * columnBytes);
}

/** Forgets the codes of all columns; the tables serve again. */
export function forgetCodes(count: i32): void {
  for (let place = 0; place < count; place++) {
    const column = columns + <usize>place * columnBytes;
    const mask = load<i32>(column, 4);
    if (mask !== 0) giveBlock(<usize>load<u32>(column), (mask + 1) << 3);
  }
  memory.fill(columns, 0, <usize>count * columnBytes);
}

/** Where the code of the shared string `index` belongs in the column `place`; it holds the code and one more, 0 as long as there is none. */
export function codeSlot(place: i32, index: i32): usize {
  const column = columns + <usize>place * columnBytes;
  const mask = load<i32>(column, 4);
  if (mask !== 0) {
    const at = slotOf(<usize>load<u32>(column), mask, index);
    if (load<u32>(at) !== 0) return at + 4;
    if (load<i32>(column, 8) < mask - (mask >> 2)) return take(column, at, index);
  }
  grow(column, mask);
  return take(column, slotOf(<usize>load<u32>(column), load<i32>(column, 4), index), index);
}

/** The slot of a string, or the free one that it may take; a slot is the index and one more, then the code and one more. */
function slotOf(table: usize, mask: i32, index: i32): usize {
  let slot = ((index * 0x9e3779b1) >>> 8) & mask;
  while (true) {
    const at = table + ((<usize>slot) << 3);
    const key = load<i32>(at);
    if (key === index + 1 || key === 0) return at;
    slot = (slot + 1) & mask;
  }
}

function take(column: usize, at: usize, index: i32): usize {
  store<i32>(at, index + 1);
  store<u32>(at, 0, 4);
  store<i32>(column, load<i32>(column, 8) + 1, 8);
  return at + 4;
}

function grow(column: usize, oldMask: i32): void {
  const old = <usize>load<u32>(column);
  const slots = oldMask === 0 ? firstSlots : (oldMask + 1) * 2;
  const table = takeBlock(slots << 3);
  memory.fill(table, 0, (<usize>slots) << 3);
  for (let slot = 0; oldMask !== 0 && slot <= oldMask; slot++) {
    const from = old + ((<usize>slot) << 3);
    const key = load<i32>(from);
    if (key !== 0) store<u64>(slotOf(table, slots - 1, key - 1), load<u64>(from));
  }
  if (oldMask !== 0) giveBlock(old, (oldMask + 1) << 3);
  store<u32>(column, <u32>table);
  store<i32>(column, slots - 1, 4);
}
