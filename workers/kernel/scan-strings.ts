import { allocate, release, taken } from './memory';
import { beginOfText, endOfText, resolvedLength, resolveText } from './scan-text';
import { setStrings } from './sheet-state';
import { hashText, isSameText } from './text-entries';

/*
 * The shared strings of a workbook, one after another, each as its length in 4 bytes and its bytes. They grow in place as long as
 * nothing else is dealt out behind them.
 */

let first: usize = 0;
let next: usize = 0;
let end: usize = 0;
let count: i32 = 0;

/** The next string may be written up to eight bytes too far. */
const spareBytes: usize = 16;

export function startStrings(): void {
  first = allocate(0);
  next = first;
  end = first;
  count = 0;
}

/** Makes room for `bytes` bytes of XML with strings in it. */
export function reserveStrings(bytes: usize): void {
  const wanted = next + bytes + spareBytes;
  if (wanted <= end) return;
  if (end === taken()) {
    allocate(wanted - end);
    end = taken();
    return;
  }
  const used = next - first;
  const room = max(used * 2, used + bytes + spareBytes);
  const moved = allocate(room);
  memory.copy(moved, first, used);
  first = moved;
  next = moved + used;
  end = moved + room;
}

/**
 * Reads the strings from `from` on, as long as they are of one run, and answers where it stopped:
 * before a tag. There is room for them, and zeros stand behind `to`.
 */
export function scanStrings(from: usize, to: usize): usize {
  let at = from;
  while (at < to) {
    const head = load<u32>(at);
    if (head === 0x3e69733c) {
      // <si>
      const begin = beginOfText(at + 4);
      if (begin === 0) return at;
      let close = endOfText(begin);
      const isPlain = close !== 0;
      if (!isPlain) close = resolveText(begin, next + 4);
      // </t></si>
      if (close === 0 || load<u64>(close) !== 0x69732f3c3e742f3c || load<u8>(close, 8) !== 62) return at;
      if (isPlain) addString(begin, <i32>(close - begin));
      else roomForString(resolvedLength());
      at = close + 9;
    } else if ((head & 0xff) - 1 < 32) at++;
    else return at;
  }
  return at;
}

function addString(from: usize, length: i32): void {
  const to = roomForString(length);
  for (let index: usize = 0; index < <usize>length; index += 8) store<u64>(to + index, load<u64>(from + index));
}

/** Adds a string of `length` bytes, for which there is room, and answers where its bytes belong. */
export function roomForString(length: i32): usize {
  const to = next + 4;
  store<u32>(next, length);
  next = to + <usize>length;
  count++;
  return to;
}

/** Where the first string stands, and where the last one ends. */
export function stringsAt(): usize {
  return first;
}

export function stringsEnd(): usize {
  return next;
}

export function countOfStrings(): i32 {
  return count;
}

/**
 * Ends the reading of strings: they are those of the sheets that follow. Each gets a hash, and a string that came before gets its
 * place.
 */
export function endStrings(): void {
  const table = allocate((<usize>count) << 2);
  const hashes = allocate((<usize>count) << 3);
  let at = first;
  for (let index = 0; index < count; index++) {
    const length = load<u32>(at);
    store<u32>(table + ((<usize>index) << 2), <u32>at);
    store<u64>(hashes + ((<usize>index) << 3), hashText(at + 4, <i32>length));
    at += 4 + <usize>length;
  }
  setStrings(table, hashes, firstPlaces(table, hashes), count);
}

/** For each string the first that is the same; 0: no string comes twice. */
function firstPlaces(table: usize, hashes: usize): usize {
  const mark = taken();
  let slotCount = 16;
  while (slotCount < count * 2) slotCount <<= 1;
  const firsts = allocate((<usize>count) << 2);
  const slots = allocate((<usize>slotCount) << 2);
  memory.fill(slots, 0, (<usize>slotCount) << 2);
  let repeats = 0;
  for (let index = 0; index < count; index++) {
    const hash = load<u64>(hashes + ((<usize>index) << 3));
    let slot = <i32>hash & (slotCount - 1);
    let same = index;
    while (true) {
      const slotAt = slots + ((<usize>slot) << 2);
      const other = <i32>load<u32>(slotAt) - 1;
      if (other < 0) {
        store<u32>(slotAt, index + 1);
        break;
      }
      if (load<u64>(hashes + ((<usize>other) << 3)) === hash && isSameString(table, other, index)) {
        same = other;
        repeats++;
        break;
      }
      slot = (slot + 1) & (slotCount - 1);
    }
    store<u32>(firsts + ((<usize>index) << 2), same);
  }
  release(repeats === 0 ? mark : slots);
  return repeats === 0 ? 0 : firsts;
}

function isSameString(table: usize, one: i32, other: i32): bool {
  const a = <usize>load<u32>(table + ((<usize>one) << 2));
  const b = <usize>load<u32>(table + ((<usize>other) << 2));
  const length = load<u32>(a);
  return length === load<u32>(b) && isSameText(a + 4, b + 4, <i32>length);
}
