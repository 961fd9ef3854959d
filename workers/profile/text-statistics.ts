import type { TextStatistics } from '../../contract/profile.ts';
import type { DictionaryView } from '../tabular/segment.ts';
import { numberHistogram } from './histogram.ts';
import type { MergedTexts } from './merge-texts.ts';
import { lookOfEntry } from './text-looks.ts';

/** Statistics of a column's texts, each distinct one examined once; null when there are none. */
export function describeTexts(texts: MergedTexts, throwIfCancelled: () => void): TextStatistics | null {
  const lengths = new Map<number, number>();
  let total = 0;
  let surroundingSpaces = 0;
  let numberLike = 0;
  let dateLike = 0;
  for (let entry = 0; entry < texts.size; entry++) {
    if ((entry & 0x3fff) === 0) throwIfCancelled();
    const count = texts.textCounts[entry] as number;
    if (count === 0) continue;
    const dictionary = texts.dictionaries[texts.source[entry] as number] as DictionaryView;
    const code = texts.sourceCode[entry] as number;
    const length = codePoints(dictionary, code);
    lengths.set(length, (lengths.get(length) ?? 0) + count);
    total += count;
    if (hasSurroundingSpaces(dictionary, code)) surroundingSpaces += count;
    const look = lookOfEntry(dictionary, code);
    if (look === 'number') numberLike += count;
    else if (look === 'date') dateLike += count;
  }
  if (total === 0) return null;
  return { count: total, ...describeLengths(lengths, total), surroundingSpaces, numberLike, dateLike };
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
