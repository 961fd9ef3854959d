import type { ColumnProfile } from '../../contract/profile.ts';
import { type DictionaryView, dictionaryText } from '../tabular/segment.ts';
import type { MergedTexts } from './merge-texts.ts';

type CountedValue = ColumnProfile['topValues'][number];

interface TopText {
  readonly dictionary: DictionaryView;
  readonly code: number;
  readonly count: number;
}

const blockEntries = 1 << 9;

/** The most frequent `wanted` texts; `counts` is how many cells hold each entry. Ties in order of their UTF-8 bytes. */
export function topOfTexts(texts: MergedTexts, counts: Uint32Array, wanted: number): CountedValue[] {
  const top: TopText[] = [];
  for (const [segment, dictionary] of texts.dictionaries.entries()) {
    if (!dictionary) continue;
    const start = texts.starts[segment] as number;
    for (let from = 0; from < dictionary.count; from += blockEntries) {
      const to = Math.min(dictionary.count, from + blockEntries);
      enterBlock(top, wanted, dictionary, counts.subarray(start + from, start + to), from);
    }
  }
  return top.map(({ dictionary, code, count }) => ({ value: dictionaryText(dictionary, code), count }));
}

function enterBlock(
  top: TopText[],
  wanted: number,
  dictionary: DictionaryView,
  counts: Uint32Array,
  first: number,
): void {
  let last = top.length === wanted ? (top[wanted - 1] as TopText) : null;
  let least = last ? last.count : 1;
  for (let index = 0; index < counts.length; index++) {
    const count = counts[index] as number;
    if (count < least) continue;
    const code = first + index;
    if (last && count === least && !isBefore(dictionary, code, last.dictionary, last.code)) continue;
    enterText(top, wanted, { dictionary, code, count });
    last = top.length === wanted ? (top[wanted - 1] as TopText) : null;
    least = last ? last.count : 1;
  }
}

function enterText(top: TopText[], wanted: number, text: TopText): void {
  let place = top.length;
  while (place > 0 && isBetter(text, top[place - 1] as TopText)) place--;
  top.splice(place, 0, text);
  if (top.length > wanted) top.pop();
}

const isBetter = (text: TopText, other: TopText): boolean =>
  text.count > other.count ||
  (text.count === other.count && isBefore(text.dictionary, text.code, other.dictionary, other.code));

function isBefore(left: DictionaryView, leftCode: number, right: DictionaryView, rightCode: number): boolean {
  const leftFrom = left.offsets[leftCode] as number;
  const rightFrom = right.offsets[rightCode] as number;
  const leftLength = (left.offsets[leftCode + 1] as number) - leftFrom;
  const rightLength = (right.offsets[rightCode + 1] as number) - rightFrom;
  const length = Math.min(leftLength, rightLength);
  for (let index = 0; index < length; index++) {
    const difference = (left.bytes[leftFrom + index] as number) - (right.bytes[rightFrom + index] as number);
    if (difference !== 0) return difference < 0;
  }
  return leftLength < rightLength;
}
