/** The place behind `<t>` or `<t xml:space="preserve">`; 0 where another tag stands. */
export function beginOfText(at: usize): usize {
  if (load<u16>(at) !== 0x743c) return 0; // <t
  if (load<u8>(at, 2) === 62) return at + 3;
  // ·xml:space="preserve">
  const isPreserved =
    load<u64>(at, 2) === 0x6170733a6c6d7820 &&
    load<u64>(at, 10) === 0x73657270223d6563 &&
    load<u64>(at, 16) === 0x3e22657672657365;
  return isPreserved ? at + 24 : 0;
}

/** Where the text from `from` on ends, before a `<`; 0 where something in it is to be resolved. Zeros stand behind all text. */
export function endOfText(from: usize): usize {
  const less = i8x16.splat(60);
  const ampersand = i8x16.splat(38);
  const carriageReturn = i8x16.splat(13);
  const underscore = i8x16.splat(95);
  const zero = i8x16.splat(0);
  let place = from;
  while (true) {
    const bytes = v128.load(place);
    const ends = v128.or(i8x16.eq(bytes, less), i8x16.eq(bytes, zero));
    const odd = v128.or(i8x16.eq(bytes, ampersand), i8x16.eq(bytes, carriageReturn));
    let found = <u32>i8x16.bitmask(v128.or(v128.or(ends, odd), i8x16.eq(bytes, underscore)));
    while (found !== 0) {
      const at = place + <usize>ctz(found);
      const byte = load<u8>(at);
      if (byte === 60) return at;
      if (byte !== 95 || load<u8>(at, 1) === 120) return 0; // _x
      found &= found - 1;
    }
    place += 16;
  }
}

let resolvedBytes: i32 = 0;

/** How long the text resolved last is. */
export function resolvedLength(): i32 {
  return resolvedBytes;
}

/**
 * Writes the text from `from` on to `target`, with its references and line ends resolved, which never makes it longer; answers the
 * place behind it, before a `<`; 0 where the host must read it.
 */
export function resolveText(from: usize, target: usize): usize {
  let at = from;
  let to = target;
  while (true) {
    const byte = load<u8>(at);
    if (byte === 60) break;
    if (byte === 0 || (byte === 95 && load<u8>(at, 1) === 120)) return 0; // _x
    if (byte === 38) {
      const code = referenceAt(at + 1);
      if (code === 0) return 0;
      at = behindReference;
      to = writeCodePoint(to, code);
    } else if (byte === 13) {
      at += load<u8>(at, 1) === 10 ? 2 : 1;
      store<u8>(to++, 10);
    } else {
      store<u8>(to++, byte);
      at++;
    }
  }
  resolvedBytes = <i32>(to - target);
  return at;
}

let behindReference: usize = 0;

/** The code point of the reference whose `&` stands before `from`; 0 for one that the host must judge. */
function referenceAt(from: usize): u32 {
  const word = load<u32>(from);
  if (word === 0x3b706d61) return found(from + 4, 38); // amp;
  if ((word & 0xffffff) === 0x3b746c) return found(from + 3, 60); // lt;
  if ((word & 0xffffff) === 0x3b7467) return found(from + 3, 62); // gt;
  if (word === 0x746f7571 && load<u8>(from, 4) === 59) return found(from + 5, 34); // quot;
  if (word === 0x736f7061 && load<u8>(from, 4) === 59) return found(from + 5, 39); // apos;
  if ((word & 0xff) !== 35) return 0; // #
  const isHexadecimal = ((word >> 8) & 0xdf) === 88; // X
  let at = from + (isHexadecimal ? 2 : 1);
  const first = at;
  let code: u32 = 0;
  while (at - first < 8) {
    const byte = <u32>load<u8>(at);
    if (byte === 59) break;
    const lower = byte | 32;
    let digit = byte - 48;
    if (digit > 9) digit = isHexadecimal && lower >= 97 && lower <= 102 ? lower - 87 : 99;
    if (digit === 99) return 0;
    code = code * (isHexadecimal ? 16 : 10) + digit;
    at++;
  }
  if (at === first || load<u8>(at) !== 59) return 0;
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? found(at + 1, code) : 0;
}

function found(behind: usize, code: u32): u32 {
  behindReference = behind;
  return code;
}

function writeCodePoint(to: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(to, code);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, 0xc0 | (code >> 6));
    store<u8>(to, 0x80 | (code & 63), 1);
    return to + 2;
  }
  if (code < 0x10000) {
    store<u8>(to, 0xe0 | (code >> 12));
    store<u8>(to, 0x80 | ((code >> 6) & 63), 1);
    store<u8>(to, 0x80 | (code & 63), 2);
    return to + 3;
  }
  store<u8>(to, 0xf0 | (code >> 18));
  store<u8>(to, 0x80 | ((code >> 12) & 63), 1);
  store<u8>(to, 0x80 | ((code >> 6) & 63), 2);
  store<u8>(to, 0x80 | (code & 63), 3);
  return to + 4;
}
