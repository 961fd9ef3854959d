import type { Database } from './database.ts';
import { type NewBatch, type NewJob, priorityNumber, readingText, searchTextOf } from './job-record.ts';
import type { Totals } from './totals.ts';

/** So many numbers of jobs may lie behind those that are settled. */
const freshAtMost = 64;

/** Fresh jobs in a statement: all of them have numbers that were given out since the last were settled. */
export const isFresh = 'sequence > (SELECT listed_through FROM totals) AND is_fresh = 1';

/** Where the archive puts a job that is submitted alone. */
export interface FreshPlace {
  /** That of its batch too. */
  readonly sequence: number;
  readonly firstEvent: number;
  readonly rank: number;
  readonly atMs: number;
  readonly hostId: string | null;
}

/**
 * Jobs submitted one by one. Such a job is one row in its table; that of its batch, its first event and its entries in the
 * indexes of the lists follow later, together with those of others, as a page costs as much for sixty rows as for one. Fresh jobs
 * are settled when there are many, when the state of any job changes, when several jobs are submitted at once, or when somebody
 * lists jobs or asks for a batch. What a fresh job's row does not say itself stands in `arrival`:
 * [name of the batch, kind and name of the submitter, folder and language of the results, host].
 */
export class FreshJobs {
  readonly #totals: Totals;
  readonly #statements;
  /** The highest id of a batch there was at first, or that came through here: ids grow, so a higher one is none that is known. */
  #highestBatchId: string | null = null;

  constructor(database: Database, totals: Totals) {
    this.#totals = totals;
    const prepare = (sql: string) => database.prepare(sql);
    const areFresh = 'FROM jobs WHERE sequence > ? AND is_fresh = 1';
    this.#statements = {
      insert:
        prepare(`INSERT INTO jobs (sequence, batch_sequence, first_event, id, batch_id, created_at_ms, recipe, options,
        state, priority, max_attempts, is_reuse_allowed, is_fresh, rank, estimate, input_path, input_file_name,
        input_size_bytes, input_modified_at_ms, asked_sheet, sheet, search_text, reading, other_inputs, arrival)
        VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'queued', ?8, ?9, ?10, 1, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, ?18, ?19,
        ?20, ?21)`),
      known: prepare(`SELECT 1 FROM batches WHERE id = ?1 UNION ALL
        SELECT 1 FROM jobs WHERE ${isFresh} AND batch_id = ?1`),
      highest: prepare(`SELECT max(id) AS id FROM (SELECT max(id) AS id FROM batches UNION ALL
        SELECT max(batch_id) FROM jobs WHERE ${isFresh})`),
      batches: prepare(`INSERT INTO batches (sequence, id, name, created_at_ms, submitter_kind, submitter_name,
        results_folder, results_locale, jobs, queued) SELECT batch_sequence, batch_id, arrival ->> 0, created_at_ms,
        arrival ->> 1, arrival ->> 2, arrival ->> 3, arrival ->> 4, 1, 1 ${areFresh}`),
      events: prepare(`INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, cause, host)
        SELECT first_event, sequence, created_at_ms, 'queued', 0, 'submitted', arrival ->> 5 ${areFresh}`),
      settle: prepare('UPDATE jobs SET is_fresh = 0, arrival = NULL WHERE sequence > ? AND is_fresh = 1'),
    };
  }

  /** Whether there may be any. */
  get areThere(): boolean {
    return this.#totals.numbers().unlisted > 0;
  }

  /** Throws where a batch of this id is known, settled or not; to be asked before each new batch. */
  refuseKnown(id: string): void {
    this.#highestBatchId ??= (this.#statements.highest.get() as { id: string | null }).id ?? '';
    if (id > this.#highestBatchId) this.#highestBatchId = id;
    else if (this.#statements.known.get(id)) throw new Error(`batch ${id} is known`);
  }

  /** Takes in a job, within the caller's transaction. A job id that is known throws, and so does that of a batch. */
  add(job: NewJob, { id, name, submitter, results }: NewBatch, place: FreshPlace): void {
    this.refuseKnown(id);
    const { sequence, firstEvent, rank, atMs, hostId } = place;
    const { input, reading, estimate, otherInputs } = job;
    const arrival = [name, submitter.kind, submitter.name, results?.folder ?? null, results?.locale ?? null, hostId];
    this.#statements.insert.run(
      ...[
        sequence,
        firstEvent,
        job.id,
        id,
        atMs,
        job.recipe,
        JSON.stringify(job.options),
        priorityNumber(job.priority),
      ],
      ...[job.maxAttempts, job.isReuseAllowed ? 1 : 0, rank, estimate && JSON.stringify(estimate), input.path],
      ...[
        input.fileName,
        input.sizeBytes,
        input.modifiedAtMs,
        reading.sheet,
        searchTextOf(input.fileName, reading.sheet),
      ],
      ...[readingText(reading), otherInputs.length === 0 ? null : JSON.stringify(otherInputs), JSON.stringify(arrival)],
    );
    if (this.#totals.numbers().unlisted >= freshAtMost) this.settle();
  }

  /** Gives all of them what they lack, within the caller's transaction. */
  settle(): void {
    const { listedThrough, unlisted } = this.#totals.numbers();
    if (unlisted === 0) return;
    this.#statements.batches.run(listedThrough);
    this.#statements.events.run(listedThrough);
    this.#statements.settle.run(listedThrough);
    this.#totals.listAll();
  }
}
