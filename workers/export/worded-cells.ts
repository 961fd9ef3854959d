import type { CellColumn } from '../tabular/cell-column.ts';
import { cellKind, type DictionaryView } from '../tabular/segment.ts';

/** How truth values are written in words. */
export interface TruthWords {
  readonly yes: string;
  readonly no: string;
}

const encoder = new TextEncoder();

/** `cells` with truth values as the words for them; the same cells where there are none. */
export function wordedCells(cells: CellColumn, words: TruthWords | undefined): CellColumn {
  if (!words || !cells.kinds.includes(cellKind.boolean)) return cells;
  const dictionary = withEntries(cells.dictionary, [words.no, words.yes]);
  const [no, yes] = [dictionary.count - 2, dictionary.count - 1];
  const kinds = cells.kinds.slice();
  const codes = cells.codes?.slice() ?? new Uint32Array(kinds.length);
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] !== cellKind.boolean) continue;
    kinds[row] = cellKind.text;
    codes[row] = cells.numbers?.[row] === 1 ? yes : no;
  }
  return { kinds, numbers: cells.numbers, codes, dictionary };
}

function withEntries(dictionary: DictionaryView | null, texts: readonly string[]): DictionaryView {
  const added = texts.map((text) => encoder.encode(text));
  const count = dictionary?.count ?? 0;
  const offsets = new Uint32Array(count + added.length + 1);
  if (dictionary) offsets.set(dictionary.offsets.subarray(0, count + 1));
  for (const [place, { length }] of added.entries()) {
    offsets[count + place + 1] = (offsets[count + place] as number) + length;
  }
  const bytes = new Uint8Array(offsets[count + added.length] as number);
  if (dictionary) bytes.set(dictionary.bytes.subarray(0, offsets[count]));
  for (const [place, text] of added.entries()) bytes.set(text, offsets[count + place]);
  return { count: count + added.length, offsets, bytes, hashes: null };
}
