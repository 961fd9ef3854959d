import type { JobFilter, jobOrders } from '../../contract/job-requests.ts';
import { type JobState, jobStates } from '../../contract/job-states.ts';
import { isEndedState } from '../jobs/job-states.ts';
import type { Condition } from './job-filter.ts';
import { listedStates } from './listed-states.ts';

export type JobOrder = (typeof jobOrders)[number];

/** By what the jobs of a stretch are sorted; those alike by their sequence. */
export type Sorting = 'newest' | 'rank' | 'name' | 'size' | 'duration';

/** Part of an order: jobs in these states, all of them before those of the next stretch. */
export interface Stretch {
  readonly states: readonly JobState[];
  readonly sorting: Sorting;
}

/**
 * What an order is made of. Only what has ended has a duration, and only what has not has a place in the queue: the rest
 * follows, newest first. A batch keeps the order of its ranks throughout, so that its jobs stay where they are as they end.
 */
export function stretchesOf({ states, batchId }: JobFilter, order: JobOrder): Stretch[] {
  const kept = states.length === 0 ? jobStates : jobStates.filter((state) => states.includes(state));
  const ended = kept.filter((state) => isEndedState(state));
  const going = kept.filter((state) => !isEndedState(state));
  const stretches: Stretch[] = [];
  if (order === 'duration') {
    stretches.push({ states: ended, sorting: 'duration' }, { states: going, sorting: 'newest' });
  } else if (order !== 'queue') stretches.push({ states: kept, sorting: order });
  else if (batchId !== null) stretches.push({ states: kept, sorting: 'rank' });
  else stretches.push({ states: going, sorting: 'rank' }, { states: ended, sorting: 'newest' });
  return stretches.filter((stretch) => stretch.states.length > 0);
}

/** How a stretch is walked along: an index, or a table, that has its jobs in this order, by these terms. */
export interface Walk {
  /** What stands behind FROM, by the name `jobs`. */
  readonly source: string;
  readonly terms: readonly string[];
  /** The same where jobs are read from elsewhere. */
  readonly termsElsewhere?: readonly string[];
  /** Its jobs are in one of these states. */
  readonly states: readonly JobState[];
  readonly isDescending: boolean;
  /** The condition of a partial index. */
  readonly condition: string;
}

/** The term of jobs_by_state: exactly as in the schema, or SQLite does not see that it fits. */
const hasEnded = `state IN ('completed', 'cancelled', 'dead')`;
const everyJob = 'TRUE';
/** Fresh jobs are brought into the indexes before they are walked along (fresh-jobs.ts). */
const isListed = 'is_fresh = 0';

const allAlong = (index: string, terms: readonly string[], isDescending: boolean): Walk => ({
  ...{ source: `jobs INDEXED BY ${index}`, terms, isDescending, states: jobStates, condition: `jobs.${isListed}` },
});

/** null: no index has all jobs by rank. */
export const walks: Readonly<Record<Exclude<Sorting, 'rank'>, Walk>> = {
  newest: allAlong('jobs_listed', ['jobs.sequence'], true),
  name: allAlong('jobs_by_name', ['jobs.search_text', 'jobs.sequence'], false),
  size: allAlong('jobs_by_size', ['jobs.input_size_bytes', 'jobs.sequence'], true),
  // Brought up to date before (ended-jobs.ts).
  duration: {
    source: 'job_durations AS jobs',
    terms: ['jobs.duration_ms', 'jobs.sequence'],
    termsElsewhere: ['coalesce(jobs.duration_ms, -1)', 'jobs.sequence'],
    isDescending: true,
    states: jobStates.filter(isEndedState),
    condition: everyJob,
  },
};

/** What is known before a page is read. */
export interface PageCounts {
  readonly all: number;
  /** Jobs of the stretch. */
  readonly kept: number;
  /** How many of those, from the nearer end on, have to be passed. */
  readonly passed: number;
}

/** A batch whose jobs alone are looked at. */
export interface BatchPlace {
  readonly sequence: number;
  /** Whether none of its jobs has the number of the batch: then all of them are in jobs_by_batch. */
  readonly hasOwnNumber: boolean;
}

/** Where jobs of a state lie is not known: often all of them at the far end. So many times the even distance is reckoned with. */
const unevenness = 4;

/** Measured times of one row, in microseconds: looked up by its sequence, read and sorted, read along an index. */
const costs = { lookUp: 0.4, sort: 0.8, read: 0.1 } as const;

/**
 * The statement that gives the sequences of a part of a stretch, with `LIMIT ? + 0 OFFSET ? + 0` at its end. The planner knows neither
 * how many jobs are kept nor how wide a row is, so the statement names its index: either all kept jobs are found and sorted,
 * or the index of the order is walked along and each job on the way is looked at, whichever reads less.
 */
export function planStretch(
  { states, sorting }: Stretch,
  batch: BatchPlace | null,
  isFromEnd: boolean,
  { all, kept, passed }: PageCounts,
): Condition {
  if (batch && (sorting === 'rank' || kept < all / 4)) {
    const values = Array(batch.hasOwnNumber ? 1 : 3).fill(batch.sequence);
    return { condition: found(partsOfBatch(batch, states), sorting, isFromEnd), values };
  }
  const parts = batch ? [] : states.flatMap(partsOfState);
  if (sorting === 'rank') return { condition: found(parts, sorting, isFromEnd), values: [] };
  const walk = walks[sorting];
  const isWhole = states.length === walk.states.length;
  const condition = (of: string) =>
    [...(isWhole ? [] : [listedStates(states, of)]), ...(batch ? [`${of}batch_sequence = ?`] : [])].join(' AND ');
  const sortedCost = parts.length === 1 && sorting === 'newest' ? passed * costs.read : kept * costs.sort;
  const each = sorting === 'newest' ? costs.read : costs.lookUp;
  const walked = isWhole ? passed : Math.min(all, ((passed * all) / Math.max(1, kept)) * unevenness);
  if (parts.length > 0 && sortedCost < walked * each) {
    return { condition: found(parts, sorting, isFromEnd), values: [] };
  }
  const order = orderOf(walk.terms, walk.isDescending !== isFromEnd);
  return {
    condition: `${walkAlong(walk, condition)} ORDER BY ${order} LIMIT ? + 0 OFFSET ? + 0`,
    values: batch ? [batch.sequence] : [],
  };
}

/**
 * The beginning of a statement that reads jobs along an index and keeps those of which the condition holds, which stands
 * behind `WHERE` with `of` before the names of its columns.
 */
export function walkAlong({ source, condition: own }: Walk, condition: (of: string) => string): string {
  const plain = condition('');
  if (plain === '' || source === walks.newest.source) {
    return `SELECT jobs.sequence FROM ${source} WHERE ${own}${plain && ` AND ${plain}`}`;
  }
  // jobs_listed has what filters look at, in a tenth of the room of the whole rows.
  return `SELECT jobs.sequence FROM ${source} CROSS JOIN jobs AS listed INDEXED BY jobs_listed
    ON listed.sequence = jobs.sequence AND listed.${isListed} WHERE ${own} AND ${condition('listed.')}`;
}

export function orderOf(terms: readonly string[], isDescending: boolean): string {
  return terms.map((term) => (isDescending ? `${term} DESC` : term)).join(', ');
}

/** All jobs of these parts, sorted. */
function found(parts: readonly string[], sorting: Sorting, isFromEnd: boolean): string {
  const walk = sorting === 'rank' ? { terms: ['rank', 'sequence'], isDescending: false } : walks[sorting];
  const { termsElsewhere: terms = walk.terms, isDescending } = walk as Walk;
  const order = `ORDER BY ${orderOf(terms, isDescending !== isFromEnd).replaceAll('jobs.', '')} LIMIT ? + 0 OFFSET ? + 0`;
  const [only] = parts;
  if (parts.length === 1) return `SELECT sequence FROM ${only} ${order}`;
  // Each part has its jobs in this order or is sorted alone, and the parts are merged: no more is read than is passed.
  const columns = [...new Set(['sequence', ...terms])].map((term) => term.replace('jobs.', ''));
  const selects = parts.map((part) => `SELECT ${columns.join(', ')} FROM ${part}`);
  return `${selects.join(' UNION ALL ')} ${order}`;
}

/** Where the jobs of a state are found. */
function partsOfState(state: JobState): string[] {
  const held = `jobs INDEXED BY jobs_held WHERE (state = 'scheduled' OR state = 'paused'
    OR (state = 'queued' AND not_before_ms IS NOT NULL)) AND state = '${state}'`;
  if (state === 'running') return [`jobs INDEXED BY jobs_running WHERE state = 'running'`];
  if (isEndedState(state)) return [`jobs INDEXED BY jobs_by_state WHERE ${hasEnded} AND state = '${state}'`];
  if (state === 'queued') {
    return [`jobs INDEXED BY jobs_waiting WHERE state = 'queued' AND not_before_ms IS NULL`, held];
  }
  return [held];
}

/** Where the jobs of a batch are found. */
function partsOfBatch({ hasOwnNumber }: BatchPlace, states: readonly JobState[]): string[] {
  const isKept = states.length === jobStates.length ? everyJob : conditionOfStates(states);
  const named = `jobs WHERE sequence = ? AND batch_sequence = ? AND ${isKept}`;
  const others = `jobs INDEXED BY jobs_by_batch
    WHERE batch_sequence = ? AND batch_sequence <> sequence AND ${isKept}`;
  return hasOwnNumber ? [others] : [named, others];
}

function conditionOfStates(states: readonly JobState[]): string {
  return `state IN (${states.map((state) => `'${state}'`).join(', ')})`;
}
