import { describe, expect, test } from 'vitest';
import { findingSentence } from '../../../contract/finding-texts.ts';
import type { ProfileFacts } from '../../../contract/orders.ts';
import type { ColumnProfile, CorrelationMatrix, Correlations, Finding } from '../../../contract/profile.ts';
import { correlatedPairs, findingsPerCode } from '../../../workers/profile/finding-thresholds.ts';
import { findAll } from '../../../workers/profile/findings.ts';
import { createRandom } from '../../builders/random.ts';
import { describeCells, type TestCell } from './table-builder.ts';

const facts: ProfileFacts = {
  sha256: 'a'.repeat(64),
  engineVersion: '0.0.0',
  rows: 100,
  missingCells: 0,
  raggedRows: 0,
  undecodableCells: 0,
  duplicateRows: 0,
};

const profileOf = (cells: readonly TestCell[], changes: Partial<ColumnProfile> = {}): ColumnProfile => ({
  ...describeCells(cells),
  originalName: changes.name ?? 'column',
  ...changes,
});
const findIn = (cells: readonly TestCell[], changes: Partial<ColumnProfile> = {}): Finding[] =>
  findAll([profileOf(cells, changes)], null, facts);
const codesOf = (cells: readonly TestCell[]) => findIn(cells).map(({ code }) => code);
const range = (length: number) => Array.from({ length }, (_, index) => index);
const times = (cell: TestCell, count: number) => new Array<TestCell>(count).fill(cell);

const empty: CorrelationMatrix = { columns: [], names: [], values: [], sampledRows: 100, omittedColumns: 0 };
const matrix = (columns: number[], values: (number | null)[][]): CorrelationMatrix => ({ ...empty, columns, values });
const correlations = (parts: Partial<Correlations>): Correlations => ({
  pearson: empty,
  spearman: empty,
  cramersV: empty,
  ...parts,
});

describe('findings of a column', () => {
  test.each<[string, TestCell[]]>([
    ['constant', times('same', 30)],
    ['id-like', range(50).map((row) => `S-${row}`)],
    ['id-like', range(50)],
    ['mostly-missing', [...times(null, 60), ...range(40).map((row) => row % 7)]],
    ['empty-column', times(null, 30)],
    ['mixed-types', [...range(40), '缺考']],
    ['skewed', range(200).map((row) => Math.exp(row / 20))],
    ['outliers', [...range(90).map((row) => row % 10), ...times(1000, 10)]],
    ['imbalanced', [...times('no', 95), ...times('yes', 5)]],
    ['high-cardinality', range(300).map((row) => `name ${row % 150}`)],
    ['dates-as-text', times('2024年3月5日', 20)],
    ['numbers-as-text', ['1,200', '35', '12%', 'none']],
    ['surrounding-spaces', ['a', 'b ', 'a']],
    ['error-cells', [1, 2, { error: '#DIV/0!' }]],
  ])('%s', (code, cells) => {
    expect(codesOf(cells)).toContain(code);
  });

  test.each<[string, TestCell[]]>([
    ['ordinary marks', range(200).map((row) => 60 + ((row * 37) % 41))],
    ['measurements that all differ', range(200).map((row) => Math.sin(row) * 10)],
    ['a balanced class', range(100).map((row) => (row % 2 ? 'yes' : 'no'))],
    ['a few different texts', ['a', 'b', 'c']],
    ['few missing cells', [...times(null, 5), ...range(95).map((row) => row % 9)]],
    ['a single number as text among names', [...range(60).map((row) => `name ${row % 30}`), '12']],
  ])('nothing about %s', (_, cells) => {
    expect(codesOf(cells)).toEqual([]);
  });

  test('have a sentence with every place filled in both languages', () => {
    const findings = [
      ...findIn(times('same', 30)),
      ...findIn([...times(null, 60), 1, 2, '缺考', { error: '#N/A' }], { originalName: 'mark' }),
      ...findIn([...range(90).map((row) => row % 10), ...times(1000, 10)]),
      ...findAll([], null, { ...facts, duplicateRows: 7, raggedRows: 2, undecodableCells: 3 }),
    ];
    expect(findings.length).toBeGreaterThan(8);
    for (const finding of findings) {
      expect(findingSentence(finding, 'en')).not.toMatch(/\{\{|“”|undefined|NaN|\s\s/);
      expect(findingSentence(finding, 'zh-CN')).not.toMatch(/\{\{|“”|undefined|NaN/);
    }
  });

  test('names the error value and cuts long values off', () => {
    const [error] = findIn([1, { error: '#REF!' }]);
    expect(error?.values).toMatchObject({ count: 1, value: '#REF!' });
    const [constant] = findIn(times('文'.repeat(500), 30));
    expect([...String(constant?.values.value)].length).toBe(61);
  });

  test('tells of repeated headers, not of empty ones', () => {
    const codes = (name: string, originalName: string) =>
      findIn([1, 2, 2, 1], { name, originalName }).map(({ code }) => code);
    expect(codes('mark (2)', 'mark')).toEqual(['duplicate-names']);
    expect(codes('Column 3', '')).toEqual([]);
    expect(codes('mark', ' mark ')).toEqual([]);
  });
});

describe('findings of pairs', () => {
  const random = createRandom(1);
  const noise = () => range(100).map(() => Math.round(random() * 50));
  const columns = range(4).map((index) => profileOf(noise(), { index, name: `c${index}` }));

  test('name each strong pair once, by the strongest measure', () => {
    const pearson = matrix(
      [0, 1, 2],
      [
        [1, 0.91, 0.2],
        [0.91, 1, null],
        [0.2, null, 1],
      ],
    );
    const spearman = matrix(
      [0, 1, 2],
      [
        [1, 0.995, 0.2],
        [0.995, 1, -0.93],
        [0.2, -0.93, 1],
      ],
    );
    const found = findAll(columns, correlations({ pearson, spearman }), facts);
    expect(found).toEqual([
      {
        code: 'highly-correlated',
        severity: 'medium',
        columns: [0, 1],
        values: { column: 'c0', other: 'c1', measure: 'Spearman', value: 0.995 },
      },
      {
        code: 'highly-correlated',
        severity: 'low',
        columns: [1, 2],
        values: { column: 'c1', other: 'c2', measure: 'Spearman', value: -0.93 },
      },
    ]);
  });

  test('leave identifiers out', () => {
    const withId = [profileOf(range(100), { index: 0, name: 'id' }), ...columns.slice(1)];
    const pearson = matrix(
      [0, 1],
      [
        [1, 0.97],
        [0.97, 1],
      ],
    );
    const codes = findAll(withId, correlations({ pearson }), facts).map(({ code }) => code);
    expect(codes).toEqual(['id-like']);
  });

  test('keep only the strongest of many', () => {
    const many = range(40).map((index) => profileOf(noise(), { index, name: `c${index}` }));
    const places = range(40);
    const values = places.map((x) => places.map((y) => (x === y ? 1 : 0.9 + (x + y) / 1000)));
    const found = findAll(many, correlations({ pearson: matrix(places, values) }), facts);
    expect(found.length).toBe(correlatedPairs);
    expect(found.some(({ columns: [x, y] }) => x === 38 && y === 39)).toBe(true);
    expect(found.some(({ columns: [x, y] }) => x === 0 && y === 1)).toBe(false);
  });
});

describe('the list of findings', () => {
  test('is ordered by severity, then by column, with the table before its columns', () => {
    const profiles = [
      profileOf(times('same', 30), { index: 0 }),
      profileOf([...range(40), '缺考'], { index: 1 }),
      profileOf(times(null, 30), { index: 2 }),
    ];
    const found = findAll(profiles, null, { ...facts, duplicateRows: 40, undecodableCells: 1 });
    expect(found.map(({ code, severity, columns }) => [code, severity, columns])).toEqual([
      ['undecodable-text', 'high', []],
      ['mixed-types', 'high', [1]],
      ['empty-column', 'high', [2]],
      ['duplicate-rows', 'medium', []],
      ['constant', 'medium', [0]],
    ]);
  });

  test('does not repeat one thing for thousands of columns', () => {
    const profile = profileOf(times(null, 3));
    const found = findAll(
      range(16_384).map((index) => ({ ...profile, index })),
      null,
      facts,
    );
    expect(found.length).toBe(findingsPerCode);
    expect(found[0]?.columns).toEqual([0]);
  });
});
