import type { CorrelationMeasure, TablePlan } from '../../../contract/orders.ts';

/** How the work on a profile is cut; the same whatever the number of threads, so that every machine makes the same shards. */
export interface ProfilePlan {
  readonly table: TablePlan;
  /** Columns (places in the table's plan) that are described together. */
  readonly groups: readonly (readonly number[])[];
  /** Measures that one order takes: about the same work in each. */
  readonly measures: readonly (readonly CorrelationMeasure[])[];
}

/** The shards of a profile, by place. */
export interface ProfilePlaces {
  /** What was read: facts alone, for the rows themselves live in memory. */
  readonly table: number;
  readonly groups: readonly number[];
  readonly rows: number;
  readonly measures: readonly number[];
  readonly duplicates: number;
}

/** Memory of a table for each group of its columns: small tables have few, for each costs an order and a row. */
const groupMemoryBytes = 4 * 2 ** 20;
/** More groups than most machines have threads, so that a thread that is done early finds another one. */
const maximumGroups = 8;

const togetherMeasures: ProfilePlan['measures'] = [['spearman', 'cramersV', 'pearson']];
/** The one that takes longest begins first. */
const apartMeasures: ProfilePlan['measures'] = [['pearson'], ['spearman', 'cramersV']];

/** Cuts the work on a table. */
export function planShards(table: TablePlan): ProfilePlan {
  const count = groupCountFor(table.estimatedMemoryBytes);
  const groups = dealColumns(table.columnNames.length, count);
  return { table, groups, measures: count === 1 ? togetherMeasures : apartMeasures };
}

/** How many groups suit a table: more where it is large. */
export function groupCountFor(memoryBytes: number): number {
  return Math.max(1, Math.min(maximumGroups, Math.ceil(memoryBytes / groupMemoryBytes)));
}

/**
 * Deals `columnCount` columns out to at most `groupCount` groups like cards: neighbours are often alike (twenty text
 * columns side by side), so each group gets its share of the slow ones.
 */
export function dealColumns(columnCount: number, groupCount: number): number[][] {
  const groups = Array.from({ length: Math.max(1, Math.min(groupCount, columnCount)) }, (): number[] => []);
  for (let column = 0; column < columnCount; column++) groups[column % groups.length]!.push(column);
  return groups;
}

export function placesOf({ groups, measures }: ProfilePlan): ProfilePlaces {
  const rows = groups.length + 1;
  return {
    table: 0,
    groups: groups.map((_, group) => group + 1),
    rows,
    measures: measures.map((_, index) => rows + 1 + index),
    duplicates: rows + measures.length + 1,
  };
}

/** In the order of their places. */
export function shardNamesOf({ groups, measures }: ProfilePlan): string[] {
  return [
    'table',
    ...groups.map((_, group) => `columns ${group + 1}/${groups.length}`),
    'rows',
    ...measures.map((names) => names.join(' + ')),
    'duplicates',
  ];
}
