import type { LogLine } from '../../contract/job-requests.ts';
import type { Reading } from '../../contract/reading.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { Database } from './database.ts';
import {
  type Claim,
  type FoundTable,
  type JobRecord,
  jobRecordOf,
  readingText,
  searchTextOf,
  selectJob,
} from './job-record.ts';

/** What an attempt knows of its job beyond the files it made. */
export interface AttemptNotes {
  readonly fileName: string;
  readonly table: FoundTable | null;
  readonly fingerprint: string | null;
  readonly engineVersion: string;
  readonly recipeVersion: number;
  /** Figures that are no part of the result, by name; null leaves the earlier ones. */
  readonly measurements: Readonly<Record<string, number>> | null;
  readonly logLines: readonly LogLine[];
}

/** What must be alike for an earlier result to be taken over, but for the bytes. */
export interface ReuseKey {
  readonly recipe: RecipeName;
  readonly recipeVersion: number;
  readonly engineVersion: string;
  readonly options: unknown;
  readonly reading: Reading;
  /** How the tables of further files are read; their bytes are in the fingerprint. */
  readonly otherReadings: readonly Reading[];
  readonly sizeBytes: number;
}

/** Kept for each job; a person reads the newest. */
const keptLogLines = 5000;

/** Notes of attempts while they run, and earlier results to be taken over. Writes are the caller's to guard by the claim. */
export class RunningJobRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    const isLike = `state = 'completed' AND fingerprint IS NOT NULL AND input_size_bytes = ? AND recipe = ?
      AND recipe_version = ? AND engine_version = ? AND options = ? AND (asked_sheet IS ? OR sheet = ?) AND reading IS ?
      AND (SELECT json_group_array(json(value ->> 'reading')) FROM json_each(coalesce(other_inputs, '[]'))) = ?`;
    this.#statements = {
      running: prepare(`${selectJob} WHERE state = 'running' ORDER BY jobs.sequence`),
      count: prepare(`SELECT count(*) AS jobs FROM jobs WHERE state = 'running'`),
      note: prepare(`UPDATE jobs SET sheet = coalesce(?, sheet), rows = coalesce(?, rows), columns = coalesce(?, columns),
        fingerprint = coalesce(?, fingerprint), measurements = coalesce(?, measurements), engine_version = ?,
        recipe_version = ?, search_text = coalesce(?, search_text) WHERE sequence = ?`),
      logLine: prepare(`INSERT INTO job_log_lines (job_sequence, at_ms, attempt, level, text) VALUES (?, ?, ?, ?, ?)`),
      forgetLogLines: prepare(`DELETE FROM job_log_lines WHERE job_sequence = ?1 AND sequence <= (
        SELECT sequence FROM job_log_lines WHERE job_sequence = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2)`),
      hasLike: prepare(`SELECT 1 FROM jobs WHERE ${isLike} LIMIT 1`),
      hasLikeNamed: prepare(`SELECT 1 FROM jobs WHERE ${isLike} AND input_file_name = ? LIMIT 1`),
      equal: prepare(`${selectJob} WHERE ${isLike} AND fingerprint = ? ORDER BY jobs.sequence DESC LIMIT 1`),
    };
  }

  /** Every job that runs, on whichever host. */
  running(): JobRecord[] {
    return this.#statements.running.all().map(jobRecordOf);
  }

  count(): number {
    return (this.#statements.count.get() as { jobs: number }).jobs;
  }

  /** Puts the notes on record, in the caller's transaction. */
  note({ sequence }: Pick<Claim, 'sequence'>, notes: AttemptNotes): void {
    const { fileName, table, fingerprint, engineVersion, recipeVersion, measurements, logLines } = notes;
    const { sheet = null, rows = null, columns = null } = table ?? {};
    this.#statements.note.run(
      ...[
        sheet,
        rows,
        columns,
        fingerprint,
        measurements && JSON.stringify(measurements),
        engineVersion,
        recipeVersion,
      ],
      ...[sheet === null ? null : searchTextOf(fileName, sheet), sequence],
    );
    for (const { atMs, attempt, level, text } of logLines) {
      this.#statements.logLine.run(sequence, atMs, attempt, level, text);
    }
    if (logLines.length > 0) this.#statements.forgetLogLines.run(sequence, keptLogLines);
  }

  /** Whether a completed job is like this one but perhaps for the bytes: then it is worth taking their fingerprint first. */
  hasLike(key: ReuseKey): boolean {
    return this.#statements.hasLike.get(...cellsOf(key)) !== undefined;
  }

  /** The same for a file of the same name: then its bytes are likely the same. */
  hasLikeNamed(key: ReuseKey, fileName: string): boolean {
    return this.#statements.hasLikeNamed.get(...cellsOf(key), fileName) !== undefined;
  }

  /** The newest completed job that had the same bytes and everything else alike; null when there is none. */
  findEqual(key: ReuseKey, fingerprint: string): JobRecord | null {
    const row = this.#statements.equal.get(...cellsOf(key), fingerprint);
    return row === undefined ? null : jobRecordOf(row);
  }
}

function cellsOf(key: ReuseKey): (string | number | null)[] {
  const { sizeBytes, recipe, recipeVersion, engineVersion, options, reading, otherReadings } = key;
  // A job that was asked for the first sheet may answer for one that names it, but not the other way round.
  return [
    ...[sizeBytes, recipe, recipeVersion, engineVersion, JSON.stringify(options), reading.sheet, reading.sheet],
    ...[readingText(reading), JSON.stringify(otherReadings)],
  ];
}
