import type { ColumnProfile } from '../../contract/profile.ts';
import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { type DictionaryView, dictionaryText } from '../tabular/segment.ts';
import { forEachBlock } from './deal-out.ts';
import type { MergedTexts } from './merge-texts.ts';

type CountedValue = ColumnProfile['topValues'][number];

interface TopText {
  readonly dictionary: DictionaryView;
  readonly code: number;
  readonly count: number;
}

/** The most frequent `wanted` texts; at `countsAt` is how many cells hold each entry. Ties in order of their UTF-8 bytes. */
export function topOfTexts(texts: MergedTexts, countsAt: number, wanted: number): CountedValue[] {
  const top: TopText[] = [];
  if (countsAt === 0) return [];
  const kernel = threadKernel();
  for (const [segment, dictionary] of texts.dictionaries.entries()) {
    if (!dictionary) continue;
    const start = countsAt + (texts.starts[segment] as number) * 4;
    forEachBlock(dictionary.count, (from, to) => enterBlock(kernel, top, wanted, dictionary, start, from, to));
  }
  return top.map(({ dictionary, code, count }) => ({ value: dictionaryText(dictionary, code), count }));
}

/** The codes `first`..`to` of a dictionary, of which `countsAt` tells the cells. */
function enterBlock(
  { call, words }: Kernel,
  top: TopText[],
  wanted: number,
  dictionary: DictionaryView,
  countsAt: number,
  first: number,
  to: number,
): void {
  for (let code = first; ; code++) {
    const last = top.length === wanted ? (top[wanted - 1] as TopText) : null;
    const least = last ? last.count : 1;
    code = call.nextAbove(countsAt, code, to, least - 1);
    if (code >= to) return;
    const count = words[(countsAt >> 2) + code] as number;
    if (last && count === least && !isBefore(dictionary, code, last.dictionary, last.code)) continue;
    enterText(top, wanted, { dictionary, code, count });
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
