import type { JobEventCause } from '../../contract/job-requests.ts';
import type { JobState } from '../../contract/job-states.ts';
import type { Database } from './database.ts';
import { isFresh } from './fresh-jobs.ts';

/** A step of a job as another process may have written it. */
export interface JobChangeRecord {
  readonly sequence: number;
  readonly jobSequence: number;
  readonly jobId: string;
  readonly batchId: string;
  readonly state: JobState;
  readonly cause: JobEventCause;
  readonly hostId: string | null;
}

/** Up to where somebody has read. */
export interface ChangePosition {
  readonly change: number;
  readonly removal: number;
}

/** What happened to all jobs, in order: how one process hears of what another did. */
export class JobChanges {
  readonly #statements;

  constructor(database: Database) {
    this.#statements = {
      newest: database.prepare(`SELECT (SELECT last_event FROM totals) AS change,
        (SELECT coalesce(max(sequence), 0) FROM job_removals) AS removal`),
      since: database.prepare(`SELECT job_events.sequence, job_sequence AS jobSequence, jobs.id AS jobId,
        batch_id AS batchId, job_events.state, cause, host AS hostId
        FROM job_events JOIN jobs ON jobs.sequence = job_sequence
        WHERE job_events.sequence > ?1 UNION ALL SELECT first_event, sequence, id, batch_id, 'queued', 'submitted',
        arrival ->> 5 FROM jobs WHERE ${isFresh} AND first_event > ?1 ORDER BY 1 LIMIT ?2 + 0`),
      removals: database.prepare(
        'SELECT sequence, job_id AS jobId FROM job_removals WHERE sequence > ? ORDER BY sequence LIMIT ? + 0',
      ),
    };
  }

  /** Where to begin for somebody who has just read everything. */
  newest(): ChangePosition {
    return this.#statements.newest.get() as unknown as ChangePosition;
  }

  /** The steps after `sequence`, oldest first, at most `limit`. */
  since(sequence: number, limit: number): JobChangeRecord[] {
    return this.#statements.since.all(sequence, limit) as unknown as JobChangeRecord[];
  }

  /** Jobs removed after `sequence`, at most `limit`; of very many removals only the newest ones are kept. */
  removalsSince(sequence: number, limit: number): { readonly sequence: number; readonly jobId: string }[] {
    return this.#statements.removals.all(sequence, limit) as never;
  }
}
