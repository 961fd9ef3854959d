import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashColumns } from '../../../workers/profile/hash-rows.ts';
import { mergeTexts } from '../../../workers/profile/merge-texts.ts';
import { findRepeats } from '../../../workers/profile/repeats.ts';
import { createRandom } from '../../../workers/profile/sample-rows.ts';
import { columnView } from '../../../workers/tabular/segment.ts';
import { buildSegments, type TestCell } from './table-builder.ts';

const proceed = () => undefined;

/** First of its kind of every item by the plainest means. */
function plainFirsts(first: Int32Array, second: Int32Array): number[] {
  const seen = new Map<string, number>();
  return Array.from(first, (hash, item) => {
    const key = `${hash} ${second[item]}`;
    if (!seen.has(key)) seen.set(key, item);
    return seen.get(key)!;
  });
}

function expectFirsts(first: Int32Array, second: Int32Array): void {
  const firsts = Uint32Array.from(first, (_, item) => item);
  const repeats = findRepeats(first, second, firsts, proceed);
  const expected = plainFirsts(first, second);
  expect([...firsts]).toEqual(expected);
  expect(repeats).toBe(expected.filter((place, item) => place !== item).length);
  expect(findRepeats(first, second, null, proceed)).toBe(repeats);
}

describe('findRepeats', () => {
  test('finds the first of every kind among any hashes', () => {
    const hashes = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2, max: 2 })));
    fc.assert(
      fc.property(hashes, (pairs) => {
        expectFirsts(
          Int32Array.from(pairs, ([first]) => first),
          Int32Array.from(pairs, ([, second]) => second),
        );
      }),
    );
  });

  test('finds repeats in many partitions', () => {
    const random = createRandom(3);
    const kinds = Int32Array.from({ length: 30_000 }, () => random() * 2 ** 32);
    const first = Int32Array.from({ length: 50_000 }, () => kinds[Math.floor(random() * kinds.length)]!);
    expectFirsts(
      first,
      first.map((hash, item) => (item % 3 === 0 ? ~hash : hash)),
    );
  });
});

/** Both lanes of the rows of a table, hashed as one group of columns. */
function hashTable(columns: readonly (readonly TestCell[])[], cuts: readonly number[]): [Int32Array, Int32Array] {
  const segments = buildSegments(columns, cuts);
  const rows = columns[0]!.length;
  const hashes = new Int32Array(rows * 2);
  const hashed = columns.map((_, place) => {
    const views = segments.map((segment) => columnView(segment, place));
    return { place, views, lanes: mergeTexts(views).lanes };
  });
  hashColumns(hashed, hashes, proceed);
  return [hashes.subarray(0, rows), hashes.subarray(rows)];
}

const side = 250;
const grid = (cell: (row: number, column: number) => TestCell): TestCell[] =>
  Array.from({ length: side * side }, (_, index) => cell(Math.floor(index / side), index % side));
const row = grid((place) => place);
const column = grid((_, place) => place);

describe('hashColumns', () => {
  const tables: Record<string, TestCell[][]> = {
    'whole numbers': [row, column],
    'whole numbers and their sum': [row, column, grid((left, right) => left + right)],
    'decimals with their opposites': [grid((left) => left / 100), grid((left, right) => right / 100 - left / 100)],
    'halves and powers': [grid((left) => left / 2), grid((_, right) => 2 ** (right - 125))],
    'numbers among constants': [row, grid(() => 0), grid(() => null), column, grid(() => 'same')],
    'texts and numbers': [grid((left) => `id${left}`), column],
    'texts of one letter more': [grid((left) => 'a'.repeat(left)), grid((_, right) => 'a'.repeat(right))],
    'booleans as digits': Array.from({ length: 16 }, (_, bit) =>
      grid((left, right) => (((left * side + right) >> bit) & 1) === 1),
    ),
    'missing cells as digits': Array.from({ length: 16 }, (_, bit) =>
      grid((left, right) => ((((left * side + right) >> bit) & 1) === 1 ? 1 : null)),
    ),
  };

  test.each(Object.entries(tables))('tells rows of %s apart, each lane nearly as well as chance', (_, columns) => {
    const [first, second] = hashTable(columns, [1, 1000, 40_000]);
    expect(findRepeats(first, second, null, proceed)).toBe(0);
    // Of 62,500 random words of 32 bits, half a pair is equal on average.
    expect(first.length - new Set(first).size).toBeLessThan(8);
    expect(second.length - new Set(second).size).toBeLessThan(8);
  });

  test('hashes a row alike wherever the table is cut', () => {
    const columns = [row, grid((left, right) => (right % 3 === 0 ? null : `t${left % 5}`)), column];
    expect(hashTable(columns, [17, 17, 30_000])).toEqual(hashTable(columns, []));
  });
});
