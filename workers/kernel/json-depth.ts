/** Of the text looked through so far. */
let depth: i32 = 0;
let deepest: i32 = 0;
let isInString: bool = false;
/** A backslash was the last byte. */
let isEscaped: bool = false;

export function startJson(): void {
  depth = 0;
  deepest = 0;
  isInString = false;
  isEscaped = false;
}

/** How deep lists and objects are nested in the JSON text up to and with the bytes `from`..`to`. */
export function jsonDepth(from: usize, to: usize): i32 {
  const quotes = i8x16.splat(34);
  const slashes = i8x16.splat(92);
  // `[` and `{`, `]` and `}` differ in this bit alone.
  const foldCase = i8x16.splat(32);
  const opening = i8x16.splat(123);
  const closing = i8x16.splat(125);
  for (let place = from; place < to; place += 16) {
    const block = v128.load(place);
    const folded = v128.or(block, foldCase);
    const strings = v128.or(i8x16.eq(block, quotes), i8x16.eq(block, slashes));
    const brackets = v128.or(i8x16.eq(folded, opening), i8x16.eq(folded, closing));
    let marks = i8x16.bitmask(v128.or(strings, brackets));
    if (to - place < 16) marks &= (1 << ((to - place) as i32)) - 1;
    // The byte behind a backslash counts for nothing, whatever it is.
    let skipped: i32 = isEscaped ? 0 : -1;
    isEscaped = false;
    while (marks !== 0) {
      const bit = ctz(marks);
      marks &= marks - 1;
      if (bit === skipped) continue;
      const byte = load<u8>(place + bit);
      if (byte === 92) {
        if (!isInString) continue;
        skipped = bit + 1;
        if (skipped === 16 || place + skipped >= to) isEscaped = true;
      } else if (byte === 34) isInString = !isInString;
      else if (isInString) continue;
      else if (byte === 91 || byte === 123) {
        depth++;
        deepest = max(deepest, depth);
      } else depth--;
    }
  }
  return deepest;
}
