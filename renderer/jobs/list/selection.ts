import type { JobFilter, JobSelection } from '../../../contract/job-requests.ts';
import { type JobState, jobStates } from '../../../contract/job-states.ts';
import type { JobCounts, JobEvent } from '../../../contract/jobs.ts';
import type { FilledLine } from './job-line.ts';

/** What is selected: lines that were picked, or everything the view keeps. */
export interface Selection {
  readonly isAll: boolean;
  readonly picked: ReadonlyMap<string, FilledLine>;
  /** Where a range begins that shift and a click or an arrow spans. */
  readonly pivot: string | null;
  /** Picked on purpose, by a box or a key, rather than by a plain click on a line. */
  readonly isMarked: boolean;
}

export const emptySelection: Selection = { isAll: false, picked: new Map(), pivot: null, isMarked: false };
export const wholeSelection: Selection = { ...emptySelection, isAll: true, isMarked: true };

export const isEmpty = (selection: Selection): boolean => !selection.isAll && selection.picked.size === 0;

export function isSelected(selection: Selection, key: string | null): boolean {
  return selection.isAll || (key !== null && selection.picked.has(key));
}

/** This line alone, as after a plain click. */
export function onlyLine(line: FilledLine): Selection {
  return { isAll: false, picked: new Map([[line.key, line]]), pivot: line.key, isMarked: false };
}

/** The line added, or taken out where it was in. Out of a whole view only a line alone can be taken in. */
export function toggledLine(selection: Selection, line: FilledLine): Selection {
  if (selection.isAll) return { ...onlyLine(line), isMarked: true };
  const picked = new Map(selection.picked);
  if (!picked.delete(line.key)) picked.set(line.key, line);
  return { isAll: false, picked, pivot: line.key, isMarked: true };
}

/** The lines of a range instead of all others; `pivot` stays the end that does not move. */
export function rangeOf(lines: readonly FilledLine[], pivot: string | null): Selection {
  return { isAll: false, picked: new Map(lines.map((line) => [line.key, line])), pivot, isMarked: true };
}

/** The selection with what `events` tell of its lines; the same object where they tell nothing. */
export function selectionAfter(selection: Selection, events: readonly JobEvent[]): Selection {
  if (selection.picked.size === 0) return selection;
  let picked: Map<string, FilledLine> | null = null;
  for (const event of events) {
    const key =
      event.type === 'jobChanged' ? event.job.id : event.type === 'batchChanged' ? `batch:${event.batch.id}` : '';
    const line = selection.picked.get(event.type === 'jobRemoved' ? event.id : key);
    if (!line) continue;
    picked ??= new Map(selection.picked);
    if (event.type === 'jobRemoved') picked.delete(event.id);
    else if (event.type === 'jobChanged' && line.kind === 'job') picked.set(key, { ...line, job: event.job });
    else if (event.type === 'batchChanged' && line.kind === 'batch') picked.set(key, { ...line, batch: event.batch });
  }
  return picked ? { ...selection, picked } : selection;
}

const noJobs: JobCounts = { scheduled: 0, queued: 0, paused: 0, running: 0, completed: 0, cancelled: 0, dead: 0 };

/** How many jobs of each state are among the lines; those of a batch that is in are not counted again. */
export function tallyOf(lines: Iterable<FilledLine>): JobCounts {
  const tally: Record<JobState, number> = { ...noJobs };
  const all = [...lines];
  const batches = new Set(all.flatMap((line) => (line.kind === 'batch' ? [line.batch.id] : [])));
  for (const line of all) {
    if (line.kind === 'batch') for (const state of jobStates) tally[state] += line.batch.counts[state];
    else if (!batches.has(line.job.batchId)) tally[line.job.state] += 1;
  }
  return tally;
}

/**
 * The same for everything a view keeps: known by the counts of the whole folder, or by the total where the filter is for
 * one state; null where only a reading of all of it could tell.
 */
export function tallyOfView(filter: JobFilter, counts: JobCounts | null, total: number): JobCounts | null {
  const { states, search, batchId, fromMs, toMs, priority } = filter;
  const [only] = states;
  if (only !== undefined && states.length === 1) return { ...noJobs, [only]: total };
  const isWhole = search === '' && [batchId, fromMs, toMs, priority].every((value) => value === null);
  return isWhole ? counts : null;
}

export const sumOf = (tally: JobCounts, states: readonly JobState[] = jobStates): number =>
  states.reduce((sum, state) => sum + tally[state], 0);

/** The most ids one request may carry. */
const maxIds = 100_000;

/** The selection as the engine is asked for it: one request for each of these. */
export function requestsOf(selection: Selection, filter: JobFilter): readonly JobSelection[] {
  return selection.isAll ? [{ filter }] : requestsOfLines(selection.picked.values());
}

export function requestsOfLines(lines: Iterable<FilledLine>): readonly JobSelection[] {
  const all = [...lines];
  const batchIds = new Set(all.flatMap((line) => (line.kind === 'batch' ? [line.batch.id] : [])));
  const ids = all.flatMap((line) => (line.kind === 'job' && !batchIds.has(line.job.batchId) ? [line.job.id] : []));
  const requests: JobSelection[] = [...batchIds].map((batchId) => ({ batchId }));
  for (let start = 0; start < ids.length; start += maxIds) requests.push({ ids: ids.slice(start, start + maxIds) });
  return requests;
}
