import { describe, expect, it } from 'vitest';
import { maxRetryDelayMs, retryDelayMs } from '../../../engine/jobs/retry-delay.ts';
import fc from '../../builders/fast-check.ts';

describe('the delay before a retry', () => {
  it('grows fourfold with each failure, up to five minutes', () => {
    const longest = [1, 2, 3, 4, 5, 6].map((failures) => retryDelayMs(failures, () => 1));
    expect(longest).toEqual([2_000, 8_000, 32_000, 128_000, maxRetryDelayMs, maxRetryDelayMs]);
  });

  it('is a random share of that, anything from none to all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, share) => {
        const delayMs = retryDelayMs(failures, () => share);
        expect(delayMs).toBe(Math.round(retryDelayMs(failures, () => 1) * share));
        expect(delayMs).toBeLessThanOrEqual(maxRetryDelayMs);
      }),
    );
  });
});
