import { type JobState, jobStates } from '../../contract/job-states.ts';
import { isEndedState } from '../jobs/job-states.ts';
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

const ended = jobStates.filter(isEndedState);
const sequencesIn = (state: JobState): string => `SELECT sequence FROM jobs INDEXED BY jobs_by_state
  WHERE state IN ('completed', 'cancelled', 'dead') AND state = '${state}' AND sequence > ?1`;

const countOf = (table: string): string => `(SELECT count(*) FROM ${table} AS held
  WHERE held.sha256 = contents.sha256 AND held.extension = contents.extension)`;

/** What retention looks at: ended jobs from the oldest on, and what would become free with them. */
export class RetentionRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      // Each state is walked along by itself, and the three are merged.
      ended: prepare(`SELECT id, sequence, state, finished_at_ms AS finishedAtMs, is_pinned AS isPinned FROM jobs
        WHERE sequence IN (${ended.map(sequencesIn).join(' UNION ALL ')} ORDER BY sequence LIMIT ?2 + 0)
        ORDER BY sequence`),
      contents: prepare(`SELECT held.job_sequence AS jobSequence, sha256, extension, size_bytes AS sizeBytes,
        ${referrers.map(countOf).join(' + ')} AS "references"
        FROM json_each(?) JOIN (SELECT job_sequence, sha256, extension FROM job_artifacts
          UNION ALL SELECT job_sequence, sha256, extension FROM shard_files) AS held ON held.job_sequence = value
        JOIN contents USING (sha256, extension)`),
      pinned: prepare('SELECT count(*) AS jobs FROM jobs WHERE is_pinned = 1'),
    };
  }

  /** The ended jobs behind the one with this sequence, in the order in which they were accepted. */
  endedAfter(sequence: number, limit: number): EndedJob[] {
    return (this.#statements.ended.all(sequence, limit) as Record<string, unknown>[]).map(
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
