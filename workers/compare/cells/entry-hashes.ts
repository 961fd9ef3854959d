import { threadKernel } from '../../kernel-instance.ts';
import { hashEntries } from '../../profile/hash-entries.ts';
import type { DictionaryView } from '../../tabular/segment.ts';

/** The hash of each entry of a dictionary, two words each; the same text hashes alike wherever it stands. */
export function entryHashes(dictionary: DictionaryView): Int32Array {
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const target = call.allocate(dictionary.count * 8 + 8);
  const bytesAt = call.allocate(dictionary.bytes.length + 16);
  kernel.bytes.set(dictionary.bytes, bytesAt);
  hashEntries(kernel, dictionary, bytesAt, target);
  const hashes = kernel.words.slice(target >> 2, (target >> 2) + dictionary.count * 2);
  call.release(mark);
  return hashes;
}
