import { describe, expect, test } from 'vitest';
import { decimalSteps } from '../../../workers/profile/counted-runs.ts';
import { createNumberScratch } from '../../../workers/profile/number-runs.ts';
import { runsOfCells } from '../../../workers/profile/runs-of-cells.ts';
import { sortNumbers } from '../../../workers/profile/sort-numbers.ts';
import { cellKind, columnView } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';
import { createRandom } from '../../builders/random.ts';
import { buildSegments } from './table-builder.ts';

const sorted = (values: Float64Array) => Float64Array.from(values).sort();
const sortCopy = (values: Float64Array) => sortNumbers(Float64Array.from(values), new Float64Array(values.length));

function generate(length: number, next: (random: () => number, index: number) => number): Float64Array {
  const random = createRandom(7);
  return Float64Array.from({ length }, (_, index) => next(random, index));
}

const distributions: Record<string, Float64Array> = {
  uniform: generate(20_000, (random) => random()),
  'of both signs': generate(20_000, (random) => (random() - 0.5) * 1e6),
  'over all magnitudes': generate(20_000, (random) => (random() - 0.5) * 10 ** (random() * 600 - 300)),
  'in a narrow range': generate(20_000, (random) => 1 + random() * 1e-9),
  'in a narrow negative range': generate(20_000, (random) => -1 - random() * 1e-9),
  'large identifiers': generate(20_000, (random) => Math.floor(random() * 1e15)),
  'many equal': generate(20_000, (random) => Math.floor(random() * 3)),
  constant: generate(20_000, () => 42.5),
  'falling order': generate(20_000, (_, index) => -index * 1.1),
  extremes: generate(20_000, (random, index) => [1.7e308, -1.7e308, 5e-324, -5e-324, 0, random()][index % 6] as number),
};

describe('sortNumbers', () => {
  test.each(Object.entries(distributions))('sorts numbers %s', (_, values) => {
    expect(sortCopy(values)).toEqual(sorted(values));
  });

  test('sorts any doubles, with stretches of every length', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: false }), { maxLength: 60 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(1, 40, 200), (pattern, times) => {
        const values = Float64Array.from(
          { length: pattern.length * times },
          (_, index) => pattern[index % pattern.length]!,
        );
        expect(sortCopy(values)).toEqual(sorted(values));
      }),
      { numRuns: 150 },
    );
  });
});

/** Distinct values and counts by the plainest means. */
function plainRuns(values: Float64Array) {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1);
  const entries = [...counts].sort(([left], [right]) => left - right);
  return { values: entries.map(([value]) => value), counts: entries.map(([, count]) => count), total: values.length };
}

/** The runs of `values` cut into segments before the rows `cuts`. */
function runsOfColumn(values: Float64Array, scratch = createNumberScratch(), cuts: readonly number[] = []) {
  const views = buildSegments([[...values]], cuts).map((segment) => columnView(segment, 0));
  const runs = runsOfCells(scratch, views, cellKind.number, Number.MAX_VALUE, decimalSteps);
  return { values: [...runs.values], counts: [...runs.counts], total: runs.total };
}

describe('runsOfCells', () => {
  test.each(Object.entries(distributions))('counts distinct numbers %s', (_, values) => {
    expect(runsOfColumn(values)).toEqual(plainRuns(values));
  });

  test('counts whole numbers and decimals exactly', () => {
    const scales = fc.constantFrom(1, 10, 100, 1000, 10_000, 3);
    const whole = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(whole, scales, (numbers, scale) => {
        const values = Float64Array.from(numbers, (number) => number / scale);
        expect(runsOfColumn(values)).toEqual(plainRuns(values));
      }),
    );
  });

  test('gives up counting when a later value has more places, and leaves no trace of the attempt', () => {
    const values = generate(2000, (_, index) => (index === 1999 ? 0.123456789 : index % 50));
    const scratch = createNumberScratch();
    expect(runsOfColumn(values, scratch)).toEqual(plainRuns(values));
    const next = generate(500, (_, index) => index % 5);
    expect(runsOfColumn(next, scratch)).toEqual(plainRuns(next));
  });

  test('takes −0 and 0 for one value, which is 0', () => {
    for (const rest of [1, 0.123456789]) {
      const runs = runsOfColumn(Float64Array.of(-0, 0, rest, -0));
      expect(runs.counts).toEqual([3, 1]);
      expect(Object.is(runs.values[0], 0)).toBe(true);
    }
  });

  test('counts around any base, and sorts where the range turns out too wide', () => {
    const bases = [0, -3_000_000_000, 20_240_000_001, 2 ** 49, 2 ** 52];
    for (const base of bases) {
      for (const outlier of [0, 1e5, 5e6, 1e12, 1e300]) {
        const values = generate(3000, (_, index) => (index === 2900 ? outlier : base + ((index * 7) % 100)));
        expect(runsOfColumn(values, createNumberScratch(), [1000, 1000, 2500])).toEqual(plainRuns(values));
      }
    }
  });

  test('skips missing cells and leaves out infinite ones', () => {
    for (const infinite of [[], [Number.POSITIVE_INFINITY]]) {
      const cells = [3.5, null, 1.25, ...infinite, null, 3.5];
      const views = buildSegments([cells], [2]).map((segment) => columnView(segment, 0));
      const runs = runsOfCells(createNumberScratch(), views, cellKind.number, Number.MAX_VALUE, decimalSteps);
      expect([[...runs.values], [...runs.counts], runs.total]).toEqual([[1.25, 3.5], [1, 2], 3]);
    }
  });

  test('gives nothing for nothing', () => {
    expect(runsOfColumn(new Float64Array(0))).toEqual({ values: [], counts: [], total: 0 });
  });
});
