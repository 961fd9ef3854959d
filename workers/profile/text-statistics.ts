import type { TextStatistics } from '../../contract/profile.ts';
import { type Kernel, threadKernel } from '../kernel-instance.ts';
import type { DictionaryView } from '../tabular/segment.ts';
import { forEachBlock } from './deal-out.ts';
import { numberHistogram } from './histogram.ts';
import type { MergedTexts } from './merge-texts.ts';
import { lookOfEntry } from './text-looks.ts';

/** Texts up to this many characters are counted by length in the kernel, longer ones in a map. */
const shortLength = 256;

/** Statistics of a column's texts, each distinct one examined once; null when there are none. */
export function describeTexts(texts: MergedTexts, throwIfCancelled: () => void): TextStatistics | null {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const lengthsAt = call.allocate((shortLength + 1) * 4);
  call.clear(lengthsAt, (shortLength + 1) * 4);
  const tally: Tally = { lengthsAt, long: new Map(), surroundingSpaces: 0, numberLike: 0, dateLike: 0 };
  for (const [segment, dictionary] of texts.dictionaries.entries()) {
    if (!dictionary) continue;
    const start = texts.starts[segment] as number;
    forEachBlock(dictionary.count, (from, to) => {
      throwIfCancelled();
      tallyBlock(tally, texts, dictionary, start, from, to);
    });
  }
  const { long, surroundingSpaces, numberLike, dateLike } = tally;
  const counted = new Map(long);
  for (const [length, count] of wordsAt(kernel, lengthsAt, shortLength + 1).entries()) {
    if (count > 0) counted.set(length, count);
  }
  call.release(mark);
  const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  return { count: total, ...describeLengths(counted, total), surroundingSpaces, numberLike, dateLike };
}

interface Tally {
  /** Where the kernel counts cells by length of their text. */
  readonly lengthsAt: number;
  readonly long: Map<number, number>;
  surroundingSpaces: number;
  numberLike: number;
  dateLike: number;
}

/** Adds the texts of the codes `from`..`to` of a dictionary whose first entry is `start`. */
function tallyBlock(
  tally: Tally,
  { textCountsAt, bytesAt, offsetsAt }: MergedTexts,
  dictionary: DictionaryView,
  start: number,
  from: number,
  to: number,
): void {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const room = (to - from) * 4;
  const [longsAt, looksAt, foundAt] = [call.allocate(room), call.allocate(room), call.allocate(12)] as const;
  const entries = [bytesAt, offsetsAt, textCountsAt, start + from, start + to] as const;
  call.tallyTexts(...entries, tally.lengthsAt, longsAt, looksAt, foundAt);
  const [longs = 0, looks = 0, spaced = 0] = wordsAt(kernel, foundAt, 3);
  tally.surroundingSpaces += spaced;
  const counts = wordsAt(kernel, textCountsAt, start + to);
  const { long } = tally;
  for (const entry of wordsAt(kernel, longsAt, longs)) {
    const offset = offsetsAt + entry * 4;
    const [begin = 0, end = 0] = wordsAt(kernel, offset, 2);
    const length = call.codePoints(bytesAt + begin, bytesAt + end);
    long.set(length, (long.get(length) ?? 0) + (counts[entry] as number));
  }
  for (const entry of wordsAt(kernel, looksAt, looks)) {
    const look = lookOfEntry(dictionary, entry - start);
    if (look === 'number') tally.numberLike += counts[entry] as number;
    else if (look === 'date') tally.dateLike += counts[entry] as number;
  }
  call.release(mark);
}

const wordsAt = (kernel: Kernel, at: number, length: number): Uint32Array =>
  new Uint32Array(kernel.bytes.buffer, at, length);

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
