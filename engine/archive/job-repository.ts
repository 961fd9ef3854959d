import type { FaultData } from '../../contract/faults.ts';
import type { JobState } from '../../contract/jobs.ts';
import { isTransitionAllowed } from '../jobs/job-states.ts';
import { type Database, inTransaction } from './database.ts';
import {
  type Claim,
  type JobEventRecord,
  type JobRecord,
  jobRecordOf,
  type NewJob,
  queuedRecord,
  selectJob,
} from './job-record.ts';

/** How an attempt ended. */
export interface Outcome {
  readonly state: 'completed' | 'failed' | 'cancelled';
  readonly fault: FaultData | null;
  readonly durationMs: number;
}

/** The table a job found in its input. */
export interface FoundTable {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}

/** The jobs of the archive. Every change of a state is one transaction with a row in `job_events`. */
export class JobRepository {
  readonly #database: Database;
  readonly #statements;

  constructor(database: Database) {
    this.#database = database;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert:
        prepare(`INSERT INTO jobs (id, batch_id, recipe, options, state, input_path, input_file_name, input_size_bytes,
        input_modified_at_ms, asked_sheet, sheet, created_at_ms) VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)`),
      event: prepare(`INSERT INTO job_events (job_sequence, at_ms, state, attempt, fault)
        SELECT sequence, ?, state, attempt, fault FROM jobs WHERE sequence = ?`),
      find: prepare(`${selectJob} WHERE id = ?`),
      page: prepare(`${selectJob} ORDER BY jobs.sequence DESC LIMIT ? OFFSET ?`),
      count: prepare('SELECT count(*) AS total FROM jobs'),
      running: prepare(`SELECT sequence FROM jobs WHERE state = 'running'`),
      waiting: prepare(`SELECT sequence FROM jobs WHERE state = 'queued' ORDER BY priority DESC, sequence LIMIT 1`),
      stateOf: prepare('SELECT sequence, state FROM jobs WHERE id = ?'),
      bySequence: prepare(`${selectJob} WHERE jobs.sequence = ?`),
      start: prepare(`UPDATE jobs SET state = 'running', attempt = attempt + 1, fencing_token = fencing_token + 1,
        started_at_ms = ?, finished_at_ms = NULL, duration_ms = NULL, fault = NULL
        WHERE sequence = ? AND state = 'queued'`),
      requeue: prepare(`UPDATE jobs SET state = 'queued', started_at_ms = NULL, fencing_token = fencing_token + 1
        WHERE sequence = ? AND state = 'running'`),
      cancel: prepare(
        `UPDATE jobs SET state = 'cancelled', finished_at_ms = ? WHERE sequence = ? AND state = 'queued'`,
      ),
      finish: prepare(`UPDATE jobs SET state = ?, fault = ?, finished_at_ms = ?, duration_ms = ?
        WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      table: prepare(`UPDATE jobs SET sheet = ?, rows = ?, columns = ?
        WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      remove: prepare('DELETE FROM jobs WHERE sequence = ?'),
      events: prepare(`SELECT at_ms, job_events.state, job_events.attempt, job_events.fault FROM job_events
        JOIN jobs ON jobs.sequence = job_sequence WHERE id = ? ORDER BY job_events.sequence`),
    };
  }

  /** Accepts the jobs: all of them are on disk when it returns, or none is. */
  insert(jobs: readonly NewJob[], atMs: number): JobRecord[] {
    return inTransaction(this.#database, () =>
      jobs.map((job) => {
        const { id, batchId, recipe, options, input, askedSheet } = job;
        const { lastInsertRowid } = this.#statements.insert.run(
          ...[id, batchId, recipe, JSON.stringify(options), input.path, input.fileName, input.sizeBytes],
          ...[input.modifiedAtMs, askedSheet, askedSheet, atMs],
        );
        this.#statements.event.run(atMs, lastInsertRowid);
        return queuedRecord(job, Number(lastInsertRowid), atMs);
      }),
    );
  }

  find(id: string): JobRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : jobRecordOf(row);
  }

  /** Newest first. */
  list(limit: number, offset: number): JobRecord[] {
    return this.#statements.page.all(limit, offset).map(jobRecordOf);
  }

  count(): number {
    return (this.#statements.count.get() as { total: number }).total;
  }

  /** What happened to a job, oldest first. */
  history(id: string): JobEventRecord[] {
    return this.#statements.events.all(id).map((row) => ({
      atMs: row.at_ms as number,
      state: row.state as JobState,
      attempt: row.attempt as number,
      fault: row.fault === null ? null : (JSON.parse(row.fault as string) as FaultData),
    }));
  }

  /** Starts a new attempt of the job that has waited longest; null when none waits. */
  startNext(atMs: number): JobRecord | null {
    return inTransaction(this.#database, () => {
      const row = this.#statements.waiting.get() as { sequence: number } | undefined;
      if (!row) return null;
      this.#statements.start.run(atMs, row.sequence);
      this.#statements.event.run(atMs, row.sequence);
      return jobRecordOf(this.#statements.bySequence.get(row.sequence));
    });
  }

  /** Puts every running job back into the queue: their process is gone. Gives how many there were. */
  requeueRunning(atMs: number): number {
    return inTransaction(this.#database, () => {
      const rows = this.#statements.running.all() as { sequence: number }[];
      for (const { sequence } of rows) {
        this.#statements.requeue.run(sequence);
        this.#statements.event.run(atMs, sequence);
      }
      return rows.length;
    });
  }

  /** Cancels those of `ids` that still wait, and gives their ids. */
  cancelQueued(ids: readonly string[], atMs: number): string[] {
    return inTransaction(this.#database, () => {
      const cancelled: string[] = [];
      for (const id of ids) {
        const row = this.#statements.stateOf.get(id) as { sequence: number; state: JobState } | undefined;
        if (row?.state !== 'queued') continue;
        this.#statements.cancel.run(atMs, row.sequence);
        this.#statements.event.run(atMs, row.sequence);
        cancelled.push(id);
      }
      return cancelled;
    });
  }

  /** Notes what table the job found. Gives false when the claim is no longer the newest. */
  saveTable(claim: Claim, table: FoundTable): boolean {
    const { sheet, rows, columns } = table;
    return this.#statements.table.run(sheet, rows, columns, claim.sequence, claim.fencingToken).changes === 1;
  }

  /** Ends an attempt. Gives false when the claim is no longer the newest: then nothing was changed. */
  finish(claim: Claim, outcome: Outcome, atMs: number): boolean {
    if (!isTransitionAllowed('running', outcome.state)) throw new Error(`a running job cannot become ${outcome.state}`);
    const fault = outcome.fault === null ? null : JSON.stringify(outcome.fault);
    return inTransaction(this.#database, () => {
      const { state, durationMs } = outcome;
      const result = this.#statements.finish.run(state, fault, atMs, durationMs, claim.sequence, claim.fencingToken);
      if (result.changes !== 1) return false;
      this.#statements.event.run(atMs, claim.sequence);
      return true;
    });
  }

  /** Removes those of `ids` that are neither waiting nor running, and gives their ids. */
  removeFinished(ids: readonly string[]): string[] {
    return inTransaction(this.#database, () => {
      const removed: string[] = [];
      for (const id of ids) {
        const row = this.#statements.stateOf.get(id) as { sequence: number; state: JobState } | undefined;
        if (!row || row.state === 'queued' || row.state === 'running') continue;
        this.#statements.remove.run(row.sequence);
        removed.push(id);
      }
      return removed;
    });
  }
}
