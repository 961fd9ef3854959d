import type { ColumnView } from '../tabular/segment.ts';
import { cellKind } from '../tabular/segment.ts';
import { type EntryLanes, mixed } from './merge-texts.ts';

/**
 * Adds the hash of one column to both lanes of every row. `hashes` holds lane one of all rows, then lane two. Addition
 * wraps at 32 bits, so parts of a table's columns may be hashed apart and their sums added in any order. Two cells hash
 * alike in a column when they hold the same value: 0 and −0 are one value; missing is a value of its own.
 *
 * `lanes` holds the hashes of each segment's dictionary entries.
 */
export function hashColumn(
  column: number,
  views: readonly ColumnView[],
  lanes: readonly (EntryLanes | null)[],
  hashes: Int32Array,
): void {
  const rows = hashes.length / 2;
  const seeds = columnSeeds(column);
  let start = 0;
  for (const [segment, view] of views.entries()) {
    const first = hashes.subarray(start, start + view.rows);
    const second = hashes.subarray(rows + start, rows + start + view.rows);
    const own = lanes[segment] ?? null;
    if (view.numbers && view.counts[cellKind.number] === view.rows) hashNumbers(view.numbers, seeds, first, second);
    else if (view.codes && own && view.counts[cellKind.text] === view.rows) {
      hashTexts(view.codes, own, seeds, first, second);
    } else hashCells(view, own, seeds, first, second);
    start += view.rows;
  }
}

interface Seeds {
  readonly first: number;
  readonly second: number;
}

function columnSeeds(column: number): Seeds {
  return { first: mixed(column * 2 + 0x9e3779b9), second: mixed(column * 2 + 0x7f4a7c16) };
}

/** Sets the kinds apart: the number 1, the text "1" and TRUE are different values. */
const kindSalt = [0, 0x1b873593, 0x3c6ef372, 0x510e527f, 0x6a09e667, 0x71374491] as const;

function hashNumbers(numbers: Float64Array, seeds: Seeds, first: Int32Array, second: Int32Array): void {
  const words = new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  const firstSeed = seeds.first ^ kindSalt[cellKind.number];
  const secondSeed = seeds.second ^ kindSalt[cellKind.number];
  for (let row = 0; row < numbers.length; row++) {
    const low = words[2 * row] as number;
    let high = words[2 * row + 1] as number;
    if (low === 0 && high === (0x80000000 | 0)) high = 0;
    first[row] = (first[row] as number) + firstLane(low, high, firstSeed);
    second[row] = (second[row] as number) + secondLane(low, high, secondSeed);
  }
}

/** Every entry is hashed once, then each row adds that of its entry. */
function hashTexts(codes: Uint32Array, lanes: EntryLanes, seeds: Seeds, first: Int32Array, second: Int32Array): void {
  const firstSeed = seeds.first ^ kindSalt[cellKind.text];
  const secondSeed = seeds.second ^ kindSalt[cellKind.text];
  const entries = lanes.first.length;
  const firsts = new Int32Array(entries);
  const seconds = new Int32Array(entries);
  for (let code = 0; code < entries; code++) {
    firsts[code] = firstLane(lanes.first[code] as number, lanes.second[code] as number, firstSeed);
    seconds[code] = secondLane(lanes.first[code] as number, lanes.second[code] as number, secondSeed);
  }
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    first[row] = (first[row] as number) + (firsts[code] as number);
    second[row] = (second[row] as number) + (seconds[code] as number);
  }
}

function hashCells(
  view: ColumnView,
  lanes: EntryLanes | null,
  seeds: Seeds,
  first: Int32Array,
  second: Int32Array,
): void {
  const { kinds, numbers, codes } = view;
  const words = numbers && new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  const missingFirst = mixed(seeds.first);
  const missingSecond = mixed(seeds.second);
  for (let row = 0; row < view.rows; row++) {
    const kind = kinds[row] as number;
    let low = 0;
    let high = 0;
    if (kind === cellKind.missing) {
      first[row] = (first[row] as number) + missingFirst;
      second[row] = (second[row] as number) + missingSecond;
      continue;
    }
    if (kind === cellKind.text || kind === cellKind.error) {
      const code = (codes as Uint32Array)[row] as number;
      low = lanes?.first[code] as number;
      high = lanes?.second[code] as number;
    } else if (words) {
      low = words[2 * row] as number;
      high = words[2 * row + 1] as number;
      if (low === 0 && high === (0x80000000 | 0)) high = 0;
    }
    const salt = kindSalt[kind] as number;
    first[row] = (first[row] as number) + firstLane(low, high, seeds.first ^ salt);
    second[row] = (second[row] as number) + secondLane(low, high, seeds.second ^ salt);
  }
}

function firstLane(low: number, high: number, seed: number): number {
  let bits = Math.imul(low ^ seed, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15) ^ high, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 13), 0x27d4eb2f);
  return bits ^ (bits >>> 16);
}

function secondLane(low: number, high: number, seed: number): number {
  let bits = Math.imul(high ^ seed, 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 14) ^ low, 0x297a2d39);
  bits = Math.imul(bits ^ (bits >>> 15), 0x9e3779b1);
  return bits ^ (bits >>> 16);
}
