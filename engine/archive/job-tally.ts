import { type JobState, jobStates } from '../../contract/job-states.ts';
import { type Database, inSavepoint, inTransaction } from './database.ts';
import type { FreshJobs } from './fresh-jobs.ts';
import type { Totals } from './totals.ts';

/** What a completed job adds to its batch. */
export interface JobSums {
  readonly rows: number | null;
  readonly durationMs: number | null;
  readonly sizeBytes: number;
}

interface Delta extends Record<JobState, number> {
  jobs: number;
  rows: number;
  durationMs: number;
  sizeBytes: number;
  /** Of the newest change. */
  atMs: number;
}

/** What batches may have in common; sums are those of each. */
type Change = Omit<Delta, 'rows' | 'durationMs' | 'sizeBytes'>;

function noChange(): Delta {
  const states = { scheduled: 0, queued: 0, paused: 0, running: 0, completed: 0, cancelled: 0, dead: 0 };
  return { ...states, jobs: 0, rows: 0, durationMs: 0, sizeBytes: 0, atMs: 0 };
}

const unfinished = ['scheduled', 'queued', 'paused', 'running'] as const satisfies readonly JobState[];

/**
 * Counts jobs by state, over all and for each batch, as they change. What a transaction changed is summed up here and
 * written once before its end: ten thousand new jobs cost two rows, where triggers would write twenty thousand.
 */
export class JobTally {
  readonly totals: Totals;
  readonly fresh: FreshJobs;
  readonly #database: Database;
  readonly #statements;
  readonly #batches = new Map<number, Delta>();

  constructor(database: Database, totals: Totals, fresh: FreshJobs) {
    this.#database = database;
    this.totals = totals;
    this.fresh = fresh;
    const left = unfinished.map((state) => `${state} + :${state}`).join(' + ');
    this.#statements = {
      alike: database.prepare(`UPDATE batches SET jobs = jobs + :jobs,
        ${jobStates.map((state) => `${state} = ${state} + :${state}`).join(', ')},
        rows = rows + (value ->> 1), duration_ms = duration_ms + (value ->> 2), size_bytes = size_bytes + (value ->> 3),
        finished_at_ms = CASE WHEN ${left} = 0 THEN coalesce(finished_at_ms, :atMs) END
        FROM json_each(:batches) WHERE sequence = value ->> 0`),
      dropEmpty: database.prepare('DELETE FROM batches WHERE sequence = ? AND jobs = 0'),
    };
  }

  /** Jobs that come into a batch. */
  joined(batchSequence: number, state: JobState, atMs: number, jobs = 1): void {
    const of = this.#of(batchSequence, atMs);
    of[state] += jobs;
    of.jobs += jobs;
    this.totals.add(state, jobs);
  }

  /** The same where the batch was written with its counts. */
  accepted(queued: number, scheduled: number): void {
    this.totals.add('queued', queued);
    this.totals.add('scheduled', scheduled);
  }

  moved(batchSequence: number, from: JobState, to: JobState, atMs: number): void {
    const of = this.#of(batchSequence, atMs);
    of[from]--;
    of[to]++;
    this.totals.add(from, -1);
    this.totals.add(to, 1);
  }

  /** Adds a completed job to its batch's sums, or with sign -1 takes a removed one out of them. */
  summed(batchSequence: number, sums: JobSums, sign: 1 | -1): void {
    const of = this.#of(batchSequence, 0);
    of.rows += sign * (sums.rows ?? 0);
    of.durationMs += sign * (sums.durationMs ?? 0);
    of.sizeBytes += sign * sums.sizeBytes;
  }

  /** Takes out an ended job: that does not change when its batch has ended. */
  removed(batchSequence: number, state: JobState): void {
    const of = this.#of(batchSequence, 0);
    of[state]--;
    of.jobs--;
    this.totals.add(state, -1);
  }

  /** Writes what has changed; within the transaction of the changes. */
  write(): void {
    // A batch that changes has its row.
    if (this.#batches.size > 0) this.fresh.settle();
    for (const { change, batches } of this.#alike())
      this.#statements.alike.run({ ...change, batches: JSON.stringify(batches) });
    for (const [sequence, { jobs }] of this.#batches) if (jobs < 0) this.#statements.dropEmpty.run(sequence);
    this.#batches.clear();
    this.totals.write();
  }

  /** Forgets what was not written: its transaction was undone. */
  forget(): void {
    this.#batches.clear();
    this.totals.forget();
  }

  /** Runs `work` in one transaction, or within the one that is open, with what it counts. */
  transact<T>(work: () => T): T {
    try {
      return inTransaction(this.#database, () => {
        const result = work();
        this.write();
        return result;
      });
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Runs `work` within the transaction that is open; what it throws undoes its own writes and counts alone. */
  isolate<T>(work: () => T): T {
    this.write();
    try {
      return inSavepoint(this.#database, work);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** The batches by what changes of their counts: fifty jobs that were submitted alone start, or end, by one statement. */
  #alike(): Iterable<{ readonly change: Change; readonly batches: (readonly number[])[] }> {
    const alike = new Map<string, { change: Change; batches: (readonly number[])[] }>();
    for (const [sequence, { rows, durationMs, sizeBytes, ...change }] of this.#batches) {
      const key = Object.values(change).join();
      let group = alike.get(key);
      if (!group) {
        group = { change, batches: [] };
        alike.set(key, group);
      }
      group.batches.push([sequence, rows, durationMs, sizeBytes]);
    }
    return alike.values();
  }

  #of(batchSequence: number, atMs: number): Delta {
    let found = this.#batches.get(batchSequence);
    if (!found) {
      found = noChange();
      this.#batches.set(batchSequence, found);
    }
    found.atMs = Math.max(found.atMs, atMs);
    return found;
  }
}
