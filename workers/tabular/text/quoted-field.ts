import { quotedFieldLimit } from './quoted-field-limit.ts';

/**
 * The place after a field that opens with a quote at `open`: its delimiter or line end. 0: the quote is never closed
 * and is a plain character; −1: the bytes end before that can be told.
 */
export function closedFieldEnd(
  bytes: Uint8Array,
  open: number,
  end: number,
  quote: number,
  delimiter: number,
  lineEnd: number,
  isLast: boolean,
): number {
  const limit = Math.min(end, open + quotedFieldLimit);
  let place = open + 1;
  for (;;) {
    while (place < limit && bytes[place] !== quote) place++;
    if (place >= limit) return isLast || limit < end || end - open >= quotedFieldLimit ? 0 : -1;
    if (bytes[place + 1] !== quote || place + 1 >= end) break;
    place += 2;
  }
  place++;
  while (place < end && bytes[place] !== delimiter && bytes[place] !== lineEnd) place++;
  return place < end ? place : isLast ? 0 : -1;
}

/**
 * Takes the quotes off `bytes[from..to]`, which begins with one: doubled quotes become single, what follows the closing
 * quote stays. Writes into `target` (at least as long) and gives the length.
 */
export function unquote(bytes: Uint8Array, from: number, to: number, quote: number, target: Uint8Array): number {
  let length = 0;
  let place = from + 1;
  for (; place < to; place++) {
    const byte = bytes[place] as number;
    if (byte === quote) {
      if (place + 1 >= to || bytes[place + 1] !== quote) break;
      place++;
    }
    target[length++] = byte;
  }
  for (place++; place < to; place++) target[length++] = bytes[place] as number;
  return length;
}
