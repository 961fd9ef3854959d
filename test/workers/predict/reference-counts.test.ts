import { expect, it } from 'vitest';
import type { Reference } from '../../../contract/models/model-document.ts';
import { addCounts, binOf, countByReference, driftOf } from '../../../workers/predict/reference-counts.ts';
import fc from '../../builders/fast-check.ts';

const numbers: Reference = {
  ...{ kind: 'number', edges: [10, 20], shares: [0.5, 0.3, 0.1], missingShare: 0.1, minimum: 0, maximum: 30 },
};
const texts: Reference = { kind: 'text', levels: ['a', 'b'], shares: [0.6, 0.3], otherShare: 0.1, missingShare: 0 };

it('puts numbers into the bins of the training, a value on an edge into the one above', () => {
  const column = { kind: 'number', values: Float64Array.of(-5, 9.9, 10, 19, 20, 1e9, Number.NaN) } as const;
  expect(countByReference(numbers, column)).toEqual([2, 2, 2, 1]);
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 20 }), fc.integer(), (values, value) => {
      const edges = [...new Set(values)].sort((a, b) => a - b);
      expect(binOf(edges, value)).toBe(edges.filter((edge) => edge <= value).length);
    }),
  );
});

it('tells texts that are listed from others and from missing ones', () => {
  const column = { kind: 'text', codes: Int32Array.of(0, 1, 1, 2, -1), texts: ['b', 'A ', 'z'] } as const;
  expect(countByReference(texts, column)).toEqual([2, 1, 1, 1]);
});

it('finds no drift in the same shares, and a large one in others, beyond what chance brings', () => {
  const none = driftOf(numbers, [500, 300, 100, 100], 5000);
  expect(none.psi).toBeCloseTo(0, 12);
  const moved = driftOf(numbers, addCounts([100, 100, 700, 50], [0, 0, 0, 50]), 5000);
  // Σ (q − p) ln(q ∕ p): 0.4 ln 5 + 0.2 ln 3 + 0.6 ln 7.
  expect(moved.psi).toBeCloseTo(0.4 * Math.log(5) + 0.2 * Math.log(3) + 0.6 * Math.log(7), 9);
  expect(moved.psiByChance).toBeLessThan(0.05);
  expect(driftOf(null, [], null)).toEqual({ psi: null, psiByChance: null });
});
