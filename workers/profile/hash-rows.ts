import type { ColumnView } from '../tabular/segment.ts';
import { cellKind } from '../tabular/segment.ts';
import { type EntryLanes, mixed } from './hash-texts.ts';

/** A column as it is hashed: its segments and the hashes of each segment's dictionary entries. */
export interface HashedColumn {
  /** Place in the plan. */
  readonly place: number;
  readonly views: readonly ColumnView[];
  readonly lanes: readonly (EntryLanes | null)[];
}

/** Rows whose hashes stay in the processor's cache while column after column is mixed in (see counted-runs.ts). */
const blockRows = 1 << 10;

/**
 * Adds the hash of some columns to both lanes of every row. `hashes` holds lane one of all rows, then lane two. Addition
 * wraps at 32 bits, so parts of a table's columns may be hashed apart and their sums added in any order. Two cells hash
 * alike in a column when they hold the same value: 0 and −0 are one value; missing is a value of its own.
 */
export function hashColumns(columns: readonly HashedColumn[], hashes: Int32Array, pause: () => void): void {
  const [some] = columns;
  if (!some) return;
  const rows = hashes.length / 2;
  const first = new Int32Array(blockRows);
  const second = new Int32Array(blockRows);
  const seed = mixed(some.place * 2 + 0x9e3779b9);
  let start = 0;
  for (const [segment, view] of some.views.entries()) {
    const cells = columns.map(({ views, lanes }) => cellsOf(views[segment] as ColumnView, lanes[segment] ?? null));
    for (let from = 0; from < view.rows; from += blockRows) {
      const to = Math.min(view.rows, from + blockRows);
      first.fill(seed);
      second.fill(~seed);
      for (const column of cells) mixColumn(column, from, to, first, second);
      addMixed(first, hashes.subarray(start + from, start + to));
      addMixed(second, hashes.subarray(rows + start + from, rows + start + to));
      if ((from / blockRows) % 64 === 0) pause();
    }
    start += view.rows;
  }
}

interface Cells {
  readonly kinds: Uint8Array;
  /** The two words of each number. */
  readonly words: Int32Array;
  readonly codes: Uint32Array;
  readonly lanes: EntryLanes;
  /** The kind of all cells; −1 when there are several. */
  readonly onlyKind: number;
}

const noWords = new Int32Array(0);
const noCodes = new Uint32Array(0);
const noLanes: EntryLanes = { first: noWords, second: noWords };

function cellsOf({ kinds, numbers, codes, counts, rows }: ColumnView, lanes: EntryLanes | null): Cells {
  return {
    kinds,
    words: numbers ? new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2) : noWords,
    codes: codes ?? noCodes,
    lanes: lanes ?? noLanes,
    onlyKind: counts.indexOf(rows),
  };
}

function mixColumn(cells: Cells, from: number, to: number, first: Int32Array, second: Int32Array): void {
  if (cells.onlyKind === cellKind.number) mixNumbers(cells.words, from, to, first, second);
  else if (cells.onlyKind === cellKind.text) mixTexts(cells.codes, cells.lanes, from, to, first, second);
  else mixCells(cells, from, to, first, second);
}

/**
 * Sets the kinds apart: the number 1, the text "1" and TRUE are different values. In the high word; the salts of what is
 * neither number nor text are those of doubles that are no number, so that no cell with a number has the same words.
 */
const kindSalt = [0x7ff80001, 0, 0x3c6ef372, 0x7ff80003, 0x6a09e667, 0x71374491] as const;
const textSalt = kindSalt[cellKind.text];
const negativeZero = 0x80000000 | 0;

/*
 * Mixing a cell into a row: a step that no two different cells take to the same pair of lanes, and no two different pairs
 * with the same cell either. It stands in each of the three loops in full.
 */

function mixNumbers(words: Int32Array, from: number, to: number, first: Int32Array, second: Int32Array): void {
  for (let row = from; row < to; row++) {
    const low = words[2 * row] as number;
    let high = words[2 * row + 1] as number;
    if (high === negativeZero && low === 0) high = 0;
    let left = Math.imul((first[row - from] as number) ^ low, 0x85ebca6b);
    left ^= left >>> 15;
    let right = Math.imul((second[row - from] as number) ^ high ^ left, 0xc2b2ae35);
    right ^= right >>> 14;
    first[row - from] = Math.imul(left + right, 0x27d4eb2f);
    second[row - from] = right;
  }
}

function mixTexts(
  codes: Uint32Array,
  lanes: EntryLanes,
  from: number,
  to: number,
  first: Int32Array,
  second: Int32Array,
): void {
  const lows = lanes.first;
  const highs = lanes.second;
  for (let row = from; row < to; row++) {
    const code = codes[row] as number;
    let left = Math.imul((first[row - from] as number) ^ (lows[code] as number), 0x85ebca6b);
    left ^= left >>> 15;
    let right = Math.imul((second[row - from] as number) ^ (highs[code] as number) ^ textSalt ^ left, 0xc2b2ae35);
    right ^= right >>> 14;
    first[row - from] = Math.imul(left + right, 0x27d4eb2f);
    second[row - from] = right;
  }
}

function mixCells(
  { kinds, words, codes, lanes }: Cells,
  from: number,
  to: number,
  first: Int32Array,
  second: Int32Array,
): void {
  for (let row = from; row < to; row++) {
    const kind = kinds[row] as number;
    let low = 0;
    let high = 0;
    if (kind === cellKind.text || kind === cellKind.error) {
      const code = codes[row] as number;
      low = lanes.first[code] as number;
      high = lanes.second[code] as number;
    } else if (kind !== cellKind.missing) {
      low = words[2 * row] as number;
      high = words[2 * row + 1] as number;
      if (high === negativeZero && low === 0) high = 0;
    }
    let left = Math.imul((first[row - from] as number) ^ low, 0x85ebca6b);
    left ^= left >>> 15;
    let right = Math.imul((second[row - from] as number) ^ high ^ (kindSalt[kind] as number) ^ left, 0xc2b2ae35);
    right ^= right >>> 14;
    first[row - from] = Math.imul(left + right, 0x27d4eb2f);
    second[row - from] = right;
  }
}

function addMixed(lane: Int32Array, hashes: Int32Array): void {
  for (let row = 0; row < hashes.length; row++) {
    let bits = lane[row] as number;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    hashes[row] = (hashes[row] as number) + (bits ^ (bits >>> 16));
  }
}
