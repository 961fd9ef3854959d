import { describe, expect, it } from 'vitest';
import { driftOf } from '../../../workers/compare/shift/compare-columns.ts';
import { kolmogorovSmirnov, kolmogorovTail } from '../../../workers/compare/shift/kolmogorov-smirnov.ts';
import { indexEdges, numberShift, sideFigures } from '../../../workers/compare/shift/number-shift.ts';
import { roundEdges } from '../../../workers/compare/shift/round-edges.ts';
import { indexByChance, stabilityIndex } from '../../../workers/compare/shift/stability-index.ts';
import { createNumberScratch, reserveValues, sortedRuns } from '../../../workers/profile/number-runs.ts';
import { compareFiles, writeTable } from '../../builders/comparison.ts';
import fc from '../../builders/fast-check.ts';

const sorted = (values: readonly number[]) => {
  const scratch = createNumberScratch();
  reserveValues(scratch, values.length).set(values);
  return sortedRuns(scratch, values.length);
};

describe('the population stability index', () => {
  it('is what a person finds with a pencil', () => {
    // Shares 0.2, 0.3, 0.5 against 0.3, 0.3, 0.4: 0.1·ln 1.5 + 0 + (−0.1)·ln 0.8
    const index = stabilityIndex({ earlier: [20, 30, 50], later: [30, 30, 40] });
    expect(index).toBeCloseTo(0.1 * Math.log(1.5) - 0.1 * Math.log(0.8), 14);
  });

  it('counts an empty bin as half a cell, and is nothing where a table has no cell', () => {
    const expected = (0.005 - 0.5) * Math.log(0.005 / 0.5) + 0.5 * Math.log(2);
    expect(stabilityIndex({ earlier: [50, 50], later: [0, 100] })).toBeCloseTo(expected, 14);
    expect(stabilityIndex({ earlier: [0], later: [3] })).toBeNull();
  });

  it('is hardly ever exceeded by chance: the quantile of χ² is right within a percent', () => {
    // scipy.stats.chi2.ppf(0.999, 9) = 27.877, (…, 1) = 10.828
    const ten = Array.from({ length: 10 }, () => 100);
    expect(indexByChance({ earlier: ten, later: ten }) / (2 / 1000)).toBeCloseTo(27.877, 0);
    expect(indexByChance({ earlier: [50, 50], later: [50, 50] }) / (2 / 100)).toBeCloseTo(10.828, 0);
    expect(driftOf(0.3, 0.6)).toBe('none');
    expect(driftOf(0.3, 0.01)).toBe('major');
    expect(driftOf(0.12, 0.01)).toBe('moderate');
  });

  it('takes bins at the deciles of the earlier table, or at each of few values', () => {
    expect(indexEdges(sorted(Array.from({ length: 100 }, (_, n) => n + 1)))).toEqual([
      10, 20, 30, 40, 50, 60, 70, 80, 90,
    ]);
    expect(indexEdges(sorted([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))).toEqual([0, 1]);
  });
});

describe('the test of Kolmogorov and Smirnov', () => {
  it('agrees with scipy.stats.kstwobign.sf', () => {
    const known = [
      [0.3, 0.9999906941986655],
      [0.5, 0.9639452436648751],
      [0.8, 0.5441424115741981],
      [1, 0.26999967167735456],
      [1.36, 0.049485876755377876],
      [2, 0.0006709252557796953],
    ] as const;
    for (const [lambda, tail] of known) expect(kolmogorovTail(lambda)).toBeCloseTo(tail, 12);
  });

  it('finds the largest difference that any threshold shows', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const share = (values: readonly number[], limit: number) =>
          values.filter((value) => value <= limit).length / values.length;
        const largest = Math.max(
          ...[...one, ...other].map((limit) => Math.abs(share(one, limit) - share(other, limit))),
        );
        expect(kolmogorovSmirnov(sorted(one), sorted(other))?.statistic).toBeCloseTo(largest, 12);
      }),
    );
    expect(kolmogorovSmirnov(sorted([]), sorted([1]))).toBeNull();
  });
});

it('a histogram of both holds every value, in edges a person can read', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), fc.array(finite), (one, other) => {
      const { histogram } = numberShift({ earlier: sorted(one), later: sorted(other) }, { earlier: 0, later: 0 });
      const { earlier, edges, later } = histogram!;
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
      expect([sum(earlier), sum(later)]).toEqual([one.length, other.length]);
      expect(edges).toHaveLength(earlier.length + 1);
      expect(edges[0]! <= Math.min(...one, ...other) && edges.at(-1)! >= Math.max(...one, ...other)).toBe(true);
    }),
  );
  expect(roundEdges(0.12, 0.98, 10)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

it('figures of a sample are right where sums of squares would lose them', () => {
  expect(sideFigures(sorted([1e15 + 1, 1e15 + 2, 1e15 + 3]))).toMatchObject({
    mean: 1e15 + 2,
    median: 1e15 + 2,
    distinct: 3,
  });
  expect(sideFigures(sorted([]))).toMatchObject({ mean: null, distinct: 0 });
});

it('columns of a comparison tell how they drifted', async () => {
  const rows = (shift: number, city: (n: number) => string) =>
    Array.from({ length: 600 }, (_, n) => [
      n,
      ((n * 7919) % 1000) / 10 + shift,
      city(n),
      n % 2 ? 'yes' : 'no',
      `note ${n}`,
    ]);
  const header = ['id', 'score', 'city', 'paid', 'note'];
  const before = writeTable(
    'a.csv',
    header,
    rows(0, (n) => ['Rome', 'Oslo', 'Bern'][n % 3]!),
  );
  const after = writeTable(
    'b.csv',
    header,
    rows(40, (n) => (n % 10 ? 'Rome' : 'Lima')),
  );
  const { columns, comparison } = await compareFiles(before, after);
  const [id, score, city, paid, note] = columns;
  expect(id).toMatchObject({ isKey: true, psi: null, noIndex: 'key', drift: 'none' });
  expect(score).toMatchObject({ measure: 'number', drift: 'major', changedRows: 600 });
  expect(score!.later.mean! - score!.earlier.mean!).toBeCloseTo(40, 9);
  expect(score!.ks!.statistic).toBeCloseTo(0.4, 1);
  expect(score!.ks!.pValue).toBeLessThan(1e-9);
  expect(city!.categories).toEqual([
    { value: 'Rome', earlier: 200, later: 540 },
    { value: 'Bern', earlier: 200, later: 0 },
    { value: 'Oslo', earlier: 200, later: 0 },
    { value: 'Lima', earlier: 0, later: 60 },
  ]);
  expect(paid).toMatchObject({ psi: 0, drift: 'none' });
  expect(note).toMatchObject({ psi: null, noIndex: 'allDifferent' });
  expect(comparison.drifted.map(({ name }) => name)).toEqual(['city', 'score']);
});
