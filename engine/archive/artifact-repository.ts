import type { Artifact } from '../../contract/jobs.ts';
import type { ContentRepository } from './content-repository.ts';
import { type Database, inTransaction } from './database.ts';
import type { Claim } from './job-record.ts';

/** Which job refers to which stored file. */
export class ArtifactRepository {
  readonly #database: Database;
  readonly #contents: ContentRepository;
  readonly #statements;

  constructor(database: Database, contents: ContentRepository) {
    this.#database = database;
    this.#contents = contents;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      attach: prepare(`INSERT INTO job_artifacts (job_sequence, kind, variant, sha256, extension) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, extension = excluded.extension`),
      isHeld: prepare(`SELECT 1 FROM jobs WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      sequenceOf: prepare('SELECT sequence FROM jobs WHERE id = ?'),
    };
  }

  /**
   * Gives a running job its artifacts, in place of earlier ones of the same kind. False when the claim is an old one.
   * Throws ContentMissing.
   */
  attach(claim: Claim, artifacts: readonly Artifact[], atMs: number): boolean {
    return inTransaction(this.#database, () => {
      if (!this.#statements.isHeld.get(claim.sequence, claim.fencingToken)) return false;
      this.#insert(claim.sequence, artifacts, atMs);
      return true;
    });
  }

  /** Gives a job an artifact made after it ended, such as a report. False when there is no such job any more. */
  attachLater(jobId: string, artifact: Artifact, atMs: number): boolean {
    return inTransaction(this.#database, () => {
      const row = this.#statements.sequenceOf.get(jobId) as { sequence: number } | undefined;
      if (!row) return false;
      this.#insert(row.sequence, [artifact], atMs);
      return true;
    });
  }

  #insert(sequence: number, artifacts: readonly Artifact[], atMs: number): void {
    for (const artifact of artifacts) {
      this.#contents.hold(artifact, atMs);
      this.#statements.attach.run(sequence, artifact.kind, artifact.variant, artifact.sha256, artifact.extension);
    }
  }
}
