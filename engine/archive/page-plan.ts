import type { JobFilter, jobOrders } from '../../contract/job-requests.ts';
import { isWaitingState } from '../jobs/job-states.ts';
import { type Condition, conditionOf, isEmptyButForStates } from './job-filter.ts';

export type JobOrder = (typeof jobOrders)[number];

/** What is known before a page is read. */
export interface PageCounts {
  readonly all: number;
  /** Jobs that the filter keeps. */
  readonly kept: number;
  /** How many of those, from the nearer end on, have to be passed. */
  readonly passed: number;
}

const firsts: Readonly<Record<JobOrder, string>> = {
  newest: 'sequence DESC',
  queue: 'rank, sequence',
  name: 'search_text, sequence',
  duration: 'duration_ms DESC, sequence DESC',
  size: 'input_size_bytes DESC, sequence DESC',
};
const lasts: Readonly<Record<JobOrder, string>> = {
  newest: 'sequence',
  queue: 'rank DESC, sequence DESC',
  name: 'search_text DESC, sequence DESC',
  duration: 'duration_ms, sequence',
  size: 'input_size_bytes, sequence',
};

/** The index that has all jobs in this order. */
const indexes: Readonly<Record<JobOrder, string>> = {
  newest: 'jobs_listed',
  queue: 'jobs_by_rank',
  name: 'jobs_by_name',
  duration: 'jobs_by_duration',
  size: 'jobs_by_size',
};

/** Measured times of one row, in microseconds: looked up by its sequence, read and sorted, read along an index. */
const costs = { lookUp: 0.4, sort: 0.8, read: 0.1 } as const;

/**
 * The statement that gives the sequences of a page, with `LIMIT ? OFFSET ?` at its end. The planner knows neither how many
 * jobs a filter keeps nor how wide a row is, so the statement names its index: either all kept jobs are found and sorted,
 * or the index of the order is walked along and each job on the way is looked at, whichever reads less.
 */
export function planPage(filter: JobFilter, order: JobOrder, isFromEnd: boolean, counts: PageCounts): Condition {
  const plain = conditionOf(filter);
  const sorting = (isFromEnd ? lasts : firsts)[order];
  const withTail = (select: string, { condition, values } = plain): Condition => ({
    condition: `${select} WHERE ${condition} ORDER BY ${sorting} LIMIT ? OFFSET ?`,
    values,
  });
  if (order === 'queue' && filter.batchId !== null)
    return withTail('SELECT sequence FROM jobs INDEXED BY jobs_by_batch');
  if (order === 'newest' && filter.states.length === 1 && filter.batchId === null && isEmptyButForStates(filter)) {
    return withTail('SELECT sequence FROM jobs INDEXED BY jobs_by_state');
  }
  if (order === 'queue' && filter.states.length > 0 && filter.states.every(isWaitingState)) {
    return waitingPlan(filter, plain, sorting);
  }
  const index = indexes[order];
  const { source, isScanned } = sourceOf(filter, order, counts);
  const sortedCost = counts.kept * costs.sort + (isScanned ? counts.all * costs.read : 0);
  const walkedCost = ((counts.passed * counts.all) / Math.max(1, counts.kept)) * costs.lookUp;
  if (sortedCost <= walkedCost) return withTail(`SELECT sequence FROM jobs INDEXED BY ${source}`);
  // jobs_listed has what filters look at, in a tenth of the room of the whole rows.
  if (index === 'jobs_listed' || plain.condition === 'TRUE')
    return withTail(`SELECT sequence FROM jobs INDEXED BY ${index}`);
  const joined = conditionOf(filter, 'listed.');
  return {
    condition: `SELECT jobs.sequence FROM jobs INDEXED BY ${index} CROSS JOIN jobs AS listed INDEXED BY jobs_listed
      ON listed.sequence = jobs.sequence WHERE ${joined.condition}
      ORDER BY ${sorting.replaceAll(/\w+(?=[ ,]|$)/g, (word) => (word === 'DESC' ? word : `jobs.${word}`))} LIMIT ? OFFSET ?`,
    values: joined.values,
  };
}

/** The index through which the kept jobs are found; whether all jobs are read for that. */
export function sourceOf(
  filter: JobFilter,
  order: JobOrder | null,
  { all, kept }: Pick<PageCounts, 'all' | 'kept'>,
): { readonly source: string; readonly isScanned: boolean } {
  if (filter.batchId !== null && kept < all / 4) return { source: 'jobs_by_batch', isScanned: false };
  if (isEmptyButForStates(filter) && filter.batchId === null) {
    if (filter.states.length > 0) return { source: 'jobs_by_state', isScanned: false };
    return { source: 'jobs_listed', isScanned: true };
  }
  return { source: isSearchAlone(filter) && order !== 'newest' ? 'jobs_by_name' : 'jobs_listed', isScanned: true };
}

function isSearchAlone({ states, batchId, fromMs, toMs, priority }: JobFilter): boolean {
  return states.length === 0 && batchId === null && fromMs === null && toMs === null && priority === null;
}

/** Waiting jobs by rank, from the two indexes they are in. */
function waitingPlan(filter: JobFilter, { condition, values }: Condition, sorting: string): Condition {
  const isEveryOne = filter.states.length === 3 && isEmptyButForStates(filter);
  const kept = isEveryOne ? 'TRUE' : condition;
  const part = (index: string, which: string) =>
    `SELECT sequence, rank FROM jobs INDEXED BY ${index} WHERE ${which} AND ${kept}`;
  const ready = part('jobs_waiting', `state = 'queued' AND not_before_ms IS NULL`);
  const held = part(
    'jobs_held',
    `(state = 'scheduled' OR state = 'paused' OR (state = 'queued' AND not_before_ms IS NOT NULL))`,
  );
  return {
    condition: `SELECT sequence FROM (${ready} UNION ALL ${held}) ORDER BY ${sorting} LIMIT ? OFFSET ?`,
    values: isEveryOne ? [] : [...values, ...values],
  };
}
