import { describe, expect, test } from 'vitest';
import type { NumberStatistics } from '../../../contract/profile.ts';
import fc from '../../builders/fast-check.ts';
import { describeCells } from './table-builder.ts';

function describeNumbers(values: readonly number[], cuts: readonly number[] = []): NumberStatistics {
  const { number } = describeCells(values, cuts);
  if (!number) throw new Error('no number statistics');
  return number;
}

/** Quantile of type 7 straight from its definition. */
function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const place = (sorted.length - 1) * p;
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}

describe('describeNumbers', () => {
  test('agrees with pandas', () => {
    const values = [2.5, -1, 0, 0, 17, 3.25, 8, 8, 8, -12.5, 100, 4];
    const number = describeNumbers(values);
    // pandas 1.5: Series.mean, .std, .skew, .quantile
    expect(number.mean).toBe(11.4375);
    expect(number.standardDeviation).toBeCloseTo(28.764349185943857, 12);
    expect(number.skewness).toBeCloseTo(3.091158529345958, 12);
    expect(number.quantiles).toEqual({
      p1: -11.235,
      p5: -6.175,
      p25: 0,
      p50: 3.625,
      p75: 8,
      p95: 54.34999999999994,
      p99: 90.87000000000005,
    });
    expect(number).toMatchObject({ count: 12, minimum: -12.5, maximum: 100, zeros: 2, negatives: 2, infinite: 0 });
    expect(number.isInteger).toBe(false);
    // The fences are −12 and 20.
    expect(number.outliers).toBe(2);
  });

  test('agrees with the definitions on any numbers', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 80 });
    fc.assert(
      fc.property(numbers, (values) => {
        const number = describeNumbers(values);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        const largest = Math.max(...values.map(Math.abs), 1);
        expect(Math.abs(number.mean - mean)).toBeLessThanOrEqual(1e-12 * largest);
        const deviation = Math.sqrt(squares / (values.length - 1));
        expect(Math.abs((number.standardDeviation ?? Number.NaN) - deviation)).toBeLessThanOrEqual(1e-9 * largest);
        for (const [name, value] of Object.entries(number.quantiles)) {
          const expected = quantile(values, Number(name.slice(1)) / 100);
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * largest);
        }
        expect(number.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  test('is the same to the last bit however the rows are cut', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(numbers, fc.nat(), (values, seed) => {
        const cut = seed % values.length;
        expect(describeCells(values, [cut])).toEqual(describeCells(values));
      }),
    );
  });

  test('counts values far from 0 with little spread exactly', () => {
    const number = describeNumbers([1e9, 1e9 + 1, 1e9 + 2]);
    expect(number.mean).toBe(1e9 + 1);
    expect(number.standardDeviation).toBe(1);
    expect(number.skewness).toBeCloseTo(0, 12);
  });

  test('holds at the ends of the range of doubles', () => {
    const large = describeNumbers([1e308, 1.5e308, -1e308, 1.2e308]);
    expect(large.mean).toBeCloseTo(0.675e308, -296);
    expect(large.standardDeviation! / 1.138e308).toBeCloseTo(1, 2);
    expect(large.skewness).toBeLessThan(0);
    const tiny = describeNumbers([5e-324, 1e-323, 1.5e-323, 5e-324]);
    expect(tiny.standardDeviation).toBeGreaterThan(0);
    expect(tiny.skewness).not.toBeNull();
    const all = describeNumbers([Number.MAX_VALUE, -Number.MAX_VALUE]);
    // √2 × the largest double is beyond any double.
    expect(all.standardDeviation).toBeNull();
    expect(all.quantiles.p50).toBe(0);
    expect(all.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test('leaves infinite cells out of the figures and counts them', () => {
    const number = describeNumbers([1, Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY]);
    expect(number).toMatchObject({ count: 2, infinite: 2, mean: 2, minimum: 1, maximum: 3 });
    const column = describeCells([Number.POSITIVE_INFINITY]);
    expect(column.type).toBe('number');
    expect(column.number).toBeNull();
  });

  test('says null where a figure is not defined', () => {
    const one = describeNumbers([7]);
    expect(one).toMatchObject({ mean: 7, standardDeviation: null, skewness: null, isInteger: true });
    expect(one.quantiles.p1).toBe(7);
    const two = describeNumbers([1, 2]);
    expect(two.standardDeviation).toBeCloseTo(Math.SQRT1_2, 15);
    expect(two.skewness).toBeNull();
    const constant = describeNumbers([0.1, 0.1, 0.1]);
    expect(constant).toMatchObject({ mean: 0.1, standardDeviation: 0, skewness: null, outliers: 0 });
  });

  test('takes −0 for 0', () => {
    const column = describeCells([-0, 0, -0]);
    expect(column.number).toMatchObject({ zeros: 3, negatives: 0 });
    expect(Object.is(column.number?.minimum, 0)).toBe(true);
    expect(column.distinct).toBe(1);
    expect(column.topValues).toEqual([{ value: '0', count: 3 }]);
  });
});

describe('numberHistogram', () => {
  test('gives whole numbers bins of whole width, each value its own where there are few', () => {
    const { edges, counts } = describeNumbers([1, 2, 2, 3, 3, 3, 5]).histogram;
    expect(edges).toEqual([1, 2, 3, 4, 5, 6]);
    expect(counts).toEqual([1, 2, 3, 0, 1]);
  });

  test('has round edges free of rounding', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index / 1000);
    const { edges, counts } = describeNumbers(values).histogram;
    expect(edges[0]).toBe(0);
    expect(edges[edges.length - 1]).toBe(1);
    expect(edges.every((edge) => edge === Math.round(edge * 100) / 100)).toBe(true);
    expect(counts.length).toBeGreaterThanOrEqual(10);
  });

  test('covers any numbers with 1 to 120 rising bins and loses none', () => {
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(1e16));
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), (values) => {
        const { edges, counts } = describeNumbers(values).histogram;
        expect(edges.length).toBe(counts.length + 1);
        expect(counts.length).toBeLessThanOrEqual(120);
        expect(edges.every((edge, index) => Number.isFinite(edge) && (index === 0 || edge > edges[index - 1]!))).toBe(
          true,
        );
        expect(edges[0]!).toBeLessThanOrEqual(Math.min(...values));
        expect(edges[edges.length - 1]!).toBeGreaterThanOrEqual(Math.max(...values));
        for (const [bin, count] of counts.entries()) {
          const isLast = bin === counts.length - 1;
          const inside = values.filter(
            (x) => x >= edges[bin]! && (x < edges[bin + 1]! || (isLast && x === edges[bin + 1])),
          );
          expect(count).toBe(inside.length);
        }
      }),
    );
  });
});
