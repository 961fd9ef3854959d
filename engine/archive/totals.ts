import { type JobState, jobStates } from '../../contract/job-states.ts';
import type { JobCounts } from '../../contract/jobs.ts';
import { rankStepMs } from '../jobs/queue/rank.ts';
import type { Database } from './database.ts';

type Cell = JobState | 'last_job' | 'last_event' | 'newest_rank';
type Row = Record<Cell, number>;

const cells: readonly Cell[] = [...jobStates, 'last_job', 'last_event', 'newest_rank'];

/**
 * The one row that every change of the queue needs: how many jobs are in each state, and what numbers were given out last.
 * It is read with the first look in a transaction and written once, before its end.
 */
export class Totals {
  readonly #read;
  readonly #write;
  #row: Row | null = null;

  constructor(database: Database) {
    this.#read = database.prepare(`SELECT ${cells.join(', ')} FROM totals`);
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

  /** What is on record, with what this transaction has yet to write. */
  counts(): JobCounts {
    const row = this.#row ?? this.#stored();
    return Object.fromEntries(jobStates.map((state) => [state, row[state]])) as JobCounts;
  }

  /** Writes what has changed; within the transaction of the changes. */
  write(): void {
    const row = this.#row;
    if (row) this.#write.run(...cells.map((cell) => row[cell]));
    this.#row = null;
  }

  /** Forgets what was not written: its transaction was undone. */
  forget(): void {
    this.#row = null;
  }

  #next(cell: 'last_job' | 'last_event', count: number): number {
    const row = this.#inWork();
    const first = row[cell] + 1;
    row[cell] += count;
    return first;
  }

  #inWork(): Row {
    this.#row ??= this.#stored();
    return this.#row;
  }

  #stored(): Row {
    return this.#read.get() as Row;
  }
}
