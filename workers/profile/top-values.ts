import type { ColumnProfile } from '../../contract/profile.ts';
import { type DictionaryView, dictionaryText } from '../tabular/segment.ts';
import type { MergedTexts } from './merge-texts.ts';
import type { NumberRuns } from './number-runs.ts';

type CountedValue = ColumnProfile['topValues'][number];

export const topValueCount = 20;

/** The most frequent values of `runs`, ties in order of value. */
export function topOfRuns(runs: NumberRuns, textOf: (value: number) => string): CountedValue[] {
  // Runs ascend, so of two with the same count the earlier one comes first.
  const places = mostFrequent(runs.counts, runs.values.length, null);
  return places.map((place) => ({ value: textOf(runs.values[place] as number), count: runs.counts[place] as number }));
}

/** The most frequent texts; `counts` is how many cells hold each entry. Ties in order of their UTF-8 bytes. */
export function topOfTexts(texts: MergedTexts, counts: Uint32Array): CountedValue[] {
  const dictionaryOf = (entry: number) => texts.dictionaries[texts.source[entry] as number] as DictionaryView;
  const codeOf = (entry: number) => texts.sourceCode[entry] as number;
  const places = mostFrequent(counts, texts.size, (entry, other) =>
    isBefore(dictionaryOf(entry), codeOf(entry), dictionaryOf(other), codeOf(other)),
  );
  return places.map((entry) => ({
    value: dictionaryText(dictionaryOf(entry), codeOf(entry)),
    count: counts[entry] as number,
  }));
}

/** The most frequent of several lists whose values are of different kinds; ties in order of the lists. */
export function topOfLists(lists: readonly (readonly CountedValue[])[]): CountedValue[] {
  return lists
    .flat()
    .sort((left, right) => right.count - left.count)
    .slice(0, topValueCount);
}

/** The places of the largest counts above 0. `goesFirst` decides between a place and an earlier one with the same count. */
function mostFrequent(
  counts: Uint32Array,
  length: number,
  goesFirst: ((place: number, earlier: number) => boolean) | null,
): number[] {
  const top: number[] = [];
  const isBetter = (place: number, other: number) =>
    (counts[place] as number) > (counts[other] as number) ||
    (counts[place] === counts[other] && goesFirst !== null && goesFirst(place, other));
  let least = 1;
  for (let place = 0; place < length; place++) {
    const count = counts[place] as number;
    if (count < least || (goesFirst === null && top.length === topValueCount && count === least)) continue;
    if (top.length === topValueCount) {
      if (!isBetter(place, top[topValueCount - 1] as number)) continue;
      top.pop();
    }
    let at = top.length;
    while (at > 0 && isBetter(place, top[at - 1] as number)) at--;
    top.splice(at, 0, place);
    if (top.length === topValueCount) least = counts[top[topValueCount - 1] as number] as number;
  }
  return top;
}

function isBefore(left: DictionaryView, leftCode: number, right: DictionaryView, rightCode: number): boolean {
  const leftFrom = left.offsets[leftCode] as number;
  const rightFrom = right.offsets[rightCode] as number;
  const leftLength = (left.offsets[leftCode + 1] as number) - leftFrom;
  const rightLength = (right.offsets[rightCode + 1] as number) - rightFrom;
  for (let index = 0; index < Math.min(leftLength, rightLength); index++) {
    const difference = (left.bytes[leftFrom + index] as number) - (right.bytes[rightFrom + index] as number);
    if (difference !== 0) return difference < 0;
  }
  return leftLength < rightLength;
}
