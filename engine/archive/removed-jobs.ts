import type { Database } from './database.ts';
import type { EndedJobs } from './ended-jobs.ts';

/** Removed jobs of which other processes can still hear. */
const removalsKept = 10_000;

/** Takes the rows of jobs out of the archive, with their events and everything else that hangs on them. */
export class RemovedJobs {
  readonly #ended: EndedJobs;
  readonly #statements;

  constructor(database: Database, ended: EndedJobs) {
    this.#ended = ended;
    const prepare = (sql: string) => database.prepare(sql);
    const listed = 'SELECT value FROM json_each(?)';
    const named = (event: string) =>
      prepare(`DELETE FROM job_events WHERE sequence IN (SELECT ${event} FROM jobs WHERE sequence IN (${listed}))`);
    this.#statements = {
      ...{ firstEvents: named('first_event'), starts: named('start_event'), ends: named('end_event') },
      events: prepare(`DELETE FROM job_events WHERE sequence IN (SELECT job_events.sequence
        FROM json_each(?) CROSS JOIN job_events INDEXED BY job_events_by_job ON job_sequence = value
        WHERE is_named = 0 AND cause <> 'submitted')`),
      jobs: prepare(`DELETE FROM jobs WHERE sequence IN (${listed})`),
      note: prepare('INSERT INTO job_removals (job_id) SELECT value FROM json_each(?)'),
      forget: prepare('DELETE FROM job_removals WHERE sequence <= (SELECT max(sequence) FROM job_removals) - ?'),
    };
  }

  /** Within the caller's transaction; the counts are the caller's too. */
  remove(jobs: readonly { readonly id: string; readonly sequence: number }[]): void {
    if (jobs.length === 0) return;
    const sequences = JSON.stringify(jobs.map((job) => job.sequence));
    this.#ended.remove(sequences);
    this.#statements.firstEvents.run(sequences);
    this.#statements.starts.run(sequences);
    this.#statements.ends.run(sequences);
    this.#statements.events.run(sequences);
    this.#statements.jobs.run(sequences);
    this.#statements.note.run(JSON.stringify(jobs.map((job) => job.id)));
    this.#statements.forget.run(removalsKept);
  }
}
