import type { TablePlan } from '../../../contract/orders.ts';

/** One of the two tables. */
export interface ComparedInput {
  /** How the file is read; null where it is a table that Auspex has stored itself. */
  readonly table: TablePlan | null;
  readonly sheet: string;
}

/** How the work on a comparison is cut; the same whatever the number of threads. */
export interface ComparePlan {
  readonly later: ComparedInput;
  readonly earlier: ComparedInput;
  /** Groups that the columns are dealt out to like cards. */
  readonly groups: number;
}

/** The shards of a comparison, by place. */
export const laterPlace = 0;
export const earlierPlace = 1;
export const matchPlace = 2;
export const rowsPlace = 3;
export const groupPlace = (group: number): number => 4 + group;

export function shardNamesOf({ groups }: ComparePlan): string[] {
  const columns = Array.from({ length: groups }, (_, group) => `columns ${group + 1}/${groups}`);
  return ['later table', 'earlier table', 'match', 'differences', ...columns];
}
