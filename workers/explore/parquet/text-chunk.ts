import { threadKernel } from '../../kernel-instance.ts';
import type { DictionaryView } from '../../tabular/segment.ts';
import type { ByteSink } from './byte-sink.ts';
import { type Renumbered, renumber } from './dictionary-chunk.ts';

/** A dictionary pays as long as rows share entries; past these limits texts are written one by one. */
const maxEntries = 65_536;
const maxEntryShare = 0.5;

/**
 * The `count` codes at `codesAt` in the kernel's memory numbered anew, when a dictionary is worth its page; else null, and
 * the codes may be rubbish. `rows`: of the whole segment.
 */
export function renumberTexts(
  codesAt: number,
  count: number,
  dictionary: DictionaryView,
  rows: number,
): Renumbered | null {
  const isMostlyDistinct = dictionary.count > maxEntries && dictionary.count > rows * maxEntryShare;
  if (isMostlyDistinct || count === 0) return null;
  return renumber(codesAt, count, dictionary.count, Math.min(maxEntries, Math.floor(count * maxEntryShare)));
}

/** The dictionary's texts for the `count` codes at `codesAt` in the kernel's memory, each behind its length. */
export function writeTexts(sink: ByteSink, dictionary: DictionaryView, codesAt: number, count: number): void {
  const { offsets, bytes } = dictionary;
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const offsetsAt = call.allocate(offsets.length * 4);
  const bytesAt = call.allocate(bytes.length + 16);
  kernel.words.set(new Int32Array(offsets.buffer, offsets.byteOffset, offsets.length), offsetsAt >> 2);
  kernel.bytes.set(bytes, bytesAt);
  const length = call.textsLength(codesAt, count, offsetsAt) >>> 0;
  const textsAt = call.allocate(length + 16);
  call.writeTexts(codesAt, count, offsetsAt, bytesAt, textsAt);
  sink.append(kernel.bytes.subarray(textsAt, textsAt + length));
  call.release(mark);
}
