import type { ColumnView, DictionaryView } from '../tabular/segment.ts';
import { cellKind } from '../tabular/segment.ts';
import { type EntryLanes, hashEntries } from './hash-texts.ts';
import { findRepeats } from './repeats.ts';

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
  /** Of each segment: its dictionary, its first entry, the hashes of its texts, and the entry that stands for each code. */
  readonly dictionaries: readonly (DictionaryView | null)[];
  readonly starts: readonly number[];
  readonly lanes: readonly (EntryLanes | null)[];
  readonly merged: readonly (Uint32Array | null)[];
}

const blockRows = 1 << 10;

/** Puts the dictionaries of a column's segments together and counts the cells of each entry. */
export function mergeTexts(views: readonly ColumnView[], throwIfCancelled: () => void = () => undefined): MergedTexts {
  const dictionaries = views.map((view) => view.dictionary);
  const starts: number[] = [];
  let size = 0;
  for (const dictionary of dictionaries) {
    starts.push(size);
    size += dictionary?.count ?? 0;
  }
  const all: EntryLanes = { first: new Int32Array(size), second: new Int32Array(size) };
  const hasErrors = views.some((view) => (view.counts[cellKind.error] as number) > 0);
  const textCounts = new Uint32Array(size);
  const errorCounts = hasErrors ? new Uint32Array(size) : null;
  const places = new Uint32Array(size);
  for (let entry = 0; entry < size; entry++) places[entry] = entry;
  const ofSegment = <T extends Int32Array | Uint32Array>(array: T, segment: number): T => {
    const start = starts[segment] as number;
    return array.subarray(start, start + (dictionaries[segment]?.count ?? 0)) as T;
  };
  const lanes = dictionaries.map((dictionary, segment) => {
    if (!dictionary) return null;
    const own = { first: ofSegment(all.first, segment), second: ofSegment(all.second, segment) };
    hashEntries(dictionary, own);
    throwIfCancelled();
    return own;
  });
  for (const [segment, view] of views.entries()) {
    countCodes(view, cellKind.text, ofSegment(textCounts, segment));
    if (errorCounts) countCodes(view, cellKind.error, ofSegment(errorCounts, segment));
  }
  const merged = dictionaries.map((dictionary, segment) => dictionary && ofSegment(places, segment));
  const texts = { size, textCounts, errorCounts, dictionaries, starts, lanes, merged };
  if (dictionaries.filter((dictionary) => dictionary !== null && dictionary.count > 0).length > 1) {
    joinRepeats(texts, all, places, throwIfCancelled);
  }
  return texts;
}

/** Lets the first entry of each text stand for the others. */
function joinRepeats(texts: MergedTexts, all: EntryLanes, places: Uint32Array, throwIfCancelled: () => void): void {
  if (findRepeats(all.first, all.second, places, throwIfCancelled) === 0) return;
  const strangers = new Map<string, number>();
  for (const [segment, dictionary] of texts.dictionaries.entries()) {
    if (!dictionary) continue;
    const start = texts.starts[segment] as number;
    for (let from = 0; from < dictionary.count; from += blockRows) {
      const own = places.subarray(start + from, start + Math.min(dictionary.count, from + blockRows));
      checkSame(texts, segment, from, own, strangers);
      moveCounts(texts.textCounts, start + from, own);
      if (texts.errorCounts) moveCounts(texts.errorCounts, start + from, own);
    }
    throwIfCancelled();
  }
}

/**
 * Compares the texts of the codes from `from` with those of their first entries byte by byte. A text that differs although
 * its hashes are the same gets as its first entry that of `strangers`, where all such texts are kept.
 */
function checkSame(
  { dictionaries, starts }: MergedTexts,
  segment: number,
  from: number,
  firsts: Uint32Array,
  strangers: Map<string, number>,
): void {
  const dictionary = dictionaries[segment] as DictionaryView;
  const entry = (starts[segment] as number) + from;
  for (let index = 0; index < firsts.length; index++) {
    const first = firsts[index] as number;
    if (first === entry + index) continue;
    let other = segment;
    while ((starts[other] as number) > first) other--;
    const code = from + index;
    const otherCode = first - (starts[other] as number);
    if (isSameText(dictionary, code, dictionaries[other] as DictionaryView, otherCode)) continue;
    const bytes = dictionary.bytes.slice(dictionary.offsets[code], dictionary.offsets[code + 1]);
    const text = Buffer.from(bytes).toString('latin1');
    const stranger = strangers.get(text) ?? entry + index;
    strangers.set(text, stranger);
    firsts[index] = stranger;
  }
}

/** Adds the cells of the entries from `entry` to those of their first entries. */
function moveCounts(counts: Uint32Array, entry: number, firsts: Uint32Array): void {
  for (let index = 0; index < firsts.length; index++) {
    const first = firsts[index] as number;
    const count = counts[entry + index] as number;
    if (first === entry + index || count === 0) continue;
    counts[first] = (counts[first] as number) + count;
    counts[entry + index] = 0;
  }
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

function countCodes({ kinds, codes, counts, rows }: ColumnView, kind: number, into: Uint32Array): void {
  if (!codes || counts[kind] === 0) return;
  const checked = counts[kind] === rows ? null : kinds;
  for (let from = 0; from < rows; from += blockRows) {
    countBlock(codes, checked, kind, from, Math.min(rows, from + blockRows), into);
  }
}

function countBlock(
  codes: Uint32Array,
  kinds: Uint8Array | null,
  kind: number,
  from: number,
  to: number,
  into: Uint32Array,
): void {
  for (let row = from; row < to; row++) {
    if (kinds !== null && kinds[row] !== kind) continue;
    const code = codes[row] as number;
    into[code] = (into[code] as number) + 1;
  }
}
