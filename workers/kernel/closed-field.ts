import { delimiter, lineEnd, quote } from './rules';

/** As in ../tabular/text/quoted-field-limit.ts. */
const quotedFieldLimit: usize = 16 << 20;

/** A quoted field was still open where the last bytes end. */
export let isOpenAtEnd: bool = false;

export function clearOpenAtEnd(): void {
  isOpenAtEnd = false;
}

export function wasOpenAtEnd(): bool {
  return isOpenAtEnd;
}

/**
 * The place after a field that opens with a quote at `open`: its delimiter or line end. 0: the quote is never closed
 * and is a plain character; −1: the bytes end before that can be told.
 */
export function closedFieldEnd(open: usize, end: usize, isLast: bool): i32 {
  const limit = min(end, open + quotedFieldLimit);
  let place = open + 1;
  while (true) {
    while (place < limit && <i32>load<u8>(place) !== quote) place++;
    if (place >= limit) {
      if (limit < end || end - open >= quotedFieldLimit) return 0;
      return unclosed(isLast);
    }
    if (place + 1 >= end || <i32>load<u8>(place + 1) !== quote) break;
    place += 2;
  }
  place++;
  while (place < end && <i32>load<u8>(place) !== delimiter && <i32>load<u8>(place) !== lineEnd) place++;
  return place < end ? <i32>place : unclosed(isLast);
}

function unclosed(isLast: bool): i32 {
  if (!isLast) return -1;
  isOpenAtEnd = true;
  return 0;
}

/** Takes the quotes off `from`..`to`, which begins with one: doubled quotes become single, what follows the closing quote stays. */
export function unquote(from: usize, to: usize, target: usize): i32 {
  let length: i32 = 0;
  let place = from + 1;
  for (; place < to; place++) {
    if (<i32>load<u8>(place) === quote) {
      if (place + 1 >= to || <i32>load<u8>(place + 1) !== quote) break;
      place++;
    }
    store<u8>(target + length++, load<u8>(place));
  }
  for (place++; place < to; place++) store<u8>(target + length++, load<u8>(place));
  return length;
}
