import type { FaultData } from '../../contract/faults.ts';
import type { Artifact, JobState } from '../../contract/jobs.ts';
import type { ProfileOptions, RecipeName } from '../../contract/recipes.ts';

/** The file a job works on, as it was when the person chose it. */
export interface JobInput {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** null where the file could not be looked at: then there is nothing to compare it with later. */
  readonly modifiedAtMs: number | null;
}

export interface NewJob {
  readonly id: string;
  readonly batchId: string;
  readonly recipe: RecipeName;
  readonly options: ProfileOptions;
  readonly input: JobInput;
  /** null: the first visible sheet that holds a table. */
  readonly askedSheet: string | null;
}

/** A job as the archive holds it. */
export interface JobRecord extends NewJob {
  readonly sequence: number;
  readonly state: JobState;
  readonly sheet: string | null;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  readonly attempt: number;
  readonly fencingToken: number;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly durationMs: number | null;
  readonly fault: FaultData | null;
  readonly artifacts: readonly Artifact[];
}

/** The right to write to a running job; a write with an older token changes nothing. */
export interface Claim {
  readonly sequence: number;
  readonly fencingToken: number;
}

export interface JobEventRecord {
  readonly atMs: number;
  readonly state: JobState;
  readonly attempt: number;
  readonly fault: FaultData | null;
}

/** The columns of a job with its artifacts as one JSON text, so that a page of jobs is one query. */
export const selectJob = `
  SELECT jobs.*, (
    SELECT json_group_array(json_object('kind', kind, 'variant', variant, 'sha256', job_artifacts.sha256,
      'sizeBytes', size_bytes, 'extension', job_artifacts.extension))
    FROM job_artifacts JOIN contents USING (sha256, extension) WHERE job_sequence = jobs.sequence
  ) AS artifacts FROM jobs`;

/** The record in a row of `selectJob`. */
export function jobRecordOf(row: unknown): JobRecord {
  const cells = row as Record<string, string | number | null>;
  const text = (name: string) => cells[name] as string;
  const optional = <T>(name: string) => cells[name] as T | null;
  return {
    sequence: cells.sequence as number,
    id: text('id'),
    batchId: text('batch_id'),
    recipe: text('recipe') as RecipeName,
    options: JSON.parse(text('options')) as ProfileOptions,
    state: text('state') as JobState,
    input: {
      path: text('input_path'),
      fileName: text('input_file_name'),
      sizeBytes: cells.input_size_bytes as number,
      modifiedAtMs: optional<number>('input_modified_at_ms'),
    },
    askedSheet: optional<string>('asked_sheet'),
    sheet: optional<string>('sheet'),
    createdAtMs: cells.created_at_ms as number,
    startedAtMs: optional<number>('started_at_ms'),
    finishedAtMs: optional<number>('finished_at_ms'),
    attempt: cells.attempt as number,
    fencingToken: cells.fencing_token as number,
    rows: optional<number>('rows'),
    columns: optional<number>('columns'),
    durationMs: optional<number>('duration_ms'),
    fault: cells.fault === null ? null : (JSON.parse(text('fault')) as FaultData),
    artifacts: JSON.parse(text('artifacts')) as Artifact[],
  };
}

/** The record of a job just accepted, without asking the archive for it again. */
export function queuedRecord(job: NewJob, sequence: number, createdAtMs: number): JobRecord {
  const nothingYet = {
    startedAtMs: null,
    finishedAtMs: null,
    rows: null,
    columns: null,
    durationMs: null,
    fault: null,
  };
  const sheet = job.askedSheet;
  return {
    ...job,
    ...nothingYet,
    sequence,
    state: 'queued',
    sheet,
    createdAtMs,
    attempt: 0,
    fencingToken: 0,
    artifacts: [],
  };
}
