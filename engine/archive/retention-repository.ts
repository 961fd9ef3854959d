import type { JobState } from '../../contract/job-states.ts';
import { type Content, referrers } from './content-repository.ts';
import type { Database } from './database.ts';

/** A job that has ended, with what it takes on the disk. */
export interface EndedJob {
  readonly id: string;
  readonly sequence: number;
  readonly state: JobState;
  readonly finishedAtMs: number;
  readonly isPinned: boolean;
}

/** A stored file a job refers to, and how many references to it there are in all. */
export interface HeldContent extends Content {
  readonly jobSequence: number;
  readonly sizeBytes: number;
  readonly references: number;
}

/** Where a walk through ended jobs stands. */
export type EndedPosition = Pick<EndedJob, 'finishedAtMs' | 'sequence'>;

const countOf = (table: string): string => `(SELECT count(*) FROM ${table} AS held
  WHERE held.sha256 = contents.sha256 AND held.extension = contents.extension)`;

/** What retention looks at: ended jobs from the oldest on, and what would become free with them. */
export class RetentionRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      ended: prepare(`SELECT id, sequence, state, finished_at_ms AS finishedAtMs, is_pinned AS isPinned FROM jobs
        WHERE finished_at_ms IS NOT NULL AND (finished_at_ms, sequence) > (?, ?)
        ORDER BY finished_at_ms, sequence LIMIT ? + 0`),
      contents: prepare(`SELECT held.job_sequence AS jobSequence, sha256, extension, size_bytes AS sizeBytes,
        ${referrers.map(countOf).join(' + ')} AS "references"
        FROM json_each(?) JOIN (SELECT job_sequence, sha256, extension FROM job_artifacts
          UNION ALL SELECT job_sequence, sha256, extension FROM shard_files) AS held ON held.job_sequence = value
        JOIN contents USING (sha256, extension)`),
      pinned: prepare('SELECT count(*) AS jobs FROM jobs WHERE is_pinned = 1'),
    };
  }

  /** The ended jobs after `position`, oldest first; null: from the beginning. */
  endedAfter(position: EndedPosition | null, limit: number): EndedJob[] {
    const { finishedAtMs, sequence } = position ?? { finishedAtMs: -1, sequence: 0 };
    return (this.#statements.ended.all(finishedAtMs, sequence, limit) as Record<string, unknown>[]).map(
      (row) => ({ ...row, isPinned: row.isPinned === 1 }) as EndedJob,
    );
  }

  /** The files that these jobs refer to; one for each reference. */
  contentsOf(sequences: readonly number[]): HeldContent[] {
    return this.#statements.contents.all(JSON.stringify(sequences)) as unknown as HeldContent[];
  }

  pinnedJobs(): number {
    return (this.#statements.pinned.get() as { jobs: number }).jobs;
  }
}
