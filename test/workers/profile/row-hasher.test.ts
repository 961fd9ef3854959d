import { describe, expect, test } from 'vitest';
import { threadKernel } from '../../../workers/kernel-instance.ts';
import { countRepeats as countRepeatsAt } from '../../../workers/profile/count-duplicates.ts';
import { RowHasher } from '../../../workers/profile/row-hasher.ts';
import fc from '../../builders/fast-check.ts';
import { createRandom } from '../../builders/random.ts';
import { buildSegments, type TestCell } from './table-builder.ts';

const proceed = () => undefined;

/** The hashes of the rows of a table, before they are mixed for the last time. */
function hashTable(columns: readonly (readonly TestCell[])[], cuts: readonly number[]): BigUint64Array {
  const rows = columns[0]!.length;
  const { call } = threadKernel();
  call.reset();
  const at = call.allocate(rows * 8 + 8);
  new RowHasher(buildSegments(columns, cuts), columns.length, at).run(proceed);
  return new BigUint64Array(threadKernel().bytes.buffer, at, rows).slice();
}

function countRepeats(hashes: BigUint64Array): number {
  const { call } = threadKernel();
  call.reset();
  const at = call.allocate(hashes.length * 8 + 8);
  new BigUint64Array(threadKernel().bytes.buffer, at, hashes.length).set(hashes);
  return countRepeatsAt(threadKernel(), at, hashes.length);
}

describe('countRepeats', () => {
  test('counts what comes again among any hashes', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 9n })), (hashes) => {
        expect(countRepeats(BigUint64Array.from(hashes))).toBe(hashes.length - new Set(hashes).size);
      }),
    );
  });

  test('counts repeats in many partitions', () => {
    const random = createRandom(3);
    const word = () => BigInt(Math.floor(random() * 2 ** 32));
    const kinds = Array.from({ length: 30_000 }, () => (word() << 32n) | word());
    const hashes = BigUint64Array.from({ length: 50_000 }, () => kinds[Math.floor(random() * kinds.length)]!);
    expect(countRepeats(hashes)).toBe(hashes.length - new Set(hashes).size);
  });
});

const side = 250;
const grid = (cell: (row: number, column: number) => TestCell): TestCell[] =>
  Array.from({ length: side * side }, (_, index) => cell(Math.floor(index / side), index % side));
const row = grid((place) => place);
const column = grid((_, place) => place);

describe('RowHasher', () => {
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

  test.each(Object.entries(tables))('tells rows of %s apart', (_, columns) => {
    const hashes = hashTable(columns, [1, 1000, 40_000]);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(countRepeats(hashes)).toBe(0);
  });

  test('hashes a row alike wherever the table is cut', () => {
    const columns = [row, grid((left, right) => (right % 3 === 0 ? null : `t${left % 5}`)), column];
    expect(hashTable(columns, [17, 17, 30_000])).toEqual(hashTable(columns, []));
  });

  test('takes 0 and −0 for one value, and the number 1, the text 1 and true for three', () => {
    const [first, second, third, fourth, fifth] = hashTable([[0, -0, 1, '1', true]], []);
    expect(first).toBe(second);
    expect(new Set([second, third, fourth, fifth]).size).toBe(4);
  });
});
