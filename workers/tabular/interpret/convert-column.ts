import type { ColumnDecision, ColumnTally } from '../../../contract/column-decision.ts';
import { type ColumnView, cellKind, type DictionaryView } from '../segment.ts';
import { ChangeCounter } from './change-counter.ts';
import { findChangedRows } from './changed-rows.ts';
import { countTexts, findMissingWords, textsOf } from './column-texts.ts';
import { NumberRoom } from './number-room.ts';
import type { RewrittenColumn } from './rewrite-segment.ts';
import { numberReader, type ReadValue, textReader } from './value-of-text.ts';

/** What the texts of a column become, by entry of its dictionary. */
interface EntryReadings {
  /** The kind of cell; that of a text for entries that stay. */
  readonly kinds: Uint8Array;
  readonly values: Float64Array;
  readonly reads: readonly (ReadValue | null)[];
}

/** One column of a segment read as decided (null: no cell of it changes), and what was done; null where there is nothing to tell. */
export function convertColumn(
  view: ColumnView,
  decision: ColumnDecision,
  keptRows: number,
): { readonly rewritten: RewrittenColumn | null; readonly tally: ColumnTally } | null {
  const { dictionary } = view;
  const texts = dictionary === null ? 0 : (view.counts[cellKind.text] as number);
  const readNumber = (view.counts[cellKind.number] as number) > 0 ? numberReader(decision) : null;
  if (texts === 0 && !readNumber) return null;
  const counter = new ChangeCounter(keptRows);
  const room = new NumberRoom(view);
  if (readNumber) room.expectAnything();
  const counts = Float64Array.from(view.counts);
  const entries = texts > 0 ? readEntries(view, decision, counter, room, counts) : null;
  const keepsTexts = (counts[cellKind.text] as number) > 0;
  const keptOthers = keepsTexts && decision.as !== 'text' ? keptRows : 0;
  const unfittingRows = entries && dictionary ? noteRows(view, dictionary, entries, keptOthers, counter) : noRows;
  const isConverted = counts[cellKind.text] !== view.counts[cellKind.text];
  if (entries && isConverted) room.fill(entries.values, entries.kinds);
  const numberKinds = readNumber ? convertNumbers(view, readNumber, room, counter, counts) : null;
  const tally = { column: decision.column, changes: counter.tally(), unfittingRows };
  if (!isConverted && !numberKinds) return tally.unfittingRows.length === 0 ? null : { rewritten: null, tally };
  const isOneKind = counts.includes(view.rows);
  const kinds = isOneKind ? null : newKinds(view, entries?.kinds ?? null, numberKinds);
  const hasErrors = (counts[cellKind.error] as number) > 0;
  if (entries && (keepsTexts || hasErrors) && isConverted) clearCodes(view, entries.kinds);
  const rewritten = { column: decision.column, kinds, counts, keepsTexts: keepsTexts || hasErrors, ...room.packed() };
  return { rewritten, tally };
}

function readEntries(
  view: ColumnView,
  decision: ColumnDecision,
  counter: ChangeCounter,
  room: NumberRoom,
  cellCounts: Float64Array,
): EntryReadings {
  const dictionary = view.dictionary as NonNullable<ColumnView['dictionary']>;
  const counts = countTexts(view);
  const kinds = new Uint8Array(dictionary.count).fill(cellKind.text);
  const values = new Float64Array(dictionary.count);
  const reads = new Array<ReadValue | null>(dictionary.count).fill(null);
  const readText = textReader(decision);
  const textOf = textsOf(dictionary);
  const read = (code: number) => {
    const cells = counts[code] as number;
    const value = cells === 0 ? null : readText(textOf(code));
    if (value === null) return;
    reads[code] = value;
    kinds[code] = value.kind;
    values[code] = value.value;
    cellCounts[cellKind.text] = (cellCounts[cellKind.text] as number) - cells;
    cellCounts[value.kind] = (cellCounts[value.kind] as number) + cells;
    counter.count(value.change, cells);
    if (value.kind !== cellKind.missing) room.expect(value.value, value.kind);
  };
  // Where only words for missing change, no other text need be looked at.
  if (decision.as === 'text') {
    const others = new Set(decision.missing);
    for (const { code } of findMissingWords(dictionary, { others })) read(code);
  } else for (let code = 0; code < dictionary.count; code++) read(code);
  return { kinds, values, reads };
}

/** Notes the first rows of each change and its examples; gives the first rows of the texts that stay, up to `keptOthers`. */
function noteRows(
  view: ColumnView,
  dictionary: DictionaryView,
  { reads }: EntryReadings,
  keptOthers: number,
  counter: ChangeCounter,
): Int32Array {
  const wanted = counter.wantedRows();
  const others = keptOthers === 0 ? [] : [{ change: null, rows: keptOthers }];
  const changeOf = (entry: number) => reads[entry]?.change ?? null;
  const found = findChangedRows(view, [...wanted, ...others], changeOf);
  for (const [place, { change }] of wanted.entries()) counter.keepRows(change, found.rows[place] ?? noRows);
  const textOf = textsOf(dictionary);
  for (const entry of found.entries) {
    const read = reads[entry];
    if (read) counter.addExample(read, () => textOf(entry));
  }
  return found.rows[wanted.length] ?? noRows;
}

const noRows = new Int32Array(0);

/** Numbers that are read as something else become so: answers the kind of each row that held a number; null: all stay. */
function convertNumbers(
  { numbers, kinds, rows }: ColumnView,
  readNumber: (value: number) => ReadValue | null,
  room: NumberRoom,
  counter: ChangeCounter,
  counts: Float64Array,
): Uint8Array | null {
  const newKindOf = new Uint8Array(rows).fill(cellKind.number);
  let found = 0;
  for (let row = 0; numbers && row < rows; row++) {
    if (kinds[row] !== cellKind.number) continue;
    const written = numbers[row] as number;
    const read = readNumber(written);
    if (read === null) continue;
    room.put(row, read.value);
    newKindOf[row] = read.kind;
    found++;
    counts[cellKind.number] = (counts[cellKind.number] as number) - 1;
    counts[read.kind] = (counts[read.kind] as number) + 1;
    counter.count(read.change, 1);
    counter.note(read, row, () => String(written));
  }
  return found === 0 ? null : newKindOf;
}

/** The kinds of the cells once texts of each entry have that of `entryKinds`, and numbers those of `numberKinds`. */
function newKinds(view: ColumnView, entryKinds: Uint8Array | null, numberKinds: Uint8Array | null): Uint8Array {
  const kinds = view.kinds.slice();
  const { codes } = view;
  if (codes && entryKinds) {
    for (let row = 0; row < kinds.length; row++) {
      if (kinds[row] === cellKind.text) kinds[row] = entryKinds[codes[row] as number] as number;
    }
  }
  for (let row = 0; numberKinds && row < kinds.length; row++) {
    if (view.kinds[row] === cellKind.number) kinds[row] = numberKinds[row] as number;
  }
  return kinds;
}

/** Takes the codes out of the rows that hold no text any more. */
function clearCodes(view: ColumnView, entryKinds: Uint8Array): void {
  const { kinds } = view;
  const codes = view.codes as NonNullable<ColumnView['codes']>;
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === cellKind.text && entryKinds[codes[row] as number] !== cellKind.text) codes[row] = 0;
  }
}
