import { handicapsMs, rankStepMs } from '../jobs/queue/rank.ts';
import type { Database } from './database.ts';
import { controlOf, type JobLedger, selectControl, sequencesOf } from './job-ledger.ts';
import {
  acceptedRecord,
  type JobRecord,
  type NewBatch,
  type NewJob,
  priorityNumber,
  readingText,
  searchTextOf,
} from './job-record.ts';

/** In place of the host of an open batch: one that did not say who it is, and none, as the batch is dropped. */
const unnamedHost = 'unnamed';
const droppedMark = 'dropped';

const newestRankFact = 'newestRank';

/** Rows written by one statement: its cost is shared, and its text stays short. */
const rowsAtOnce = 32;

/** What all jobs of a batch have in common, then what each has of its own. */
const sharedColumns = ['batch_id', 'batch_sequence', 'created_at_ms'];
const ownColumns = [
  ...['id', 'recipe', 'options', 'state', 'priority', 'rank', 'not_before_ms', 'max_attempts', 'is_reuse_allowed'],
  ...['estimate', 'input_path', 'input_file_name', 'input_size_bytes', 'input_modified_at_ms', 'asked_sheet', 'sheet'],
  ...['search_text', 'reading', 'other_inputs'],
];

type Cell = string | number | null;

/** A batch whose jobs are still being written. */
export interface Arrival {
  readonly batch: NewBatch;
  readonly batchSequence: number;
  readonly firstRank: number;
  readonly atMs: number;
  readonly hostId: string | null;
}

/** Takes jobs into the queue, and gives out places at its end. All within the caller's transaction. */
export class JobAcceptance {
  readonly #ledger: JobLedger;
  readonly #statements;

  constructor(database: Database, ledger: JobLedger) {
    this.#ledger = ledger;
    const prepare = (sql: string) => database.prepare(sql);
    const shared = sharedColumns.map((_, place) => `?${place + 1}`);
    const row = `(${[...shared, ...ownColumns.map(() => '?')].join(', ')})`;
    const insert = (rows: number) =>
      prepare(
        `INSERT INTO jobs (${[...sharedColumns, ...ownColumns].join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`,
      );
    this.#statements = {
      batch: prepare(`INSERT INTO batches (id, name, created_at_ms, submitter_kind, submitter_name, results_folder,
        results_locale, arriving_host, jobs, queued, scheduled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      isOpen: prepare('SELECT 1 FROM batches WHERE sequence = ? AND arriving_host = ?'),
      close: prepare('UPDATE batches SET arriving_host = NULL WHERE sequence = ?'),
      abandon: prepare(`UPDATE batches SET arriving_host = '${droppedMark}' WHERE arriving_host IS NOT NULL
        AND (arriving_host IN (SELECT value FROM json_each(?)) OR sequence = ?)`),
      dropped: prepare(`SELECT ${selectControl} FROM batches INDEXED BY batches_arriving
        CROSS JOIN jobs INDEXED BY jobs_by_batch ON batch_sequence = batches.sequence
        WHERE arriving_host = '${droppedMark}' LIMIT ?`),
      remove: prepare('DELETE FROM jobs WHERE sequence IN (SELECT value FROM json_each(?))'),
      removals: prepare('INSERT INTO job_removals (job_id) SELECT value FROM json_each(?)'),
      oneJob: insert(1),
      jobs: insert(rowsAtOnce),
      newestRank: prepare(`SELECT value FROM facts WHERE name = '${newestRankFact}'`),
      setNewestRank: prepare(`INSERT INTO facts (name, value) VALUES ('${newestRankFact}', ?)
        ON CONFLICT DO UPDATE SET value = excluded.value`),
    };
  }

  /** Accepts a batch with all its jobs. A batch id or a job id that is known throws. */
  accept(batch: NewBatch, jobs: readonly NewJob[], atMs: number, hostId: string | null): JobRecord[] {
    const scheduled = jobs.filter((job) => isScheduledAt(job, atMs)).length;
    const queued = jobs.length - scheduled;
    this.#ledger.tally.accepted(queued, scheduled);
    const batchSequence = this.#insertBatch(batch, atMs, null, { queued, scheduled });
    const firstRank = this.nextRanks(jobs.length, atMs);
    return this.#writeJobs({ batch, batchSequence, firstRank, atMs, hostId }, jobs, 0);
  }

  /** Begins a batch; its jobs follow with `add`, and none of them starts before `close`. */
  open(batch: NewBatch, jobs: number, atMs: number, hostId: string | null): Arrival {
    const batchSequence = this.#insertBatch(batch, atMs, hostId ?? unnamedHost, { queued: 0, scheduled: 0 });
    return { batch, batchSequence, firstRank: this.nextRanks(jobs, atMs), atMs, hostId };
  }

  /**
   * Adds jobs to a batch that is open, `place` being that of the first among all its jobs. Throws when others have taken the
   * host for gone and dropped the batch.
   */
  add(arrival: Arrival, jobs: readonly NewJob[], place: number): JobRecord[] {
    const { batch, batchSequence, atMs, hostId } = arrival;
    if (!this.#statements.isOpen.get(batchSequence, hostId ?? unnamedHost)) {
      throw new Error(`batch ${batch.id} was dropped before it was complete`);
    }
    const scheduled = jobs.filter((job) => isScheduledAt(job, atMs)).length;
    this.#ledger.tally.joined(batchSequence, 'scheduled', atMs, scheduled);
    this.#ledger.tally.joined(batchSequence, 'queued', atMs, jobs.length - scheduled);
    return this.#writeJobs(arrival, jobs, place);
  }

  #insertBatch(
    batch: NewBatch,
    atMs: number,
    arrivingHost: string | null,
    counts: { readonly queued: number; readonly scheduled: number },
  ): number {
    const { id, name, submitter, results } = batch;
    const { queued, scheduled } = counts;
    const { lastInsertRowid } = this.#statements.batch.run(
      ...[id, name, atMs, submitter.kind, submitter.name, results?.folder ?? null, results?.locale ?? null],
      ...[arrivingHost, queued + scheduled, queued, scheduled],
    );
    return Number(lastInsertRowid);
  }

  #writeJobs(
    { batch, batchSequence, firstRank, atMs, hostId }: Arrival,
    jobs: readonly NewJob[],
    place: number,
  ): JobRecord[] {
    const textOf = textsOnce();
    const isScheduled = (job: NewJob) => isScheduledAt(job, atMs);
    const ranks = jobs.map((job, at) => {
      // A scheduled job is accepted today but gets in line when its time comes.
      const base = isScheduled(job) ? Math.max(job.notBeforeMs!, firstRank) : firstRank;
      return base + (place + at) * rankStepMs + handicapsMs[job.priority];
    });
    const rows = jobs.map((job, at): Cell[] => [
      job.id,
      job.recipe,
      textOf(job.options),
      isScheduled(job) ? 'scheduled' : 'queued',
      priorityNumber(job.priority),
      ranks[at]!,
      isScheduled(job) ? job.notBeforeMs : null,
      job.maxAttempts,
      job.isReuseAllowed ? 1 : 0,
      job.estimate && textOf(job.estimate),
      job.input.path,
      job.input.fileName,
      job.input.sizeBytes,
      job.input.modifiedAtMs,
      job.reading.sheet,
      job.reading.sheet,
      searchTextOf(job.input.fileName, job.reading.sheet),
      readingText(job.reading),
      job.otherInputs.length === 0 ? null : textOf(job.otherInputs),
    ]);
    const first = this.#insertJobs([batch.id, batchSequence, atMs], rows);
    this.#ledger.accepted(first, first + jobs.length - 1, hostId);
    return jobs.map((job, at) => {
      const state = isScheduled(job) ? 'scheduled' : 'queued';
      return acceptedRecord(job, { batch, sequence: first + at, rank: ranks[at]!, state, atMs });
    });
  }

  /** Accepts an open batch with all the jobs it has, in the transaction of the last `add`. */
  close({ batchSequence }: Arrival): void {
    this.#statements.close.run(batchSequence);
  }

  /** Drops open batches of these hosts, or this one; their jobs are taken back with `takeBack`. */
  abandon(hostIds: readonly string[], arrival?: Arrival): void {
    this.#statements.abandon.run(JSON.stringify(hostIds), arrival?.batchSequence ?? null);
  }

  /** Takes back at most `limit` jobs of dropped batches; gives how many. */
  takeBack(limit: number): number {
    const jobs = this.#statements.dropped.all(limit).map(controlOf);
    for (const { batchSequence, state } of jobs) this.#ledger.tally.removed(batchSequence, state);
    this.#statements.remove.run(sequencesOf(jobs));
    this.#statements.removals.run(JSON.stringify(jobs.map((job) => job.id)));
    return jobs.length;
  }

  /** Gives the sequence of the first; the others follow without a gap, as no one else writes meanwhile. */
  #insertJobs(shared: readonly Cell[], rows: readonly Cell[][]): number {
    let last: number | bigint = 0;
    let at = 0;
    for (; at + rowsAtOnce <= rows.length; at += rowsAtOnce) {
      const own = rows.slice(at, at + rowsAtOnce).flat();
      last = this.#statements.jobs.run(...shared, ...own).lastInsertRowid;
    }
    for (; at < rows.length; at++) last = this.#statements.oneJob.run(...shared, ...rows[at]!).lastInsertRowid;
    return Number(last) - rows.length + 1;
  }

  /** The first of `count` ranks at the end of the queue, a step apart: never below one given earlier, whatever the clock says. */
  nextRanks(count: number, atMs: number): number {
    const row = this.#statements.newestRank.get() as { value: string } | undefined;
    const first = row === undefined ? atMs : Math.max(atMs, Number(row.value) + rankStepMs);
    this.#statements.setNewestRank.run(String(first + (count - 1) * rankStepMs));
    return first;
  }
}

function isScheduledAt({ notBeforeMs }: NewJob, atMs: number): boolean {
  return notBeforeMs !== null && notBeforeMs > atMs;
}

/** JSON texts of objects; the same object, such as the options of a whole batch, is written out once. */
function textsOnce(): (value: object) => string {
  const texts = new Map<object, string>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) {
      text = JSON.stringify(value);
      texts.set(value, text);
    }
    return text;
  };
}
