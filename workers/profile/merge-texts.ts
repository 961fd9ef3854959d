import type { ColumnView, DictionaryView } from '../tabular/segment.ts';
import { cellKind } from '../tabular/segment.ts';

/** Two independent 32-bit hashes of each dictionary entry; the same bytes hash alike in every segment. */
export interface EntryLanes {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** The distinct texts and errors of a column over all its segments. Entry `i` stands in the bytes of `dictionaries[source[i]]`. */
export interface MergedTexts {
  readonly size: number;
  /** Cells that hold each entry as text, and as an error value (null: the column has none). */
  readonly textCounts: Uint32Array;
  readonly errorCounts: Uint32Array | null;
  /** Of each segment: its dictionary, the hashes of its entries, and the merged entry of each of its codes (null: the same). */
  readonly dictionaries: readonly (DictionaryView | null)[];
  readonly lanes: readonly (EntryLanes | null)[];
  readonly merged: readonly (Uint32Array | null)[];
  readonly source: Uint32Array;
  readonly sourceCode: Uint32Array;
}

/** Puts the dictionaries of a column's segments together and counts the cells of each entry. */
export function mergeTexts(views: readonly ColumnView[]): MergedTexts {
  const dictionaries = views.map((view) => view.dictionary);
  const lanes = dictionaries.map((dictionary) => dictionary && hashEntries(dictionary));
  const filled = dictionaries.filter((dictionary) => dictionary !== null && dictionary.count > 0);
  const places = filled.length > 1 ? joinDictionaries(dictionaries, lanes) : keepDictionary(dictionaries);
  const hasErrors = views.some((view) => (view.counts[cellKind.error] as number) > 0);
  const textCounts = new Uint32Array(places.size);
  const errorCounts = hasErrors ? new Uint32Array(places.size) : null;
  for (const [segment, view] of views.entries()) {
    const merged = places.merged[segment] ?? null;
    countCodes(view, cellKind.text, merged, textCounts);
    if (errorCounts) countCodes(view, cellKind.error, merged, errorCounts);
  }
  return { ...places, textCounts, errorCounts, dictionaries, lanes };
}

type Places = Pick<MergedTexts, 'size' | 'merged' | 'source' | 'sourceCode'>;

/** At most one segment has texts: its codes are the entries. */
function keepDictionary(dictionaries: readonly (DictionaryView | null)[]): Places {
  const segment = dictionaries.findIndex((dictionary) => dictionary !== null && dictionary.count > 0);
  const size = dictionaries[segment]?.count ?? 0;
  const sourceCode = new Uint32Array(size);
  for (let code = 0; code < size; code++) sourceCode[code] = code;
  return { size, merged: dictionaries.map(() => null), source: new Uint32Array(size).fill(segment), sourceCode };
}

function joinDictionaries(
  dictionaries: readonly (DictionaryView | null)[],
  lanes: readonly (EntryLanes | null)[],
): Places {
  const all = dictionaries.reduce((sum, dictionary) => sum + (dictionary?.count ?? 0), 0);
  const table: EntryTable = {
    slots: new Int32Array(2 * 2 ** Math.ceil(Math.log2(all * 2 + 2))),
    source: new Uint32Array(all),
    sourceCode: new Uint32Array(all),
    size: 0,
    fetched: 0,
  };
  const merged = dictionaries.map((dictionary, segment) =>
    dictionary ? enter(table, dictionaries, segment, (lanes[segment] as EntryLanes).first) : null,
  );
  const { size, source, sourceCode } = table;
  return { size, merged, source: source.subarray(0, size), sourceCode: sourceCode.subarray(0, size) };
}

interface EntryTable {
  /** Open addressing, at most half full; a slot is an entry + 1 (0: free) and beside it its hash. */
  readonly slots: Int32Array;
  readonly source: Uint32Array;
  readonly sourceCode: Uint32Array;
  size: number;
  fetched: number;
}

/** Codes whose slots are fetched together. */
const fetchAhead = 128;

/**
 * Reads the slots that the next codes will look into. A large table does not fit the processor's cache; reads that do not
 * depend on each other are waited for all at once, those between the branches of a look-up one by one. The answer
 * has no meaning but must be kept, or the compiler drops the reads.
 */
function fetchSlots(slots: Int32Array, hashes: Int32Array, from: number, mask: number): number {
  const to = Math.min(hashes.length, from + fetchAhead);
  let fetched = 0;
  for (let code = from; code < to; code++) fetched ^= slots[2 * ((hashes[code] as number) & mask)] as number;
  return fetched;
}

/** Enters the texts of one segment into `table` and answers the merged entry of each of its codes. */
function enter(
  table: EntryTable,
  dictionaries: readonly (DictionaryView | null)[],
  segment: number,
  hashes: Int32Array,
): Uint32Array {
  const { slots, source, sourceCode } = table;
  const dictionary = dictionaries[segment] as DictionaryView;
  const mask = slots.length / 2 - 1;
  const map = new Uint32Array(hashes.length);
  let { size } = table;
  for (let code = 0; code < hashes.length; code++) {
    if (code % fetchAhead === 0) table.fetched ^= fetchSlots(slots, hashes, code, mask);
    const hash = hashes[code] as number;
    let slot = 2 * (hash & mask);
    let entry = (slots[slot] as number) - 1;
    while (entry >= 0) {
      if (slots[slot + 1] === hash) {
        const other = dictionaries[source[entry] as number] as DictionaryView;
        if (isSameText(dictionary, code, other, sourceCode[entry] as number)) break;
      }
      slot = (slot + 2) & (slots.length - 1);
      entry = (slots[slot] as number) - 1;
    }
    if (entry < 0) {
      entry = size++;
      slots[slot] = entry + 1;
      slots[slot + 1] = hash;
      source[entry] = segment;
      sourceCode[entry] = code;
    }
    map[code] = entry;
  }
  table.size = size;
  return map;
}

function isSameText(left: DictionaryView, leftCode: number, right: DictionaryView, rightCode: number): boolean {
  const leftFrom = left.offsets[leftCode] as number;
  const rightFrom = right.offsets[rightCode] as number;
  const length = (left.offsets[leftCode + 1] as number) - leftFrom;
  if ((right.offsets[rightCode + 1] as number) - rightFrom !== length) return false;
  for (let index = 0; index < length; index++) {
    if (left.bytes[leftFrom + index] !== right.bytes[rightFrom + index]) return false;
  }
  return true;
}

function countCodes(view: ColumnView, kind: number, merged: Uint32Array | null, counts: Uint32Array): void {
  const { kinds, codes, rows } = view;
  if (!codes || view.counts[kind] === 0) return;
  const isWhole = view.counts[kind] === rows;
  for (let row = 0; row < rows; row++) {
    if (!isWhole && kinds[row] !== kind) continue;
    const code = codes[row] as number;
    const entry = merged ? (merged[code] as number) : code;
    counts[entry] = (counts[entry] as number) + 1;
  }
}

/** Both lanes in one pass over the bytes: two multiplicative hashes with different factors, each mixed at the end. */
function hashEntries({ count, offsets, bytes }: DictionaryView): EntryLanes {
  const first = new Int32Array(count);
  const second = new Int32Array(count);
  let from = offsets[0] as number;
  for (let code = 0; code < count; code++) {
    const to = offsets[code + 1] as number;
    let left = 0x811c9dc5 | 0;
    let right = (to - from) ^ 0x2545f491;
    for (let index = from; index < to; index++) {
      const byte = bytes[index] as number;
      left = Math.imul(left ^ byte, 0x01000193);
      right = Math.imul(right + byte, 0x2c9277b5);
      right ^= right >>> 15;
    }
    first[code] = mixed(left);
    second[code] = mixed(right ^ 0x5bd1e995);
    from = to;
  }
  return { first, second };
}

/** The finalizer of MurmurHash3: every bit of the input changes about half the bits of the output. */
export function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
