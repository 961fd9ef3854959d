import { expect, it } from 'vitest';
import { helpersOf } from '../../../../engine/recipes/train/fit-folds.ts';
import fc from '../../../builders/fast-check.ts';

it('threads that the last fits leave idle help with them, and no others', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 16 }), (fits, threads) => {
      const helpers = Array.from({ length: fits }, (_, place) => helpersOf(place, fits, threads));
      const last = fits % threads;
      expect(helpers.slice(0, fits - last).every((count) => count === 0)).toBe(true);
      const shared = helpers.slice(fits - last);
      expect(shared.reduce((sum, count) => sum + count, 0)).toBe(last === 0 ? 0 : threads - last);
      expect(Math.max(0, ...shared) - Math.min(...shared, Math.max(0, ...shared))).toBeLessThanOrEqual(1);
    }),
  );
});
