import type { FaultData } from '../../contract/faults.ts';
import type { Estimate, JobState, Priority, Submitter } from '../../contract/job-states.ts';
import type { Artifact } from '../../contract/jobs.ts';
import { isAsDetected, mainTable, type Reading } from '../../contract/reading.ts';
import type { AnyRecipeOptions, RecipeName } from '../../contract/recipes.ts';
import type { Locale } from '../../contract/texts.ts';

/** The file a job works on, as it was when the person chose it. */
export interface JobInput {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** null where the file could not be looked at: then there is nothing to compare it with later. */
  readonly modifiedAtMs: number | null;
}

/** A file and the table that is meant in it. */
export interface WorkInput {
  readonly input: JobInput;
  readonly reading: Reading;
}

/** Jobs that are submitted together. */
export interface NewBatch {
  readonly id: string;
  readonly name: string;
  readonly submitter: Submitter;
  /** Where reports are put once jobs have completed, and in which language; null: nowhere. */
  readonly results: { readonly folder: string; readonly locale: Locale } | null;
}

export interface NewJob extends WorkInput {
  readonly id: string;
  readonly recipe: RecipeName;
  readonly options: AnyRecipeOptions;
  /** What the recipe needs beside its input, such as the earlier file of a comparison. */
  readonly otherInputs: readonly WorkInput[];
  readonly priority: Priority;
  /** Not before this time; null: at once. */
  readonly notBeforeMs: number | null;
  readonly maxAttempts: number;
  readonly isReuseAllowed: boolean;
  readonly estimate: Estimate | null;
}

/** A job as the archive holds it. */
export interface JobRecord extends NewJob {
  readonly batchId: string;
  readonly submitter: Submitter;
  readonly sequence: number;
  /** Place in the queue: see second-schema.ts. */
  readonly rank: number;
  /** Failed attempts since it was last accepted or re-driven. */
  readonly failures: number;
  readonly leaseHost: string | null;
  readonly leaseExpiresAtMs: number | null;
  /** What its host is asked to do with it while it runs. */
  readonly wish: 'cancel' | 'pause' | null;
  /** SHA-256 of the input, or over those of all inputs; null before they were read. */
  readonly fingerprint: string | null;
  readonly engineVersion: string | null;
  readonly reusedFrom: string | null;
  readonly isPinned: boolean;
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

/** The table a job found in its input. */
export interface FoundTable {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}

/** How the archive keeps a reading beside its sheet: null where all else is as detected. */
export function readingText(reading: Reading): string | null {
  return isAsDetected(reading) ? null : JSON.stringify({ ...mainTable, ...reading, sheet: null });
}

const priorityRanks: Readonly<Record<Priority, number>> = { high: 1, normal: 0, low: -1 };

/** The number that stands for a priority in the archive. */
export function priorityNumber(priority: Priority): number {
  return priorityRanks[priority];
}

export function priorityOf(number: number): Priority {
  return number > 0 ? 'high' : number < 0 ? 'low' : 'normal';
}

/** What the search looks through: the names a person sees, in lower case. */
export function searchTextOf(fileName: string, sheet: string | null): string {
  return (sheet === null ? fileName : `${fileName} ${sheet}`).toLowerCase();
}

/**
 * A job with its artifacts as one JSON array in the column `job`. Reading a row costs one text in place of forty values, each
 * of which would cross the border to native code: a fifth of the time. Fractions stand beside it: SQLite's JSON rounds them
 * to 15 digits. The batch of a fresh job has no row yet (fresh-jobs.ts).
 */
export const selectJob = `
  SELECT rank, input_modified_at_ms, jobs.duration_ms, json_array(jobs.sequence, jobs.id, jobs.batch_id,
    coalesce(submitter_kind, arrival ->> 1), coalesce(submitter_name, arrival ->> 2), recipe, json(options), state, priority, not_before_ms, input_path, input_file_name, input_size_bytes,
    asked_sheet, json(reading), json(other_inputs), sheet, jobs.created_at_ms, started_at_ms, jobs.finished_at_ms, attempt, failures, max_attempts,
    fencing_token, lease_host, lease_expires_at_ms, wish, json(estimate), fingerprint, engine_version, is_reuse_allowed,
    reused_from, is_pinned, jobs.rows, columns, json(fault), json(iif(attempt = 0, '[]', (
      SELECT json_group_array(json_object('kind', kind, 'variant', variant, 'sha256', job_artifacts.sha256,
        'sizeBytes', contents.size_bytes, 'extension', job_artifacts.extension))
      FROM job_artifacts JOIN contents USING (sha256, extension) WHERE job_sequence = jobs.sequence
    ))), batch_sequence) AS job
  FROM jobs LEFT JOIN batches ON batches.sequence = batch_sequence`;

interface JobRow {
  readonly rank: number;
  readonly input_modified_at_ms: number | null;
  readonly duration_ms: number | null;
  readonly job: string;
}

/** The record in a row of `selectJob`. */
export function jobRecordOf(row: unknown): JobRecord {
  return memberOf(row).record;
}

/** The record in a row of `selectJob`, and the number of its batch. */
export function memberOf(row: unknown): { readonly record: JobRecord; readonly batchSequence: number } {
  const { rank, input_modified_at_ms: modifiedAtMs, duration_ms: durationMs, job } = row as JobRow;
  const cells = JSON.parse(job);
  const record: JobRecord = {
    sequence: cells[0],
    id: cells[1],
    batchId: cells[2],
    submitter: { kind: cells[3], name: cells[4] },
    recipe: cells[5],
    options: cells[6],
    state: cells[7],
    priority: priorityOf(cells[8]),
    rank,
    notBeforeMs: cells[9],
    input: { path: cells[10], fileName: cells[11], sizeBytes: cells[12], modifiedAtMs },
    reading: { ...mainTable, ...cells[14], sheet: cells[13] },
    otherInputs: (cells[15] ?? []).map((other: WorkInput) => ({
      ...other,
      reading: { ...mainTable, ...other.reading },
    })),
    sheet: cells[16],
    createdAtMs: cells[17],
    startedAtMs: cells[18],
    finishedAtMs: cells[19],
    attempt: cells[20],
    failures: cells[21],
    maxAttempts: cells[22],
    fencingToken: cells[23],
    // Of an earlier attempt they are left standing.
    leaseHost: cells[7] === 'running' ? cells[24] : null,
    leaseExpiresAtMs: cells[7] === 'running' ? cells[25] : null,
    wish: cells[26],
    estimate: cells[27],
    fingerprint: cells[28],
    engineVersion: cells[29],
    isReuseAllowed: cells[30] === 1,
    reusedFrom: cells[31],
    isPinned: cells[32] === 1,
    rows: cells[33],
    columns: cells[34],
    durationMs,
    fault: cells[35],
    artifacts: cells[36],
  };
  return { record, batchSequence: cells[37] };
}

/** Where and when the archive accepted a job. */
export interface Acceptance {
  readonly batch: NewBatch;
  readonly sequence: number;
  readonly rank: number;
  readonly state: 'queued' | 'scheduled';
  readonly atMs: number;
}

/** The record of a job just accepted, without asking the archive for it again. */
export function acceptedRecord(job: NewJob, { batch, sequence, rank, state, atMs }: Acceptance): JobRecord {
  return {
    sequence,
    id: job.id,
    batchId: batch.id,
    submitter: batch.submitter,
    recipe: job.recipe,
    options: job.options,
    state,
    priority: job.priority,
    rank,
    notBeforeMs: state === 'scheduled' ? job.notBeforeMs : null,
    input: job.input,
    reading: job.reading,
    otherInputs: job.otherInputs,
    sheet: job.reading.sheet,
    createdAtMs: atMs,
    startedAtMs: null,
    finishedAtMs: null,
    attempt: 0,
    failures: 0,
    maxAttempts: job.maxAttempts,
    fencingToken: 0,
    leaseHost: null,
    leaseExpiresAtMs: null,
    wish: null,
    estimate: job.estimate,
    fingerprint: null,
    engineVersion: null,
    isReuseAllowed: job.isReuseAllowed,
    reusedFrom: null,
    isPinned: false,
    rows: null,
    columns: null,
    durationMs: null,
    fault: null,
    artifacts: [],
  };
}
