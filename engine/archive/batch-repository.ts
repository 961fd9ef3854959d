import { jobStates } from '../../contract/job-states.ts';
import type { Batch } from '../../contract/jobs.ts';
import type { Locale } from '../../contract/texts.ts';
import type { Database } from './database.ts';
import { type JobRecord, jobRecordOf, type NewBatch, selectJob } from './job-record.ts';

/** A batch as the archive holds it; its progress is its hosts' to tell. */
export interface BatchRecord extends Omit<Batch, 'fraction' | 'etaMs'> {
  readonly sequence: number;
  readonly results: NewBatch['results'];
}

/** A line of the Jobs screen. */
export type EntryRecord =
  | { readonly type: 'batch'; readonly batch: BatchRecord }
  | { readonly type: 'job'; readonly job: JobRecord };

/** Jobs submitted together. */
export class BatchRepository {
  readonly #settleFresh: () => void;
  readonly #statements;

  /** `settleFresh` gives the batches of fresh jobs their rows. */
  constructor(database: Database, settleFresh: () => void) {
    this.#settleFresh = settleFresh;
    this.#statements = {
      find: database.prepare('SELECT * FROM batches WHERE id = ?'),
      count: database.prepare('SELECT count(*) AS total FROM batches'),
      // The narrow part first: only the rows of the page are read in full.
      page: database.prepare(`SELECT * FROM batches WHERE sequence IN (
        SELECT sequence FROM batches ORDER BY sequence DESC LIMIT ? + 0 OFFSET ? + 0) ORDER BY sequence DESC`),
      jobsOf: database.prepare(`${selectJob} WHERE jobs.sequence IN (
        SELECT sequence FROM json_each(?1) CROSS JOIN jobs ON sequence = value WHERE batch_sequence = value UNION ALL
        SELECT sequence FROM json_each(?1) CROSS JOIN jobs INDEXED BY jobs_by_batch
          ON batch_sequence = value AND batch_sequence <> sequence)`),
    };
  }

  find(id: string): BatchRecord | null {
    this.#settleFresh();
    const row = this.#statements.find.get(id);
    return row === undefined ? null : batchOf(row);
  }

  /** Batches of several jobs, and jobs that stand alone, newest first. */
  entries(limit: number, offset: number): { readonly entries: readonly EntryRecord[]; readonly total: number } {
    this.#settleFresh();
    const batches = this.#statements.page.all(limit, offset).map(batchOf);
    const alone = batches.filter((batch) => batch.jobs === 1).map((batch) => batch.sequence);
    const jobs = new Map(
      this.#statements.jobsOf
        .all(JSON.stringify(alone))
        .map(jobRecordOf)
        .map((job) => [job.batchId, job]),
    );
    const entries = batches.map((batch): EntryRecord => {
      const job = jobs.get(batch.id);
      return job ? { type: 'job', job } : { type: 'batch', batch };
    });
    return { entries, total: (this.#statements.count.get() as { total: number }).total };
  }
}

function batchOf(row: unknown): BatchRecord {
  const cells = row as Record<string, unknown>;
  const folder = cells.results_folder as string | null;
  return {
    ...{ sequence: cells.sequence, id: cells.id, name: cells.name, createdAtMs: cells.created_at_ms },
    submitter: { kind: cells.submitter_kind, name: cells.submitter_name },
    results: folder === null ? null : { folder, locale: cells.results_locale as Locale },
    counts: Object.fromEntries(jobStates.map((state) => [state, cells[state]])),
    ...{ jobs: cells.jobs, finishedAtMs: cells.finished_at_ms, rows: cells.rows, durationMs: cells.duration_ms },
    sizeBytes: cells.size_bytes,
  } as unknown as BatchRecord;
}
