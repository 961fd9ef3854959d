import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNumberScratch, reserveValues, runsOf } from '../../../workers/profile/number-runs.ts';
import { createRandom } from '../../../workers/profile/sample-rows.ts';
import { sortNumbers } from '../../../workers/profile/sort-numbers.ts';

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

function runsOfCopy(values: Float64Array, scratch = createNumberScratch()) {
  reserveValues(scratch, values.length).set(values);
  const runs = runsOf(scratch, values.length);
  return { values: [...runs.values], counts: [...runs.counts], total: runs.total };
}

describe('runsOf', () => {
  test.each(Object.entries(distributions))('counts distinct numbers %s', (_, values) => {
    expect(runsOfCopy(values)).toEqual(plainRuns(values));
  });

  test('counts whole numbers and decimals exactly', () => {
    const scales = fc.constantFrom(1, 10, 100, 1000, 10_000, 3);
    const whole = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(whole, scales, (numbers, scale) => {
        const values = Float64Array.from(numbers, (number) => number / scale);
        expect(runsOfCopy(values)).toEqual(plainRuns(values));
      }),
    );
  });

  test('gives up counting when a later value has more places, and leaves no trace of the attempt', () => {
    const values = generate(2000, (_, index) => (index === 1999 ? 0.123456789 : index % 50));
    const scratch = createNumberScratch();
    expect(runsOfCopy(values, scratch)).toEqual(plainRuns(values));
    const next = generate(500, (_, index) => index % 5);
    expect(runsOfCopy(next, scratch)).toEqual(plainRuns(next));
  });

  test('takes −0 and 0 for one value, which is 0', () => {
    for (const rest of [1, 0.123456789]) {
      const runs = runsOfCopy(Float64Array.of(-0, 0, rest, -0));
      expect(runs.counts).toEqual([3, 1]);
      expect(Object.is(runs.values[0], 0)).toBe(true);
    }
  });

  test('gives nothing for nothing', () => {
    expect(runsOfCopy(new Float64Array(0))).toEqual({ values: [], counts: [], total: 0 });
  });
});
