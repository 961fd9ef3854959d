import { describe, expect, it } from 'vitest';
import { dealColumns, groupCountFor } from '../../../../engine/recipes/profile/describe-table.ts';

describe('groups of columns', () => {
  it('are several for each thread, but fewer where the rows are many', () => {
    expect(groupCountFor(2, 1000)).toBe(8);
    expect(groupCountFor(2, 6_000_000)).toBe(4);
    expect(groupCountFor(2, 500_000_000)).toBe(2);
  });

  it('hold every column once and are alike in size', () => {
    const groups = dealColumns(20, 8);
    expect(groups.flat().sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, place) => place));
    expect(new Set(groups.map((group) => group.length))).toEqual(new Set([2, 3]));
    expect(dealColumns(2, 8)).toEqual([[0], [1]]);
  });
});
