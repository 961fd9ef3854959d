import { type Kernel, threadKernel } from '../kernel-instance.ts';
import { putBytes, putWords, spareBytes } from '../tabular/put-words.ts';
import type { ColumnView, DictionaryView } from '../tabular/segment.ts';
import { cellKind, repeatsFrom } from '../tabular/segment.ts';
import { blockLength as blockRows, dealOut, forEachBlock } from './deal-out.ts';
import { hashEntries } from './hash-entries.ts';

/**
 * The distinct texts and errors of a column over all its segments. Their entries are those of all dictionaries one after
 * the other: code `c` of segment `s` is entry `starts[s] + c`. Of entries with the same text, the first stands for all.
 * What tells of each entry lies in the kernel's memory until that is given back; `…At` are addresses there.
 */
export interface MergedTexts {
  /** Entries of all dictionaries. */
  readonly size: number;
  /** Of each segment: its dictionary and its first entry. */
  readonly dictionaries: readonly (DictionaryView | null)[];
  readonly starts: readonly number[];
  /**
   * A word for each entry: the cells that hold its text, and that hold it as an error value (0: the column has none); 0
   * where another entry stands for it. The entry that stands for it.
   */
  readonly textCountsAt: number;
  readonly errorCountsAt: number;
  readonly firstsAt: number;
  /** The bytes of all dictionaries, and where each entry begins among them (and the last one ends). */
  readonly bytesAt: number;
  readonly offsetsAt: number;
}

/** Puts the dictionaries of a column's segments together and counts the cells of each entry; takes memory of the kernel. */
export function mergeTexts(views: readonly ColumnView[], throwIfCancelled: () => void = () => undefined): MergedTexts {
  const dictionaries = views.map((view) => view.dictionary);
  const starts: number[] = [];
  let size = 0;
  for (const dictionary of dictionaries) {
    starts.push(size);
    size += dictionary?.count ?? 0;
  }
  const nowhere = { textCountsAt: 0, errorCountsAt: 0, firstsAt: 0, bytesAt: 0, offsetsAt: 0 };
  if (size === 0) return { size, dictionaries, starts, ...nowhere };
  const kernel = threadKernel();
  const joined = join(kernel, dictionaries, size);
  throwIfCancelled();
  const source = { kernel, views, starts, size, firstsAt: joined.firstsAt, throwIfCancelled };
  const hasErrors = views.some((view) => (view.counts[cellKind.error] as number) > 0);
  const textCountsAt = countCells(source, cellKind.text);
  const errorCountsAt = hasErrors ? countCells(source, cellKind.error) : 0;
  return { size, dictionaries, starts, textCountsAt, errorCountsAt, ...joined };
}

/** Gathers the dictionaries and finds the entry that stands for each entry. */
function join(kernel: Kernel, dictionaries: readonly (DictionaryView | null)[], size: number) {
  const { call } = kernel;
  const filled = dictionaries.filter((dictionary) => dictionary !== null && dictionary.count > 0);
  const length = filled.reduce((sum, dictionary) => sum + (dictionary?.bytes.length ?? 0), 0);
  const offsetsAt = call.allocate((size + 1) * 4 + spareBytes);
  const bytesAt = call.allocate(length + spareBytes);
  const firstsAt = call.allocate(size * 4);
  const mark = call.taken();
  // One dictionary alone may hold a text twice as well, once it has become large.
  const isJoined = filled.length > 1 || size >= repeatsFrom;
  const hashesAt = isJoined ? call.allocate(size * 8) : 0;
  let entry = 0;
  let base = 0;
  for (const dictionary of filled) {
    if (!dictionary) continue;
    const { count, offsets, bytes } = dictionary;
    putBytes(kernel, bytes, bytesAt + base);
    const target = offsetsAt + entry * 4;
    putBytes(kernel, new Uint8Array(offsets.buffer, offsets.byteOffset, (count + 1) * 4), target);
    forEachBlock(count + 1, (from, to) => call.addToWords(target + from * 4, target + to * 4, base));
    if (isJoined) hashEntries(kernel, dictionary, bytesAt + base, hashesAt + entry * 8);
    entry += count;
    base += bytes.length;
  }
  if (isJoined) joinTexts(kernel, { hashesAt, bytesAt, offsetsAt, firstsAt }, size);
  else {
    const firsts = kernel.words.subarray(firstsAt >> 2, (firstsAt >> 2) + size);
    for (let index = 0; index < size; index++) firsts[index] = index;
  }
  call.release(mark);
  return { firstsAt, bytesAt, offsetsAt };
}

/** Puts to `firstsAt` the entry that stands for each of `size` entries. */
function joinTexts(
  kernel: Kernel,
  at: { hashesAt: number; bytesAt: number; offsetsAt: number; firstsAt: number },
  size: number,
): void {
  const { call } = kernel;
  const { hashesAt, bytesAt, offsetsAt, firstsAt } = at;
  const dealtAt = call.allocate(size * 16);
  dealOut(kernel, {
    ...{ items: size, slotBytes: 4 },
    count: (from, to, bits, endsAt) => call.countPartitions(hashesAt, from, to, bits, endsAt),
    deal: (from, to, bits, endsAt) => call.dealEntries(hashesAt, bytesAt, offsetsAt, from, to, bits, endsAt, dealtAt),
    use: (from, to, slotsAt, slotCount) =>
      call.joinPartition(dealtAt + from * 16, dealtAt + to * 16, bytesAt, offsetsAt, slotsAt, slotCount, firstsAt),
  });
}

interface CellSource {
  readonly kernel: Kernel;
  readonly views: readonly ColumnView[];
  readonly starts: readonly number[];
  readonly size: number;
  readonly firstsAt: number;
  readonly throwIfCancelled: () => void;
}

/** The address of how many cells of one kind hold each entry's text. */
function countCells({ kernel, views, starts, size, firstsAt, throwIfCancelled }: CellSource, kind: number): number {
  const { call } = kernel;
  const counts = call.allocate(size * 4);
  const mark = call.taken();
  const codesAt = call.allocate(blockRows * 4);
  const kindsAt = call.allocate(blockRows);
  call.clear(counts, size * 4);
  for (const [segment, view] of views.entries()) {
    const { codes, rows } = view;
    if (!codes || view.counts[kind] === 0) continue;
    const kinds = view.counts[kind] === rows ? null : view.kinds;
    const start = counts + (starts[segment] as number) * 4;
    throwIfCancelled();
    forEachBlock(rows, (from, to) => {
      putWords(kernel, codes, from, to, codesAt);
      if (kinds) kernel.bytes.set(kinds.subarray(from, to), kindsAt);
      call.countCodes(codesAt, kinds ? kindsAt : 0, kind, to - from, start);
    });
  }
  forEachBlock(size, (from, to) => call.joinCounts(counts, firstsAt, from, to));
  call.release(mark);
  return counts;
}
