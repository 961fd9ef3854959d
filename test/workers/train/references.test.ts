import { describe, expect, it } from 'vitest';
import { classReference, numberReference, spreadOf } from '../../../workers/train/references.ts';
import fc from '../../builders/fast-check.ts';

const all = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

describe('how values are spread', () => {
  it('sums to one with what is missing, and puts every number into the bin it belongs to', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true }), fc.constant(NaN)));
    fc.assert(
      fc.property(numbers, (values) => {
        const reference = numberReference(Float64Array.from(values));
        if (reference.kind !== 'number') throw new Error('numbers have another reference');
        const { edges, missingShare, shares } = reference;
        expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b));
        expect(shares).toHaveLength(edges.length + 1);
        const present = values.filter((value) => !Number.isNaN(value));
        const counts = shares.map(() => 0);
        for (const value of present) counts[edges.filter((edge) => edge <= value).length]!++;
        for (const [bin, share] of shares.entries()) {
          expect(share).toBeCloseTo(values.length === 0 ? 0 : counts[bin]! / values.length);
        }
        if (values.length > 0) expect(missingShare).toBeCloseTo(1 - present.length / values.length);
      }),
    );
  });

  it('lists the most frequent texts and sums up the others', () => {
    const texts = Array.from({ length: 60 }, (_, code) => `t${code}`);
    const codes = Int32Array.from([...texts.keys(), 7, 7, -1, -1]);
    const { reference } = spreadOf({ kind: 'text', name: 'x', codes, texts }, all(codes.length));
    expect(reference).toMatchObject({ kind: 'text', missingShare: 2 / 64, otherShare: 10 / 64 });
    expect(reference.kind === 'text' && reference.levels[0]).toBe('t7');
    expect(reference.shares[0]).toBeCloseTo(3 / 64);
  });

  it('counts classes by the likeliest', () => {
    const reference = classReference(['a', 'b'], Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.3, 0.7));
    expect(reference).toMatchObject({ levels: ['a', 'b'], shares: [0.5, 0.5] });
  });

  it('tells a typical value of each kind', () => {
    const values = Float64Array.of(5, 1, Number.NaN, 3);
    expect(spreadOf({ kind: 'number', name: 'x', values }, all(4)).typical).toBe(3);
    expect(spreadOf({ kind: 'boolean', name: 'x', values: Float64Array.of(1, 1, 0) }, all(3)).typical).toBe(true);
    const day = Date.UTC(2024, 4, 6);
    expect(spreadOf({ kind: 'date', name: 'x', values: Float64Array.of(day) }, all(1)).typical).toBe('2024-05-06');
    expect(spreadOf({ kind: 'number', name: 'x', values: Float64Array.of(Number.NaN) }, all(1)).typical).toBeNull();
  });
});
