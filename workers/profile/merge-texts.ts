import { type Kernel, threadKernel } from '../kernel-instance.ts';
import type { ColumnView, DictionaryView } from '../tabular/segment.ts';
import { cellKind } from '../tabular/segment.ts';
import { hashEntries } from './hash-entries.ts';

/**
 * The distinct texts and errors of a column over all its segments. Their entries are those of all dictionaries one after
 * the other: code `c` of segment `s` is entry `starts[s] + c`. Of entries with the same text, the first stands for all.
 */
export interface MergedTexts {
  /** Entries of all dictionaries. */
  readonly size: number;
  /** Cells that hold the text of each entry, and that hold it as an error value (null: the column has none); 0 where another entry stands for it. */
  readonly textCounts: Uint32Array;
  readonly errorCounts: Uint32Array | null;
  /** Of each segment: its dictionary and its first entry. */
  readonly dictionaries: readonly (DictionaryView | null)[];
  readonly starts: readonly number[];
  /** The entry that stands for each entry. */
  readonly firsts: Uint32Array;
}

/** Rows handed to the kernel at a time. */
const blockRows = 1 << 14;

/** Puts the dictionaries of a column's segments together and counts the cells of each entry. */
export function mergeTexts(views: readonly ColumnView[], throwIfCancelled: () => void = () => undefined): MergedTexts {
  const dictionaries = views.map((view) => view.dictionary);
  const starts: number[] = [];
  let size = 0;
  for (const dictionary of dictionaries) {
    starts.push(size);
    size += dictionary?.count ?? 0;
  }
  const none = { textCounts: new Uint32Array(0), errorCounts: null, firsts: new Uint32Array(0) };
  if (size === 0) return { size, dictionaries, starts, ...none };
  const kernel = threadKernel();
  const { call } = kernel;
  const mark = call.taken();
  const firsts = call.allocate(size * 4);
  join(kernel, dictionaries, size, firsts);
  throwIfCancelled();
  const count = (kind: number) => countCells(kernel, views, starts, size, firsts, kind, throwIfCancelled);
  const hasErrors = views.some((view) => (view.counts[cellKind.error] as number) > 0);
  const textCounts = count(cellKind.text);
  const errorCounts = hasErrors ? count(cellKind.error) : null;
  const found = new Uint32Array(kernel.bytes.buffer, firsts, size).slice();
  call.release(mark);
  return { size, textCounts, errorCounts, dictionaries, starts, firsts: found };
}

/** Puts to `firsts` the entry that stands for each entry. */
function join(kernel: Kernel, dictionaries: readonly (DictionaryView | null)[], size: number, firsts: number): void {
  const { call } = kernel;
  const filled = dictionaries.filter((dictionary) => dictionary !== null && dictionary.count > 0);
  if (filled.length < 2) {
    kernel.words.set(
      Int32Array.from({ length: size }, (_, entry) => entry),
      firsts >> 2,
    );
    return;
  }
  const mark = call.taken();
  const hashes = call.allocate(size * 8);
  const offsets = call.allocate((size + 1) * 4);
  const length = filled.reduce((sum, dictionary) => sum + (dictionary?.bytes.length ?? 0), 0);
  const bytes = call.allocate(length + 16);
  let entry = 0;
  let base = 0;
  for (const dictionary of filled) {
    if (!dictionary) continue;
    kernel.bytes.set(dictionary.bytes, bytes + base);
    const target = new Uint32Array(kernel.bytes.buffer, offsets + entry * 4, dictionary.count + 1);
    addTo(dictionary.offsets, base, target);
    hashEntries(kernel, dictionary, bytes + base, hashes + entry * 8);
    entry += dictionary.count;
    base += dictionary.bytes.length;
  }
  call.joinTexts(hashes, bytes, offsets, size, firsts);
  call.release(mark);
}

function addTo(offsets: Uint32Array, base: number, target: Uint32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = (offsets[index] as number) + base;
}

/** The cells of one kind that hold each entry's text. */
function countCells(
  kernel: Kernel,
  views: readonly ColumnView[],
  starts: readonly number[],
  size: number,
  firsts: number,
  kind: number,
  throwIfCancelled: () => void,
): Uint32Array {
  const { call } = kernel;
  const mark = call.taken();
  const counts = call.allocate(size * 4);
  const codesAt = call.allocate(blockRows * 4);
  const kindsAt = call.allocate(blockRows);
  call.clear(counts, size * 4);
  for (const [segment, view] of views.entries()) {
    const { codes, rows } = view;
    if (!codes || view.counts[kind] === 0) continue;
    const kinds = view.counts[kind] === rows ? null : view.kinds;
    const start = counts + (starts[segment] as number) * 4;
    throwIfCancelled();
    for (let from = 0; from < rows; from += blockRows) {
      const to = Math.min(rows, from + blockRows);
      kernel.words.set(new Int32Array(codes.buffer, codes.byteOffset + from * 4, to - from), codesAt >> 2);
      if (kinds) kernel.bytes.set(kinds.subarray(from, to), kindsAt);
      call.countCodes(codesAt, kinds ? kindsAt : 0, kind, to - from, start);
    }
  }
  call.joinCounts(counts, firsts, size);
  const found = new Uint32Array(kernel.bytes.buffer, counts, size).slice();
  call.release(mark);
  return found;
}
