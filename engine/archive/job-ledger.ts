import type { FaultData } from '../../contract/faults.ts';
import type { JobEventCause } from '../../contract/job-requests.ts';
import type { JobState, Priority } from '../../contract/job-states.ts';
import { isTransitionAllowed } from '../jobs/job-states.ts';
import type { Database } from './database.ts';
import { EndedJobs } from './ended-jobs.ts';
import { FreshJobs } from './fresh-jobs.ts';
import { priorityOf } from './job-record.ts';
import { JobTally } from './job-tally.ts';
import { Totals } from './totals.ts';

/** What decides on a job's next state. */
export interface JobControl {
  readonly id: string;
  readonly sequence: number;
  readonly batchSequence: number;
  readonly state: JobState;
  readonly priority: Priority;
  readonly rank: number;
  readonly notBeforeMs: number | null;
  readonly attempt: number;
  readonly failures: number;
  readonly maxAttempts: number;
  readonly fencingToken: number;
  readonly leaseHost: string | null;
  readonly wish: 'cancel' | 'pause' | null;
  readonly rows: number | null;
  readonly sizeBytes: number;
}

/** What a step changes of a job. */
export type Stepping = Pick<JobControl, 'sequence' | 'batchSequence' | 'state' | 'attempt'>;

/** One step in the life of jobs. */
export interface JobStep {
  readonly to: JobState;
  readonly cause: JobEventCause;
  readonly atMs: number;
  readonly hostId: string | null;
  readonly fault?: FaultData | null;
  readonly detail?: string | null;
}

/**
 * JobControl as one JSON array. Reading a row costs one text in place of fifteen values, each of which would cross the
 * border to native code: a quarter of the time. The rank stands beside it: SQLite's JSON rounds fractions to 15 digits.
 */
export const selectControl = `json_array(jobs.id, jobs.sequence, batch_sequence, state, priority, not_before_ms, attempt,
  failures, max_attempts, fencing_token, lease_host, wish, jobs.rows, input_size_bytes) AS control, rank`;

/** The control in a row of `selectControl`. */
export function controlOf(row: unknown): JobControl {
  const { control, rank } = row as { readonly control: string; readonly rank: number };
  const cells = JSON.parse(control);
  return {
    id: cells[0],
    sequence: cells[1],
    batchSequence: cells[2],
    state: cells[3],
    priority: priorityOf(cells[4]),
    rank,
    notBeforeMs: cells[5],
    attempt: cells[6],
    failures: cells[7],
    maxAttempts: cells[8],
    fencingToken: cells[9],
    leaseHost: cells[10],
    wish: cells[11],
    rows: cells[12],
    sizeBytes: cells[13],
  };
}

/** The sequences of jobs as the JSON array that statements over several jobs take. */
export function sequencesOf(jobs: readonly { readonly sequence: number }[]): string {
  return JSON.stringify(jobs.map((job) => job.sequence));
}

/**
 * The book of the queue: what a job may become, its event, and the counts. Whoever changes states notes it here, in the
 * transaction of the change.
 */
export class JobLedger {
  readonly tally: JobTally;
  readonly ended: EndedJobs;
  readonly #statements;

  constructor(database: Database) {
    const totals = new Totals(database);
    this.tally = new JobTally(database, totals, new FreshJobs(database, totals));
    this.ended = new EndedJobs(database, totals);
    this.#statements = {
      byIds: database.prepare(
        `SELECT ${selectControl} FROM json_each(?) AS asked CROSS JOIN jobs ON jobs.id = asked.value`,
      ),
      bySequences: database.prepare(
        `SELECT ${selectControl} FROM json_each(?) AS asked CROSS JOIN jobs ON sequence = asked.value`,
      ),
      accepted: database.prepare(`INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, cause, host)
        SELECT first_event, sequence, created_at_ms, state, 0, 'submitted', ? FROM jobs WHERE sequence BETWEEN ? AND ?`),
      event:
        database.prepare(`INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, cause, fault, host, detail,
        is_named) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      events:
        database.prepare(`INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, cause, fault, host,
        detail, is_named) SELECT ? + key, value, ?, ?, ?, ?, ?, ?, ?, ? FROM json_each(?) WHERE value IS NOT NULL`),
    };
  }

  /** The jobs there are of `ids`, each once, in their order. */
  byIds(ids: readonly string[]): JobControl[] {
    return this.#statements.byIds.all(JSON.stringify([...new Set(ids)])).map(controlOf);
  }

  /** The jobs there are of `sequences`, in their order. */
  bySequences(sequences: readonly number[]): JobControl[] {
    return this.#statements.bySequences.all(JSON.stringify(sequences)).map(controlOf);
  }

  /** Notes jobs just accepted: those from one sequence to another, whose rows name their events. */
  accepted(from: number, to: number, hostId: string | null): void {
    this.#statements.accepted.run(hostId, from, to);
  }

  /** Notes the same step of several jobs; throws when the state of one may not become what the step says. */
  step(jobs: readonly Stepping[], step: JobStep): void {
    for (const [attempt, sequences] of this.#byAttempt(jobs, step)) {
      const places = sequences.filter((sequence) => sequence !== null);
      this.#note(this.tally.totals.nextEvents(places.length), places, attempt, step, false);
    }
  }

  /**
   * The same where the numbers of the events are given out already, from `first` on, one for each place, and the rows of the jobs
   * name them: those of first starts and of completions (seventh-schema.ts). null: nothing came of that place.
   */
  stepAs(first: number, jobs: readonly (Stepping | null)[], step: JobStep): void {
    for (const [attempt, sequences] of this.#byAttempt(jobs, step)) {
      this.#note(first, sequences, attempt, step, step.cause === 'finished' || attempt === 1);
    }
  }

  /** Checks and counts the step; gives the sequences by attempt, each at its place among the jobs. */
  #byAttempt(jobs: readonly (Stepping | null)[], { to, cause, atMs }: JobStep): Map<number, (number | null)[]> {
    const byAttempt = new Map<number, (number | null)[]>();
    for (const [place, job] of jobs.entries()) {
      if (job === null) continue;
      if (to !== job.state) {
        if (!isTransitionAllowed(job.state, to)) throw new Error(`a ${job.state} job cannot become ${to}`);
        this.tally.moved(job.batchSequence, job.state, to, atMs);
      }
      // The attempt begins with this step.
      const attempt = cause === 'started' ? job.attempt + 1 : job.attempt;
      const sequences = byAttempt.get(attempt) ?? Array<null>(jobs.length).fill(null);
      sequences[place] = job.sequence;
      byAttempt.set(attempt, sequences);
    }
    return byAttempt;
  }

  #note(
    first: number,
    sequences: readonly (number | null)[],
    attempt: number,
    { to, cause, atMs, hostId, fault, detail }: JobStep,
    isNamed: boolean,
  ): void {
    const faultText = fault ? JSON.stringify(fault) : null;
    const alike = [atMs, to, attempt, cause, faultText, hostId, detail ?? null, isNamed ? 1 : 0] as const;
    if (sequences.length === 1) this.#statements.event.run(first, sequences[0]!, ...alike);
    else this.#statements.events.run(first, ...alike, JSON.stringify(sequences));
  }
}
