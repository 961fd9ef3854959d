import type { Artifact } from '../../contract/jobs.ts';
import { type Database, inTransaction } from './database.ts';
import type { Claim } from './job-record.ts';

/** One stored file; two jobs with equal results share it. */
export interface Content {
  readonly sha256: string;
  readonly extension: string;
}

/** Which job refers to which stored file. A file is kept as long as one job refers to it. */
export class ArtifactRepository {
  readonly #database: Database;
  readonly #statements;

  constructor(database: Database) {
    this.#database = database;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      content: prepare(`INSERT INTO contents (sha256, extension, size_bytes, created_at_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING`),
      attach: prepare(`INSERT INTO job_artifacts (job_sequence, kind, variant, sha256, extension) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, extension = excluded.extension`),
      isHeld: prepare(`SELECT 1 FROM jobs WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      sequenceOf: prepare('SELECT sequence FROM jobs WHERE id = ?'),
      unreferenced:
        prepare(`SELECT sha256, extension FROM loosened_contents WHERE NOT EXISTS (SELECT 1 FROM job_artifacts
        WHERE job_artifacts.sha256 = loosened_contents.sha256
        AND job_artifacts.extension = loosened_contents.extension)`),
      hasLoosened: prepare('SELECT 1 FROM loosened_contents LIMIT 1'),
      tighten: prepare('DELETE FROM loosened_contents'),
      isKnown: prepare('SELECT 1 FROM contents WHERE sha256 = ? AND extension = ?'),
      forget: prepare('DELETE FROM contents WHERE sha256 = ? AND extension = ?'),
    };
  }

  /** Gives a running job its artifacts, in place of earlier ones of the same kind. False when the claim is an old one. */
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
    for (const { kind, variant, sha256, sizeBytes, extension } of artifacts) {
      this.#statements.content.run(sha256, extension, sizeBytes, atMs);
      this.#statements.attach.run(sequence, kind, variant, sha256, extension);
    }
  }

  isKnown(content: Content): boolean {
    return this.#statements.isKnown.get(content.sha256, content.extension) !== undefined;
  }

  /** Forgets every content no job refers to, and gives them so that their files can go too. */
  forgetUnreferenced(): Content[] {
    // A transaction that writes waits for the disk, even if it writes nothing of use.
    if (!this.#statements.hasLoosened.get()) return [];
    return inTransaction(this.#database, () => {
      const contents = this.#statements.unreferenced.all() as unknown as Content[];
      for (const { sha256, extension } of contents) this.#statements.forget.run(sha256, extension);
      this.#statements.tighten.run();
      return contents;
    });
  }
}
