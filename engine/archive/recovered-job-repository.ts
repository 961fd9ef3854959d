import type { Artifact } from '../../contract/jobs.ts';
import type { ResultManifest } from '../artifacts/result-manifest.ts';
import type { ArtifactRepository } from './artifact-repository.ts';
import type { Database } from './database.ts';
import { readingText, searchTextOf } from './job-record.ts';
import type { JobTally } from './job-tally.ts';

/** Completed jobs that come back into an archive that does not know them. */
export class RecoveredJobRepository {
  readonly #tally: JobTally;
  readonly #artifacts: ArtifactRepository;
  readonly #statements;

  constructor(database: Database, tally: JobTally, artifacts: ArtifactRepository) {
    this.#tally = tally;
    this.#artifacts = artifacts;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      unknown: prepare(
        'SELECT value AS id FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = value)',
      ),
      batch: prepare('SELECT sequence FROM batches WHERE id = ?'),
      insertBatch: prepare(`INSERT INTO batches (sequence, id, name, created_at_ms, submitter_kind, submitter_name)
        VALUES (?, ?, ?, ?, ?, ?)`),
      insert:
        prepare(`INSERT INTO jobs (sequence, id, batch_id, batch_sequence, recipe, options, state, listed_state, rank, input_path,
        input_file_name, input_size_bytes, input_modified_at_ms, asked_sheet, sheet, created_at_ms, started_at_ms,
        finished_at_ms, attempt, rows, columns, duration_ms, fingerprint, engine_version, search_text,
        reading, other_inputs) VALUES (?, ?, ?, ?, ?, ?, 'completed', 'completed', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?)`),
      event: prepare(`INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, cause, detail)
        VALUES (?, ?, ?, 'completed', ?, 'migrated', 'recovered')`),
      completedAfter: prepare(`SELECT sequence, id FROM jobs WHERE state = 'completed' AND sequence > ?
        ORDER BY sequence LIMIT ? + 0`),
    };
  }

  /** Those of `ids` that are no jobs of this archive. */
  unknown(ids: readonly string[]): string[] {
    return (this.#statements.unknown.all(JSON.stringify(ids)) as { id: string }[]).map(({ id }) => id);
  }

  /** Brings a job back with those of its artifacts whose files are in their places. Throws ContentMissing. */
  insert({ job, batch, artifacts }: ResultManifest, atMs: number): void {
    const { totals, fresh } = this.#tally;
    const insert = () => {
      fresh.settle();
      const batchSequence = this.#batchSequence(batch);
      const sequence = totals.nextJobs(1);
      this.#statements.insert.run(
        ...[sequence, job.id, batch.id, batchSequence, job.recipe, JSON.stringify(job.options), job.createdAtMs],
        ...[job.path, job.fileName, job.sizeBytes, job.modifiedAtMs, job.reading.sheet, job.sheet],
        ...[Math.round(job.createdAtMs), rounded(job.startedAtMs), rounded(job.finishedAtMs), job.attempt, job.rows],
        ...[job.columns, job.durationMs, job.fingerprint, job.engineVersion, searchTextOf(job.fileName, job.sheet)],
        ...[readingText(job.reading), job.otherInputs.length === 0 ? null : JSON.stringify(job.otherInputs)],
      );
      this.#statements.event.run(totals.nextEvents(1), sequence, Math.round(atMs), job.attempt);
      for (const artifact of artifacts as Artifact[]) this.#artifacts.attachLater(job.id, artifact, Math.round(atMs));
      // As if it ended now: the batch has ended when its last job has.
      this.#tally.joined(batchSequence, 'completed', Math.round(job.finishedAtMs));
      this.#tally.summed(batchSequence, job, 1);
    };
    this.#tally.transact(insert);
  }

  #batchSequence({ id, name, createdAtMs, submitter }: ResultManifest['batch']): number {
    const found = this.#statements.batch.get(id) as { sequence: number } | undefined;
    if (found) return found.sequence;
    const sequence = this.#tally.totals.nextJobs(1);
    this.#statements.insertBatch.run(sequence, id, name, Math.round(createdAtMs), submitter.kind, submitter.name);
    return sequence;
  }

  /** The ids of completed jobs in slices, oldest first. */
  async *completedIds(sliceSize: number): AsyncGenerator<string[], void, void> {
    let sequence = 0;
    for (;;) {
      const rows = this.#statements.completedAfter.all(sequence, sliceSize) as { sequence: number; id: string }[];
      if (rows.length === 0) return;
      sequence = rows.at(-1)!.sequence;
      yield rows.map(({ id }) => id);
    }
  }
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
