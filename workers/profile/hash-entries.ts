import type { Kernel } from '../kernel-instance.ts';
import type { DictionaryView } from '../tabular/segment.ts';

/**
 * Puts the hash of each entry of a dictionary to `target`, 8 bytes each; the same text hashes alike in every segment. Readers
 * that use the kernel have kept them; else they are made of the dictionary's bytes, which stand at `bytesAt`.
 */
export function hashEntries(kernel: Kernel, dictionary: DictionaryView, bytesAt: number, target: number): void {
  const { call } = kernel;
  if (dictionary.hashes) {
    kernel.words.set(dictionary.hashes, target >> 2);
    return;
  }
  const { count, offsets } = dictionary;
  const mark = call.taken();
  const offsetsAt = call.allocate((count + 1) * 4);
  kernel.words.set(new Int32Array(offsets.buffer, offsets.byteOffset, count + 1), offsetsAt >> 2);
  call.hashEntries(bytesAt, offsetsAt, count, target);
  call.release(mark);
}
