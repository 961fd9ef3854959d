import { handicapsMs, rankStepMs } from '../jobs/queue/rank.ts';
import type { Database } from './database.ts';
import type { FreshJobs } from './fresh-jobs.ts';
import { controlOf, type JobLedger, selectControl } from './job-ledger.ts';
import { acceptedRecord, type JobRecord, type NewBatch, type NewJob } from './job-record.ts';
import { JobRows, jobRow, textsOnce } from './job-rows.ts';
import { RemovedJobs } from './removed-jobs.ts';

/** In place of the host of an open batch: one that did not say who it is, and none, as the batch is dropped. */
const unnamedHost = 'unnamed';
const droppedMark = 'dropped';

/** A batch whose jobs are still being written. */
export interface Arrival {
  readonly batch: NewBatch;
  readonly batchSequence: number;
  /** The number of its first job; the others have those that follow. */
  readonly firstSequence: number;
  readonly firstRank: number;
  readonly atMs: number;
  readonly hostId: string | null;
}

/** Takes jobs into the queue, and gives out places at its end. All within the caller's transaction. */
export class JobAcceptance {
  readonly #ledger: JobLedger;
  readonly #fresh: FreshJobs;
  readonly #removed: RemovedJobs;
  readonly #rows: JobRows;
  readonly #statements;

  constructor(database: Database, ledger: JobLedger) {
    this.#ledger = ledger;
    this.#fresh = ledger.tally.fresh;
    this.#removed = new RemovedJobs(database, ledger.ended);
    this.#rows = new JobRows(database);
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      batch:
        prepare(`INSERT INTO batches (sequence, id, name, created_at_ms, submitter_kind, submitter_name, results_folder,
        results_locale, arriving_host, jobs, queued, scheduled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      isOpen: prepare('SELECT 1 FROM batches WHERE sequence = ? AND arriving_host = ?'),
      close: prepare('UPDATE batches SET arriving_host = NULL WHERE sequence = ?'),
      abandon: prepare(`UPDATE batches SET arriving_host = '${droppedMark}' WHERE arriving_host IS NOT NULL
        AND (arriving_host IN (SELECT value FROM json_each(?)) OR sequence = ?)`),
      dropped: prepare(`SELECT ${selectControl} FROM batches INDEXED BY batches_arriving
        CROSS JOIN jobs INDEXED BY jobs_by_batch ON batch_sequence = batches.sequence AND batch_sequence <> jobs.sequence
        WHERE arriving_host = '${droppedMark}'
        UNION ALL SELECT ${selectControl} FROM batches INDEXED BY batches_arriving
        CROSS JOIN jobs ON jobs.sequence = batches.sequence WHERE arriving_host = '${droppedMark}' LIMIT ? + 0`),
    };
  }

  /** Accepts a batch with all its jobs. A batch id or a job id that is known throws. */
  accept(batch: NewBatch, jobs: readonly NewJob[], atMs: number, hostId: string | null): JobRecord[] {
    const scheduled = jobs.filter((job) => isScheduledAt(job, atMs)).length;
    const [only] = jobs;
    if (jobs.length === 1 && scheduled === 0) return [this.#acceptOne(batch, only!, atMs, hostId)];
    const queued = jobs.length - scheduled;
    this.#ledger.tally.accepted(queued, scheduled);
    const arrival = this.#insertBatch(batch, { jobs: jobs.length, queued, scheduled }, null, atMs, hostId);
    const records = this.#writeJobs(arrival, jobs, 0);
    this.#fresh.settle();
    return records;
  }

  /** The same for a job alone that may start at once. */
  #acceptOne(batch: NewBatch, job: NewJob, atMs: number, hostId: string | null): JobRecord {
    const { totals } = this.#ledger.tally;
    this.#ledger.tally.accepted(1, 0);
    const sequence = totals.nextJobs(1);
    const rank = totals.nextRanks(1, atMs) + handicapsMs[job.priority];
    this.#fresh.add(job, batch, { sequence, firstEvent: totals.nextEvents(1), rank, atMs, hostId });
    return acceptedRecord(job, { batch, sequence, rank, state: 'queued', atMs });
  }

  /** Begins a batch; its jobs follow with `add`, and none of them starts before `close`. */
  open(batch: NewBatch, jobs: number, atMs: number, hostId: string | null): Arrival {
    const arrival = this.#insertBatch(batch, { jobs, queued: 0, scheduled: 0 }, hostId ?? unnamedHost, atMs, hostId);
    this.#fresh.settle();
    return arrival;
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

  /** Writes the row of a batch, and sets aside numbers and ranks for all its jobs. */
  #insertBatch(
    batch: NewBatch,
    { jobs, queued, scheduled }: { readonly jobs: number; readonly queued: number; readonly scheduled: number },
    arrivingHost: string | null,
    atMs: number,
    hostId: string | null,
  ): Arrival {
    const { id, name, submitter, results } = batch;
    this.#fresh.refuseKnown(id);
    const { totals } = this.#ledger.tally;
    const isAlone = jobs === 1;
    const batchSequence = totals.nextJobs(isAlone ? 1 : jobs + 1);
    const firstSequence = isAlone ? batchSequence : batchSequence + 1;
    this.#statements.batch.run(
      ...[batchSequence, id, name, atMs, submitter.kind, submitter.name],
      ...[results?.folder ?? null, results?.locale ?? null, arrivingHost, queued + scheduled, queued, scheduled],
    );
    return { batch, batchSequence, firstSequence, firstRank: totals.nextRanks(jobs, atMs), atMs, hostId };
  }

  #writeJobs(
    { batch, batchSequence, firstSequence, firstRank, atMs, hostId }: Arrival,
    jobs: readonly NewJob[],
    place: number,
  ): JobRecord[] {
    const isScheduled = (job: NewJob) => isScheduledAt(job, atMs);
    const stateOf = (job: NewJob) => (isScheduled(job) ? 'scheduled' : 'queued');
    const ranks = jobs.map((job, at) => {
      // A scheduled job is accepted today but gets in line when its time comes.
      const base = isScheduled(job) ? Math.max(job.notBeforeMs!, firstRank) : firstRank;
      return base + (place + at) * rankStepMs + handicapsMs[job.priority];
    });
    const first = firstSequence + place;
    const firstEvent = this.#ledger.tally.totals.nextEvents(jobs.length);
    const textOf = textsOnce();
    const rows = jobs.map((job, at) => {
      const numbers = { sequence: first + at, firstEvent: firstEvent + at, rank: ranks[at]! };
      return jobRow(job, { ...numbers, batchId: batch.id, batchSequence, atMs, state: stateOf(job) }, textOf);
    });
    this.#rows.insert(rows);
    this.#ledger.accepted(first, first + jobs.length - 1, hostId);
    return jobs.map((job, at) => {
      return acceptedRecord(job, { batch, sequence: first + at, rank: ranks[at]!, state: stateOf(job), atMs });
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
    this.#removed.remove(jobs);
    return jobs.length;
  }
}

function isScheduledAt({ notBeforeMs }: NewJob, atMs: number): boolean {
  return notBeforeMs !== null && notBeforeMs > atMs;
}
