import type { JobState } from '../../contract/job-states.ts';
import type { Database } from './database.ts';
import type { JobLedger } from './job-ledger.ts';
import { type JobRecord, jobRecordOf, selectJob } from './job-record.ts';
import type { JobTally } from './job-tally.ts';
import { RemovedJobs } from './removed-jobs.ts';

/** The jobs of the archive one by one. Their states are the queue's to change, what an attempt notes RunningJobRepository's. */
export class JobRepository {
  readonly #tally: JobTally;
  readonly #removed: RemovedJobs;
  readonly #statements;

  constructor(database: Database, { tally, ended }: JobLedger) {
    this.#tally = tally;
    this.#removed = new RemovedJobs(database, ended);
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      find: prepare(`${selectJob} WHERE jobs.id = ?`),
      bySequences: prepare(`${selectJob} WHERE jobs.sequence IN (SELECT value FROM json_each(?))`),
      pin: prepare(`UPDATE jobs SET is_pinned = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND is_pinned <> ?1
        RETURNING id`),
      ended: prepare(`SELECT jobs.id, sequence, batch_sequence AS batchSequence, state, rows, duration_ms AS durationMs,
        input_size_bytes AS sizeBytes FROM json_each(?) CROSS JOIN jobs ON jobs.id = value
        WHERE state IN ('completed', 'cancelled', 'dead') AND NOT (? AND is_pinned)`),
    };
  }

  find(id: string): JobRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : jobRecordOf(row);
  }

  /** The jobs there are of `sequences`, in no order. */
  findAll(sequences: readonly number[]): JobRecord[] {
    return this.#statements.bySequences.all(JSON.stringify(sequences)).map(jobRecordOf);
  }

  /** Pins jobs or lets go of them; gives the ids of those that changed. */
  pin(ids: readonly string[], isPinned: boolean): string[] {
    return this.#statements.pin.all(isPinned ? 1 : 0, JSON.stringify(ids)).map((row) => row.id as string);
  }

  /** Those of `ids` that have ended, but for pinned ones where these are kept. */
  removable(ids: readonly string[], keepsPinned: boolean): EndedJob[] {
    const list = JSON.stringify([...new Set(ids)]);
    return this.#statements.ended.all(list, keepsPinned ? 1 : 0) as unknown as EndedJob[];
  }

  /** Removes those of `ids` that have ended, with batches that are left empty; gives the ids of the jobs that are gone. */
  removeEnded(ids: readonly string[], keepsPinned: boolean): string[] {
    const tally = this.#tally;
    const remove = () => {
      const jobs = this.removable(ids, keepsPinned);
      for (const job of jobs) {
        tally.removed(job.batchSequence, job.state);
        if (job.state === 'completed') tally.summed(job.batchSequence, job, -1);
      }
      this.#removed.remove(jobs);
      return jobs.map((job) => job.id);
    };
    return tally.transact(remove);
  }
}

interface EndedJob {
  readonly id: string;
  readonly sequence: number;
  readonly batchSequence: number;
  readonly state: JobState;
  readonly rows: number | null;
  readonly durationMs: number | null;
  readonly sizeBytes: number;
}
