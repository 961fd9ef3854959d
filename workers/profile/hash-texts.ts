import type { DictionaryView } from '../tabular/segment.ts';

/** Two independent 32-bit hashes of each dictionary entry; the same bytes hash alike in every segment. */
export interface EntryLanes {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

const blockEntries = 1 << 8;

/** Hashes all entries of a dictionary into `lanes`, which have its length. */
export function hashEntries(dictionary: DictionaryView, lanes: EntryLanes): void {
  for (let from = 0; from < dictionary.count; from += blockEntries) {
    hashBlock(dictionary, lanes, from, Math.min(dictionary.count, from + blockEntries));
  }
}

/** Both lanes in one pass over the bytes, four at a time: two multiplicative hashes, each mixed at the end. */
function hashBlock(
  { offsets, bytes }: DictionaryView,
  { first, second }: EntryLanes,
  start: number,
  end: number,
): void {
  let from = offsets[start] as number;
  for (let code = start; code < end; code++) {
    const to = offsets[code + 1] as number;
    let left = 0x811c9dc5 | 0;
    let right = (to - from) ^ 0x2545f491;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const word =
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24);
      left = Math.imul(left ^ word, 0x85ebca6b);
      left ^= left >>> 15;
      right = Math.imul(((right << 13) | (right >>> 19)) ^ word, 0x2c9277b5);
      right ^= right >>> 16;
    }
    for (; at < to; at++) {
      const byte = bytes[at] as number;
      left = Math.imul(left ^ byte, 0x01000193);
      right = Math.imul(right + byte, 0x2c9277b5);
      right ^= right >>> 15;
    }
    first[code] = mixed(left);
    second[code] = mixed(right ^ 0x5bd1e995);
    from = to;
  }
}

/** The finalizer of MurmurHash3: every bit of the input changes about half the bits of the output. */
export function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
