import { describe, expect, it } from 'vitest';
import type { TablePlan } from '../../../../contract/orders.ts';
import {
  dealColumns,
  groupCountFor,
  placesOf,
  planShards,
  shardNamesOf,
} from '../../../../engine/recipes/profile/profile-plan.ts';

const table = (columns: number, estimatedMemoryBytes: number) =>
  ({ columnNames: Array.from({ length: columns }, String), estimatedMemoryBytes }) as unknown as TablePlan;

describe('the shards of a profile', () => {
  it('are few for a small table and at most eight groups of columns for a large one', () => {
    expect([0, 1e6, 10e6, 200e6, 20e9].map(groupCountFor)).toEqual([1, 1, 3, 8, 8]);
  });

  it('hold every column once, in groups alike in size', () => {
    const groups = dealColumns(20, 8);
    expect(groups.flat().sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, place) => place));
    expect(new Set(groups.map((group) => group.length))).toEqual(new Set([2, 3]));
    expect(dealColumns(2, 8)).toEqual([[0], [1]]);
  });

  it.each([
    ['small', table(3, 1000), 5],
    ['narrow', table(3, 1e9), 8],
    ['large', table(20, 1e9), 13],
    ['of one column', table(1, 1e9), 6],
  ])('have one place and one name each: a table that is %s', (_, plan, count) => {
    const shards = planShards(plan);
    const { table: first, groups, rows, measures, duplicates } = placesOf(shards);
    const places = [first, ...groups, rows, ...measures, duplicates];
    expect(places).toEqual(Array.from({ length: count }, (_, place) => place));
    expect(new Set(shardNamesOf(shards)).size).toBe(count);
    expect(shards.measures.flat().sort()).toEqual(['cramersV', 'pearson', 'spearman']);
  });
});
