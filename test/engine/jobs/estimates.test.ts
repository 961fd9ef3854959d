import { describe, expect, it } from 'vitest';
import type { DurationRecord } from '../../../engine/archive/duration-repository.ts';
import { Estimates, totalEstimate } from '../../../engine/jobs/estimates.ts';
import fc from '../../builders/fast-check.ts';

const input = (fileName: string, sizeBytes: number) => ({
  ...{ path: `/data/${fileName}`, fileName, sizeBytes, modifiedAtMs: 1 },
});

/** Estimates from jobs that took these times, newest first. */
function from(...past: readonly [sizeBytes: number, durationMs: number, estimatedMs?: number][]) {
  const records = past.map(
    ([sizeBytes, durationMs, estimatedMs]): DurationRecord => ({
      ...{ sizeBytes, durationMs, estimatedMs: estimatedMs ?? null, memoryBytes: null },
    }),
  );
  const newest = (_: string, format: string) => (format === 'csv' ? records : []);
  return new Estimates({ newest } as never);
}

describe('an estimate', () => {
  it('says when it rests on nothing but the figures the program comes with', () => {
    const estimate = from().estimate('profile', input('a.csv', 20_000_000))!;
    expect(estimate.basedOnJobs).toBe(0);
    expect(estimate.lowMs).toBeLessThan(estimate.durationMs / 2);
    expect(estimate.highMs).toBeGreaterThan(estimate.durationMs * 2);
    const workbook = from().estimate('profile', input('a.xlsx', 20_000_000))!;
    expect(workbook.durationMs).toBeGreaterThan(estimate.durationMs);
  });

  it('knows nothing of a file that could not be looked at', () => {
    expect(from().estimate('profile', { ...input('a.csv', 0), modifiedAtMs: null })).toBeNull();
  });

  it('takes the height from one job, and the rise with the size from the built-in figures', () => {
    const estimates = from([20_000_000, 13_000]);
    expect(estimates.estimate('profile', input('same.csv', 20_000_000))!.durationMs).toBeCloseTo(13_000, 0);
    const half = estimates.estimate('profile', input('half.csv', 10_000_000))!;
    expect(half.durationMs).toBeGreaterThan(6_000);
    expect(half.durationMs).toBeLessThan(9_000);
    expect(half.basedOnJobs).toBe(1);
  });

  it('follows the sizes of the jobs before, whatever a few odd ones took', () => {
    const regular = Array.from({ length: 20 }, (_, index): [number, number] => {
      const sizeBytes = 1_000_000 * 1.3 ** index;
      return [sizeBytes, sizeBytes / 10_000];
    });
    const odd: [number, number][] = [
      [5_000_000, 400_000],
      [9_000_000, 3],
      [2_000_000, 90_000],
    ];
    const estimates = from(...regular, ...odd);
    for (const sizeBytes of [1_500_000, 12_000_000, 80_000_000]) {
      const { durationMs } = estimates.estimate('profile', input('a.csv', sizeBytes))!;
      expect(durationMs / (sizeBytes / 10_000)).toBeGreaterThan(0.85);
      expect(durationMs / (sizeBytes / 10_000)).toBeLessThan(1.15);
    }
  });

  it('is as wide as the estimates before it were off', () => {
    const past = Array.from({ length: 40 }, (_, index): [number, number, number] => {
      const error = [0.5, 0.8, 1, 1, 1.2, 3][index % 6]!;
      return [10_000_000, 1_000 * error, 1_000];
    });
    const { durationMs, lowMs, highMs } = from(...past).estimate('profile', input('a.csv', 10_000_000))!;
    expect(durationMs).toBeCloseTo(1_000, 0);
    expect(lowMs).toBeCloseTo(500, 0);
    expect(highMs).toBeCloseTo(3_000, 0);
  });

  it('is positive and within its own bounds whatever the history', () => {
    const job = fc.tuple(fc.nat(2 ** 31), fc.integer({ min: 1, max: 10_000_000 }));
    fc.assert(
      fc.property(fc.array(job, { maxLength: 60 }), fc.nat(2 ** 31), (past, sizeBytes) => {
        const estimate = from(...past).estimate('profile', input('a.csv', sizeBytes))!;
        expect(estimate.durationMs).toBeGreaterThan(0);
        expect(estimate.lowMs).toBeGreaterThan(0);
        expect(estimate.lowMs).toBeLessThanOrEqual(estimate.durationMs);
        expect(estimate.highMs).toBeGreaterThanOrEqual(estimate.durationMs);
        expect(Number.isFinite(estimate.highMs)).toBe(true);
      }),
    );
  });
});

describe('the estimate of many jobs', () => {
  const one = { durationMs: 6_000, lowMs: 3_000, highMs: 12_000, basedOnJobs: 4 };

  it('takes as many at a time as may run, and is never shorter than the longest', () => {
    expect(totalEstimate([one, one, one, one, one, one], 3)).toMatchObject({ durationMs: 12_000, basedOnJobs: 4 });
    expect(totalEstimate([one, { ...one, durationMs: 60_000 }], 3)!.durationMs).toBe(60_000);
    expect(totalEstimate([one], 3)).toEqual(one);
  });

  it('is narrower than its parts, for their errors partly cancel out', () => {
    const { durationMs, highMs } = totalEstimate(Array(100).fill(one), 1)!;
    expect(durationMs).toBe(600_000);
    expect((highMs - durationMs) / durationMs).toBeLessThan(0.2);
  });

  it('is unknown when one of them is', () => {
    expect(totalEstimate([one, null], 3)).toBeNull();
    expect(totalEstimate([], 3)).toBeNull();
  });
});
