import type { TextStatistics } from '../../contract/profile.ts';
import type { DictionaryView } from '../tabular/segment.ts';
import { numberHistogram } from './histogram.ts';
import type { MergedTexts } from './merge-texts.ts';
import { lookOfEntry } from './text-looks.ts';

const blockEntries = 1 << 9;
/** Texts up to this many characters are counted by length in an array, longer ones in a map. */
const shortLength = 256;

/** Statistics of a column's texts, each distinct one examined once; null when there are none. */
export function describeTexts(texts: MergedTexts, throwIfCancelled: () => void): TextStatistics | null {
  const tally: Tally = {
    short: new Float64Array(shortLength + 1),
    long: new Map(),
    total: 0,
    surroundingSpaces: 0,
    numberLike: 0,
    dateLike: 0,
  };
  for (const [segment, dictionary] of texts.dictionaries.entries()) {
    if (!dictionary) continue;
    const start = texts.starts[segment] as number;
    for (let from = 0; from < dictionary.count; from += blockEntries) {
      throwIfCancelled();
      const to = Math.min(dictionary.count, from + blockEntries);
      tallyBlock(tally, dictionary, from, texts.textCounts.subarray(start + from, start + to));
    }
  }
  const { short, long, total, surroundingSpaces, numberLike, dateLike } = tally;
  if (total === 0) return null;
  for (const [length, count] of short.entries()) if (count > 0) long.set(length, count);
  return { count: total, ...describeLengths(long, total), surroundingSpaces, numberLike, dateLike };
}

interface Tally {
  /** Cells by length of their text. */
  readonly short: Float64Array;
  readonly long: Map<number, number>;
  total: number;
  surroundingSpaces: number;
  numberLike: number;
  dateLike: number;
}

/** Adds the texts of the codes from `first`, of which `counts` tells the cells. */
function tallyBlock(tally: Tally, dictionary: DictionaryView, first: number, counts: Uint32Array): void {
  const { short, long } = tally;
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index] as number;
    if (count === 0) continue;
    const code = first + index;
    const length = codePoints(dictionary, code);
    if (length <= shortLength) short[length] = (short[length] as number) + count;
    else long.set(length, (long.get(length) ?? 0) + count);
    tally.total += count;
    if (hasSurroundingSpaces(dictionary, code)) tally.surroundingSpaces += count;
    const look = lookOfEntry(dictionary, code);
    if (look === 'number') tally.numberLike += count;
    else if (look === 'date') tally.dateLike += count;
  }
}

function describeLengths(
  counted: ReadonlyMap<number, number>,
  total: number,
): Pick<TextStatistics, 'minimumLength' | 'meanLength' | 'maximumLength' | 'lengthHistogram'> {
  const sorted = [...counted].sort(([left], [right]) => left - right);
  const values = Float64Array.from(sorted, ([length]) => length);
  const counts = Uint32Array.from(sorted, ([, count]) => count);
  const sum = sorted.reduce((partial, [length, count]) => partial + length * count, 0);
  return {
    minimumLength: values[0] as number,
    meanLength: sum / total,
    maximumLength: values[values.length - 1] as number,
    lengthHistogram: numberHistogram({ values, counts, total }, 0, true),
  };
}

/** Characters of a UTF-8 text: the bytes that do not continue one. */
function codePoints({ bytes, offsets }: DictionaryView, code: number): number {
  const to = offsets[code + 1] as number;
  let count = 0;
  for (let at = offsets[code] as number; at < to; at++) {
    if (((bytes[at] as number) & 0xc0) !== 0x80) count++;
  }
  return count;
}

/** Whether a text begins or ends with white space: ASCII, no-break (U+00A0) or ideographic (U+3000). */
function hasSurroundingSpaces({ bytes, offsets }: DictionaryView, code: number): boolean {
  const from = offsets[code] as number;
  const to = offsets[code + 1] as number;
  if (from === to) return false;
  return isSpaceAt(bytes, from, to) || isSpaceBefore(bytes, from, to);
}

const isAsciiSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);

function isSpaceAt(bytes: Uint8Array, from: number, to: number): boolean {
  if (isAsciiSpace(bytes[from])) return true;
  if (to - from >= 2 && bytes[from] === 0xc2 && bytes[from + 1] === 0xa0) return true;
  return to - from >= 3 && bytes[from] === 0xe3 && bytes[from + 1] === 0x80 && bytes[from + 2] === 0x80;
}

function isSpaceBefore(bytes: Uint8Array, from: number, to: number): boolean {
  if (isAsciiSpace(bytes[to - 1])) return true;
  if (to - from >= 2 && isSpaceAt(bytes, to - 2, to) && bytes[to - 2] === 0xc2) return true;
  return to - from >= 3 && bytes[to - 3] === 0xe3 && isSpaceAt(bytes, to - 3, to);
}
