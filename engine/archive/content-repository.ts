import type { Database } from './database.ts';

/** One stored file; two jobs with equal results share it. */
export interface Content {
  readonly sha256: string;
  readonly extension: string;
}

export interface SizedContent extends Content {
  readonly sizeBytes: number;
}

/** The file was dropped by somebody else between being put into its place and being referred to: it is to be put there again. */
export class ContentMissing extends Error {}

/** Where a content may be referred to from. */
export const referrers = ['job_artifacts', 'shard_files', 'batch_artifacts', 'models', 'library_tables'] as const;
const isReferredTo = referrers
  .map(
    (table) => `EXISTS (SELECT 1 FROM ${table} AS held
      WHERE held.sha256 = content.sha256 AND held.extension = content.extension)`,
  )
  .join(' OR ');

/** Which files lie among the artifacts. One is kept as long as anything refers to it. */
export class ContentRepository {
  readonly #statements;
  readonly #isOnDisk: (content: Content) => boolean;

  constructor(database: Database, isOnDisk: (content: Content) => boolean) {
    this.#isOnDisk = isOnDisk;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert: prepare(`INSERT INTO contents (sha256, extension, size_bytes, created_at_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING`),
      loosened: prepare('SELECT sha256, extension FROM loosened_contents LIMIT ? + 0'),
      references: prepare(`SELECT sha256, extension, coalesce(size_bytes, 0) AS sizeBytes,
        ${isReferredTo} AS isReferredTo
        FROM (SELECT value ->> 0 AS sha256, value ->> 1 AS extension FROM json_each(?)) AS content
        LEFT JOIN contents USING (sha256, extension)`),
      tighten: prepare('DELETE FROM loosened_contents WHERE sha256 = ? AND extension = ?'),
      isKnown: prepare('SELECT 1 FROM contents WHERE sha256 = ? AND extension = ?'),
      forget: prepare('DELETE FROM contents WHERE sha256 = ? AND extension = ?'),
      totals: prepare('SELECT files, size_bytes AS sizeBytes FROM content_totals'),
    };
  }

  /**
   * Notes a content in the transaction that refers to it. Throws ContentMissing when its file is not in its place: files
   * are dropped only under the archive's write lock, so what is seen here stays until the transaction ends.
   */
  hold({ sha256, extension, sizeBytes }: SizedContent, atMs: number): void {
    if (!this.#isOnDisk({ sha256, extension })) throw new ContentMissing(`${sha256}${extension}`);
    this.#statements.insert.run(sha256, extension, sizeBytes, atMs);
  }

  isKnown(content: Content): boolean {
    return this.#statements.isKnown.get(content.sha256, content.extension) !== undefined;
  }

  /** Contents that lost a reference, at most `limit` of them. */
  loosened(limit: number): Content[] {
    return this.#statements.loosened.all(limit) as unknown as Content[];
  }

  /** Forgets those of `contents`, which lost a reference, that nothing refers to any more; gives these. */
  forgetUnreferenced(contents: readonly Content[]): SizedContent[] {
    const asked = JSON.stringify(contents.map(({ sha256, extension }) => [sha256, extension]));
    const rows = this.#statements.references.all(asked) as unknown as (SizedContent & { isReferredTo: number })[];
    for (const { sha256, extension, isReferredTo } of rows) {
      if (isReferredTo === 0) this.#statements.forget.run(sha256, extension);
      this.#statements.tighten.run(sha256, extension);
    }
    return rows.filter((row) => row.isReferredTo === 0);
  }

  /** All stored files together. */
  totals(): { files: number; sizeBytes: number } {
    return this.#statements.totals.get() as { files: number; sizeBytes: number };
  }
}
