import type { FaultData } from '../../contract/faults.ts';
import type { JobState } from '../../contract/job-states.ts';
import type { Artifact, ArtifactKind } from '../../contract/jobs.ts';
import type { Content, ContentRepository } from './content-repository.ts';
import { type Database, inTransaction } from './database.ts';

/** A job of a batch with the results that the batch's own files are made from. */
export interface BatchMember {
  readonly sequence: number;
  readonly fileName: string;
  readonly sheet: string | null;
  readonly state: JobState;
  readonly sizeBytes: number;
  readonly durationMs: number | null;
  readonly finishedAtMs: number | null;
  readonly fault: FaultData | null;
  /** null where the job has none. */
  readonly overview: Content | null;
  readonly columns: Content | null;
}

/** A file made over all jobs of a batch. */
export interface BatchArtifact {
  readonly artifact: Artifact;
  /** A digest of what it was made from. */
  readonly madeFrom: string;
}

/** Files over whole batches. */
export class BatchArtifactRepository {
  readonly #database: Database;
  readonly #contents: ContentRepository;
  readonly #statements;

  constructor(database: Database, contents: ContentRepository) {
    this.#database = database;
    this.#contents = contents;
    const prepare = (sql: string) => database.prepare(sql);
    const content = (kind: ArtifactKind) => `(SELECT sha256 || extension FROM job_artifacts
      WHERE job_sequence = jobs.sequence AND kind = '${kind}' AND state = 'completed' LIMIT 1)`;
    this.#statements = {
      members: prepare(`SELECT sequence, input_file_name AS fileName, sheet, state, input_size_bytes AS sizeBytes,
        duration_ms AS durationMs, finished_at_ms AS finishedAtMs, fault,
        ${content('profile-overview')} AS overview, ${content('profile-columns')} AS columns FROM jobs
        WHERE sequence IN (SELECT sequence FROM (
          SELECT sequence FROM jobs WHERE sequence = :batch AND batch_sequence = :batch UNION ALL
          SELECT sequence FROM jobs INDEXED BY jobs_by_batch WHERE batch_sequence = :batch AND batch_sequence <> sequence)
          WHERE sequence > :after ORDER BY sequence LIMIT :limit + 0)
        ORDER BY sequence`),
      find: prepare(`SELECT sha256, extension, size_bytes AS sizeBytes, made_from AS madeFrom FROM batch_artifacts
        JOIN contents USING (sha256, extension) WHERE batch_sequence = ? AND kind = ? AND variant = ?`),
      sequenceOf: prepare('SELECT sequence FROM batches WHERE id = ?'),
      attach: prepare(`INSERT INTO batch_artifacts (batch_sequence, kind, variant, sha256, extension, made_from)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, extension = excluded.extension,
        made_from = excluded.made_from`),
    };
  }

  /** Jobs of a batch behind `sequence`, in the order of submission. */
  members(batchSequence: number, sequence: number, limit: number): BatchMember[] {
    const rows = this.#statements.members.all({
      batch: batchSequence,
      after: sequence,
      limit,
    }) as unknown as MemberRow[];
    return rows.map(({ fault, overview, columns, ...row }) => ({
      ...row,
      fault: fault === null ? null : (JSON.parse(fault) as FaultData),
      ...{ overview: contentOf(overview), columns: contentOf(columns) },
    }));
  }

  find(batchSequence: number, kind: ArtifactKind, variant: string): BatchArtifact | null {
    const row = this.#statements.find.get(batchSequence, kind, variant) as
      | { sha256: string; extension: string; sizeBytes: number; madeFrom: string }
      | undefined;
    if (!row) return null;
    const { madeFrom, ...content } = row;
    return { artifact: { kind, variant, ...content }, madeFrom };
  }

  /** Gives a batch a file, in place of an earlier one. False when there is no such batch any more. Throws ContentMissing. */
  attach(batchId: string, { artifact, madeFrom }: BatchArtifact, atMs: number): boolean {
    return inTransaction(this.#database, () => {
      const row = this.#statements.sequenceOf.get(batchId) as { sequence: number } | undefined;
      if (!row) return false;
      const { kind, variant, sha256, extension } = artifact;
      this.#contents.hold(artifact, atMs);
      this.#statements.attach.run(row.sequence, kind, variant, sha256, extension, madeFrom);
      return true;
    });
  }
}

interface MemberRow extends Omit<BatchMember, 'fault' | 'overview' | 'columns'> {
  readonly fault: string | null;
  readonly overview: string | null;
  readonly columns: string | null;
}

function contentOf(name: string | null): Content | null {
  return name === null ? null : { sha256: name.slice(0, 64), extension: name.slice(64) };
}
