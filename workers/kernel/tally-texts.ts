/** Texts up to this many characters are counted by length. */
const shortLength: i32 = 256;
/** Longer texts are neither numbers nor dates (a date in words and full-width digits takes about 60 bytes). */
const longestLook: i32 = 80;

/** How many of the counts `from`..`to` are not 0. */
export function countInUse(counts: usize, from: i32, to: i32): i32 {
  let inUse = 0;
  for (let entry = from; entry < to; entry++) inUse += load<u32>(counts + ((<usize>entry) << 2)) === 0 ? 0 : 1;
  return inUse;
}

/**
 * Adds the cells of the entries `from`..`to` to those of the same length in characters at `lengths` (257 words, the last of
 * which stays 0) and puts three lists of entries, each with room for all: those that are longer, at `longs`; those that may
 * read as a number or a date, at `looks`; and how long each list is and how many cells have spaces around them to `found`.
 * Entries without cells are left out.
 */
export function tallyTexts(
  bytes: usize,
  offsets: usize,
  counts: usize,
  from: i32,
  to: i32,
  lengths: usize,
  longs: usize,
  looks: usize,
  found: usize,
): void {
  let longCount: usize = 0;
  let lookCount: usize = 0;
  let spaced: u32 = 0;
  for (let entry = from; entry < to; entry++) {
    const count = load<u32>(counts + ((<usize>entry) << 2));
    if (count === 0) continue;
    const offset = offsets + ((<usize>entry) << 2);
    const begin = bytes + <usize>load<u32>(offset);
    const end = bytes + <usize>load<u32>(offset, 4);
    const length = codePoints(begin, end);
    if (length <= shortLength) {
      const at = lengths + ((<usize>length) << 2);
      store<u32>(at, load<u32>(at) + count);
    } else {
      store<u32>(longs + (longCount << 2), entry);
      longCount++;
    }
    if (hasSurroundingSpaces(begin, end)) spaced += count;
    if (<i32>(end - begin) <= longestLook && mayBeEither(begin, end)) {
      store<u32>(looks + (lookCount << 2), entry);
      lookCount++;
    }
  }
  store<u32>(found, <u32>longCount);
  store<u32>(found, <u32>lookCount, 4);
  store<u32>(found, spaced, 8);
}

const highBits: u64 = 0x8080808080808080;

/** Characters of a text: the bytes that do not continue one. */
export function codePoints(from: usize, to: usize): i32 {
  let count = <i32>(to - from);
  let place = from;
  for (; place + 8 <= to; place += 8) {
    const word = load<u64>(place);
    count -= <i32>popcnt(word & (~word << 1) & highBits);
  }
  for (; place < to; place++) count -= (load<u8>(place) & 0xc0) === 0x80 ? 1 : 0;
  return count;
}

/** Whether a text begins or ends with white space: ASCII, no-break (U+00A0) or ideographic (U+3000). */
function hasSurroundingSpaces(from: usize, to: usize): bool {
  if (from === to) return false;
  const first = <u32>load<u8>(from);
  const last = <u32>load<u8>(to - 1);
  if (isAsciiSpace(first) || isAsciiSpace(last)) return true;
  const length = to - from;
  if (length < 2) return false;
  if ((first === 0xc2 && load<u8>(from, 1) === 0xa0) || (last === 0xa0 && load<u8>(to - 2) === 0xc2)) return true;
  return length > 2 && (isIdeographicSpace(from) || isIdeographicSpace(to - 3));
}

function isAsciiSpace(byte: u32): bool {
  return byte === 0x20 || byte - 9 <= 4;
}

function isIdeographicSpace(at: usize): bool {
  return load<u8>(at) === 0xe3 && load<u8>(at, 1) === 0x80 && load<u8>(at, 2) === 0x80;
}

function isDigit(byte: u32): bool {
  return byte - 0x30 <= 9;
}

function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 <= 25;
}

/** Whether a byte is one of the marks " \t$%'()+,-./:" that numbers and dates are written with. */
function isMark(byte: u32): bool {
  if (byte === 9) return true;
  const bit = byte - 0x20;
  return bit <= 0x1a && ((0x0400fbb1 >> bit) & 1) !== 0;
}

/** False for most texts that are neither a number nor a date; true may be wrong. As in ../profile/text-looks.ts. */
export function mayBeEither(from: usize, to: usize): bool {
  let start = from;
  while (start < to && load<u8>(start) <= 0x20) start++;
  if (start === to) return false;
  const first = <u32>load<u8>(start);
  if (isLetter(first)) return to - start >= 6 && isMonth(start);
  let hasDigit = false;
  let letters = 0;
  for (let at = start; at < to; at++) {
    const byte = <u32>load<u8>(at);
    // 0xEF begins the full-width digits.
    if (isDigit(byte) || byte === 0xef) hasDigit = true;
    else if (isLetter(byte)) letters++;
    // Neither numbers nor dates hold any of these.
    else if (byte < 0x80 && !isMark(byte)) return false;
  }
  // The longest word in a date is a month with am or pm; in a number it is a currency.
  if (!hasDigit || letters > 12) return false;
  return !isDigit(first) || isPlausibleGroup(start, to);
}

/** A dash or slash follows the first group of digits only in a date: after 1, 2 or 4 digits. */
function isPlausibleGroup(start: usize, to: usize): bool {
  let end = start;
  while (end < to && isDigit(<u32>load<u8>(end))) end++;
  const next = end < to ? <u32>load<u8>(end) : 0;
  if (next !== 0x2d && next !== 0x2f) return true;
  const length = end - start;
  return length === 1 || length === 2 || length === 4;
}

/** The first three letters of the months, the first one lowest. */
const months: StaticArray<u32> = [
  0x6e616a, 0x626566, 0x72616d, 0x727061, 0x79616d, 0x6e756a, 0x6c756a, 0x677561, 0x706573, 0x74636f, 0x766f6e,
  0x636564,
];

function isMonth(at: usize): bool {
  const letters = (load<u32>(at) | 0x202020) & 0xffffff;
  for (let month = 0; month < 12; month++) if (unchecked(months[month]) === letters) return true;
  return false;
}
