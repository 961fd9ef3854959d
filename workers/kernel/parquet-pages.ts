/** What Parquet's pages are made of; formats as in ../explore/parquet. */

/** Puts those of `count` words whose kind is among the bits of `kindsWanted` one after another, in place; answers how many. */
export function takeWanted(words: usize, kinds: usize, count: i32, kindsWanted: u32): i32 {
  let taken: usize = 0;
  for (let row: usize = 0; row < <usize>count; row++) {
    // Written in any case, and kept or not: a branch would often be guessed wrong.
    store<u32>(words + (taken << 2), load<u32>(words + (row << 2)));
    taken += <usize>((kindsWanted >> load<u8>(kinds + row)) & 1);
  }
  return <i32>taken;
}

/** A bit for each of `rows` rows, set where its kind is among the bits of `kindsWanted`; answers how many are. */
export function packFlags(kinds: usize, rows: i32, kindsWanted: u32, target: usize): i32 {
  let present = 0;
  for (let row = 0; row < rows; row += 8) {
    const end = min(8, rows - row);
    let packed: u32 = 0;
    for (let bit = 0; bit < end; bit++) {
      packed |= ((kindsWanted >> load<u8>(kinds + <usize>(row + bit))) & 1) << bit;
    }
    store<u8>(target + <usize>(row >> 3), packed);
    present += popcnt(packed);
  }
  return present;
}

/**
 * Numbers the distinct ones of `count` codes anew, in order of appearance, and replaces each by its number. `numbers` has a
 * word for every code there may be, all 0; `codesOfNumbers` gets the codes. Answers how many there are, or −1 as soon as
 * there are more than `most`: then some of the codes are replaced.
 */
export function numberAnew(codes: usize, count: i32, numbers: usize, codesOfNumbers: usize, most: i32): i32 {
  let entries = 0;
  for (let row: usize = 0; row < <usize>count; row++) {
    const code = load<u32>(codes + (row << 2));
    const at = numbers + ((<usize>code) << 2);
    let number = load<u32>(at);
    if (number === 0) {
      if (entries === most) return -1;
      store<u32>(codesOfNumbers + ((<usize>entries) << 2), code);
      number = <u32>++entries;
      store<u32>(at, number);
    }
    store<u32>(codes + (row << 2), number - 1);
  }
  return entries;
}

/** Packs `count` words into `width` bits each, lowest bit first, in groups of eight, the last filled up with zeros; up to 16 bytes more are written. */
export function packBits(words: usize, count: i32, width: i32, target: usize): void {
  const whole = width <= 16 ? count & ~7 : 0;
  packEights(words, whole, width, target);
  packRest(words + ((<usize>whole) << 2), count - whole, width, target + <usize>((whole >> 3) * width));
}

/** Of words that have up to 16 bits, four fill 64 at most: none need be asked whether enough have come together. */
function packEights(words: usize, count: i32, width: i32, target: usize): void {
  const bits = (<u64>width) << 2;
  let to = target;
  for (let row: usize = 0; row < <usize>count; row += 8, to += <usize>width) {
    const at = words + (row << 2);
    const first = fourOf(at, <u64>width);
    const second = fourOf(at + 16, <u64>width);
    // In two steps, for a shift by 64 is none.
    store<u64>(to, first | ((second << (bits - 1)) << 1));
    store<u64>(to, second >> (64 - bits), 8);
  }
}

function fourOf(words: usize, width: u64): u64 {
  const low = <u64>load<u32>(words) | ((<u64>load<u32>(words, 4)) << width);
  const high = <u64>load<u32>(words, 8) | ((<u64>load<u32>(words, 12)) << width);
  return low | (high << (width << 1));
}

function packRest(words: usize, count: i32, width: i32, target: usize): void {
  let buffered: u64 = 0;
  let bits = 0;
  let to = target;
  for (let row = 0; row < ((count + 7) & ~7); row++) {
    const word: u64 = row < count ? <u64>load<u32>(words + ((<usize>row) << 2)) : 0;
    buffered |= word << (<u64>bits);
    bits += width;
    if (bits < 32) continue;
    store<u32>(to, <u32>buffered);
    to += 4;
    buffered >>= 32;
    bits -= 32;
  }
  if (bits > 0) store<u32>(to, <u32>buffered);
}

/** The bytes of `count` texts as `writeTexts` puts them. */
export function textsLength(codes: usize, count: i32, offsets: usize): usize {
  let length: usize = 0;
  for (let index: usize = 0; index < <usize>count; index++) {
    const at = offsets + ((<usize>load<u32>(codes + (index << 2))) << 2);
    length += 4 + <usize>(load<u32>(at, 4) - load<u32>(at));
  }
  return length;
}

/** The texts of `count` codes, each behind its length; up to seven bytes more are read and written. */
export function writeTexts(codes: usize, count: i32, offsets: usize, bytes: usize, target: usize): void {
  let to = target;
  for (let index: usize = 0; index < <usize>count; index++) {
    const at = offsets + ((<usize>load<u32>(codes + (index << 2))) << 2);
    const begin = load<u32>(at);
    const length = load<u32>(at, 4) - begin;
    store<u32>(to, length);
    to += 4;
    const from = bytes + <usize>begin;
    for (let byte: usize = 0; byte < <usize>length; byte += 8) store<u64>(to + byte, load<u64>(from + byte));
    to += <usize>length;
  }
}
