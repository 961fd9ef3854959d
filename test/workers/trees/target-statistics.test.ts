import { describe, expect, it } from 'vitest';
import {
  crossFittedTargetStatistics,
  priorRowsOf,
  targetStatistics,
} from '../../../workers/trees/target-statistics.ts';
import { createRandom } from '../../builders/random.ts';

const rows = 4000;
const random = createRandom(12);
const codes = Int32Array.from({ length: rows }, () => Math.floor(random() * 800) - 1);
const noise = Float64Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0));
const all = Uint32Array.from({ length: rows }, (_, row) => row);

describe('the final table', () => {
  it('draws each level towards the mean of the rows it was given', () => {
    const { prior, values } = targetStatistics(
      Int32Array.of(0, 0, 1, -1, 1),
      Float64Array.of(1, 3, 5, 7, 100),
      all.slice(0, 4),
      3,
      2,
    );
    expect(prior).toBe(4);
    expect(Array.from(values)).toEqual([(4 + 2 * 4) / 4, (5 + 2 * 4) / 3, 4]);
  });
});

describe('the rows of the prior', () => {
  it('are many where levels differ by chance alone', () => {
    expect(priorRowsOf(codes, noise, all, 800)).toBeGreaterThan(20);
    expect(priorRowsOf(codes, noise, all.slice(0, 1), 800)).toBe(50);
  });

  it('are the variance within levels by that between them', () => {
    // Effects of variance 4, noise of variance 1.
    const effects = Array.from({ length: 800 }, () => 4 * Math.sqrt(3) * (random() - 0.5));
    const target = Float64Array.from(codes, (code) => (effects[code] ?? 0) + 2 * Math.sqrt(3) * (random() - 0.5));
    const found = priorRowsOf(codes, target, all, 800);
    expect(found).toBeGreaterThan(0.25 * 0.8);
    expect(found).toBeLessThan(0.25 * 1.25);
  });

  it('are next to none where a level tells everything', () => {
    const target = Float64Array.from(codes, (code) => code ** 2);
    expect(priorRowsOf(codes, target, all, 800)).toBe(0.02);
  });
});

describe('the values of rows that are fitted on', () => {
  it('do not know the own target: it may be turned round without any change to the row itself', () => {
    const before = crossFittedTargetStatistics(codes, noise, all, 3);
    for (const row of [0, 17, 999]) {
      const turned = noise.slice();
      turned[row] = 1 - turned[row]!;
      // Only the mean of all rows, which stands in for a level without rows, knows of it.
      expect(crossFittedTargetStatistics(codes, turned, all, 3)[row]).toBeCloseTo(before[row]!, 3);
    }
  });

  it('do not tell noise from noise, as the table does', () => {
    const correlation = (values: ArrayLike<number>) => {
      const places = Array.from(all).filter((row) => codes[row]! >= 0);
      const mean = (of: (row: number) => number) => places.reduce((sum, row) => sum + of(row), 0) / places.length;
      const x = mean((row) => values[row]!);
      const y = mean((row) => noise[row]!);
      const both = mean((row) => (values[row]! - x) * (noise[row]! - y));
      return both / Math.sqrt(mean((row) => (values[row]! - x) ** 2) * mean((row) => (noise[row]! - y) ** 2));
    };
    const { values } = targetStatistics(codes, noise, all, 800);
    expect(correlation(Float64Array.from(codes, (code) => values[code] ?? 0))).toBeGreaterThan(0.35);
    expect(Math.abs(correlation(crossFittedTargetStatistics(codes, noise, all, 3)))).toBeLessThan(0.06);
  });

  it('come near the table where a level has many rows, and are missing where the level is', () => {
    const few = codes.map((code) => (code < 0 ? -1 : code % 2));
    const target = Float64Array.from(few, (code, row) => code + noise[row]!);
    const { values } = targetStatistics(few, target, all, 2);
    const crossFitted = crossFittedTargetStatistics(few, target, all, 5);
    const mean = (code: number) => {
      const own = Array.from(crossFitted).filter((_, row) => few[row] === code);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    expect(mean(0)).toBeCloseTo(values[0]!, 1);
    expect(mean(1)).toBeCloseTo(values[1]!, 1);
    few.forEach((code, row) => {
      expect(Number.isNaN(crossFitted[row])).toBe(code < 0);
    });
  });

  it('depend on the seed alone', () => {
    expect(crossFittedTargetStatistics(codes, noise, all, 3)).toEqual(
      crossFittedTargetStatistics(codes, noise, all, 3),
    );
    expect(crossFittedTargetStatistics(codes, noise, all, 4)).not.toEqual(
      crossFittedTargetStatistics(codes, noise, all, 3),
    );
  });
});
