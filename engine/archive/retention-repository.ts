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

/** A job among those of its state, by when they ended. */
export type EndedPlace = Pick<EndedJob, 'finishedAtMs' | 'sequence'>;

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
  readonly #settleEnded: () => boolean;
  readonly #statements;

  /** `settleEnded` brings the order of ends up to date, a little at a time, and gives whether more is left. */
  constructor(database: Database, settleEnded: () => boolean) {
    this.#settleEnded = settleEnded;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      // Each state is walked along by itself, and the three are merged.
      ended: prepare(`SELECT id, sequence, state, finished_at_ms AS finishedAtMs, is_pinned AS isPinned FROM jobs
        WHERE sequence IN (${ended.map(sequencesIn).join(' UNION ALL ')} ORDER BY sequence LIMIT ?2 + 0)
        ORDER BY sequence`),
      endedBefore:
        prepare(`SELECT id, sequence, jobs.state, job_ends.finished_at_ms AS finishedAtMs, is_pinned AS isPinned
        FROM job_ends CROSS JOIN jobs USING (sequence) WHERE job_ends.state = ? AND job_ends.finished_at_ms < ?
        AND (job_ends.finished_at_ms, job_ends.sequence) > (?, ?)
        ORDER BY job_ends.finished_at_ms, job_ends.sequence LIMIT ? + 0`),
      contents: prepare(`SELECT held.job_sequence AS jobSequence, sha256, extension, size_bytes AS sizeBytes,
        ${referrers.map(countOf).join(' + ')} AS "references"
        FROM json_each(?) JOIN (SELECT job_sequence, sha256, extension FROM job_artifacts
          UNION ALL SELECT job_sequence, sha256, extension FROM shard_files) AS held ON held.job_sequence = value
        JOIN contents USING (sha256, extension)`),
      pinned: prepare('SELECT count(*) AS jobs FROM jobs WHERE is_pinned = 1'),
    };
  }

  /** Brings what `endedBefore` reads up to date, a little at a time; gives whether more is left. */
  catchUp(): boolean {
    return this.#settleEnded();
  }

  /** The jobs of a state that ended before a time, behind this one, those first that ended first. */
  endedBefore(state: JobState, beforeMs: number, behind: EndedPlace, limit: number): EndedJob[] {
    const rows = this.#statements.endedBefore.all(state, beforeMs, behind.finishedAtMs, behind.sequence, limit);
    return (rows as Record<string, unknown>[]).map(endedJobOf);
  }

  /** The ended jobs behind the one with this sequence, in the order in which they were accepted. */
  endedAfter(sequence: number, limit: number): EndedJob[] {
    return (this.#statements.ended.all(sequence, limit) as Record<string, unknown>[]).map(endedJobOf);
  }

  /** The files that these jobs refer to; one for each reference. */
  contentsOf(sequences: readonly number[]): HeldContent[] {
    return this.#statements.contents.all(JSON.stringify(sequences)) as unknown as HeldContent[];
  }

  pinnedJobs(): number {
    return (this.#statements.pinned.get() as { jobs: number }).jobs;
  }
}

function endedJobOf(row: Record<string, unknown>): EndedJob {
  return { ...row, isPinned: row.isPinned === 1 } as EndedJob;
}
