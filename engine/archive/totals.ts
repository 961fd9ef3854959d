import { type JobState, jobStates } from '../../contract/job-states.ts';
import type { JobCounts } from '../../contract/jobs.ts';
import { rankStepMs } from '../jobs/queue/rank.ts';
import type { Database } from './database.ts';

type Cell = JobState | 'last_job' | 'last_event' | 'newest_rank' | 'listed_through';
type Row = Record<Cell, number>;

const cells: readonly Cell[] = [...jobStates, 'last_job', 'last_event', 'newest_rank', 'listed_through'];

/**
 * The one row that every change of the queue needs: how many jobs are in each state, and what numbers were given out last.
 * It is written once, before the end of a transaction, and read again only after another process has written: reading it
 * costs more than asking whether one has.
 */
export class Totals {
  readonly #read;
  readonly #write;
  readonly #version;
  /** As it stands in the archive of that version, but for what this transaction has changed. */
  #row: Row | null = null;
  #rowVersion = -1;
  #isChanged = false;

  constructor(database: Database) {
    this.#read = database.prepare(`SELECT ${cells.join(', ')} FROM totals`);
    this.#version = database.prepare('PRAGMA data_version');
    this.#write = database.prepare(`UPDATE totals SET ${cells.map((cell) => `${cell} = ?`).join(', ')}`);
  }

  add(state: JobState, jobs: number): void {
    this.#inWork()[state] += jobs;
  }

  /** The first of `count` numbers for jobs, which follow each other; none was ever given before. */
  nextJobs(count: number): number {
    return this.#next('last_job', count);
  }

  /** The same for events. */
  nextEvents(count: number): number {
    return this.#next('last_event', count);
  }

  /** The first of `count` ranks at the end of the queue, a step apart: never below one given earlier, whatever the clock says. */
  nextRanks(count: number, atMs: number): number {
    const row = this.#inWork();
    const first = Math.max(atMs, row.newest_rank + rankStepMs);
    row.newest_rank = first + (count - 1) * rankStepMs;
    return first;
  }

  /** Up to which number no job is fresh (fresh-jobs.ts), and how many were given out since. */
  numbers(): { readonly listedThrough: number; readonly unlisted: number } {
    const { last_job: last, listed_through: listedThrough } = this.#current();
    return { listedThrough, unlisted: last - listedThrough };
  }

  /** The number given out last to an event. */
  lastEvent(): number {
    return this.#current().last_event;
  }

  /** No job that has a number is fresh any more. */
  listAll(): void {
    const row = this.#inWork();
    row.listed_through = row.last_job;
  }

  /** What is on record, with what this transaction has yet to write. */
  counts(): JobCounts {
    const row = this.#current();
    return Object.fromEntries(jobStates.map((state) => [state, row[state]])) as JobCounts;
  }

  /** Writes what has changed; within the transaction of the changes. */
  write(): void {
    const row = this.#row;
    if (row && this.#isChanged) this.#write.run(...cells.map((cell) => row[cell]));
    this.#isChanged = false;
  }

  /** To be called whenever a transaction was undone, wholly or in part. */
  forget(): void {
    this.#row = null;
    this.#isChanged = false;
  }

  #next(cell: 'last_job' | 'last_event', count: number): number {
    const row = this.#inWork();
    const first = row[cell] + 1;
    row[cell] += count;
    return first;
  }

  #inWork(): Row {
    const row = this.#current();
    this.#isChanged = true;
    return row;
  }

  #current(): Row {
    // Nobody else writes while this transaction does.
    if (this.#row && this.#isChanged) return this.#row;
    const { data_version: version } = this.#version.get() as { data_version: number };
    if (this.#row && version === this.#rowVersion) return this.#row;
    this.#row = this.#read.get() as Row;
    this.#rowVersion = version;
    return this.#row;
  }
}
