import { z } from 'zod';
import { estimateSchema, jobStateSchema, submitterSchema } from '../../../contract/job-states.ts';
import { readingSchema } from '../../../contract/reading.ts';
import { optionSchemas, recipeNames } from '../../../contract/recipes.ts';
import { locales } from '../../../contract/texts.ts';
import { type NewBatch, type NewJob, priorityOf, type WorkInput } from '../../archive/job-record.ts';
import type { Row } from '../../archive/readable-rows.ts';

/** A job that waited or ran, as it can be accepted once more. */
export interface SalvagedJob {
  readonly job: NewJob;
  readonly batchId: string;
  readonly batchSequence: number;
  readonly isPaused: boolean;
  readonly rank: number;
  readonly createdAtMs: number;
  /** What is known of its batch, where that has no row yet (fresh-jobs.ts). */
  readonly batchRow: Row | null;
}

const inputSchema = z.object({
  path: z.string().min(1),
  fileName: z.string().min(1),
  sizeBytes: z.number().int().min(0),
  modifiedAtMs: z.number().nullable(),
});

const rowSchema = z.object({
  ...{ id: z.uuid(), batch_id: z.uuid(), batch_sequence: z.number().int(), recipe: z.enum(recipeNames) },
  ...{ options: z.string(), state: jobStateSchema, priority: z.number().int(), rank: z.number() },
  ...{ input_path: z.string().min(1), input_file_name: z.string().min(1), input_size_bytes: z.number().int().min(0) },
  ...{
    input_modified_at_ms: z.number().nullable(),
    asked_sheet: z.string().nullable(),
    reading: z.string().nullable(),
  },
  ...{ other_inputs: z.string().nullable(), estimate: z.string().nullable(), created_at_ms: z.number().int() },
  ...{ not_before_ms: z.number().nullable(), max_attempts: z.number().int().min(1).max(100) },
  is_reuse_allowed: z.number().int(),
  // Older archives have no such column.
  arrival: z.string().nullish(),
});

/** The job in a row of a damaged archive; null where what stands there can be no job. */
export function salvagedJob(row: Row): SalvagedJob | null {
  try {
    const cells = rowSchema.parse(row);
    const otherInputs: WorkInput[] = z
      .array(z.object({ input: inputSchema, reading: readingSchema }))
      .parse(JSON.parse(cells.other_inputs ?? '[]'));
    const job: NewJob = {
      ...{ id: cells.id, recipe: cells.recipe, options: optionSchemas[cells.recipe].parse(JSON.parse(cells.options)) },
      input: {
        ...{ path: cells.input_path, fileName: cells.input_file_name, sizeBytes: cells.input_size_bytes },
        modifiedAtMs: cells.input_modified_at_ms,
      },
      reading: { ...readingSchema.parse(JSON.parse(cells.reading ?? '{}')), sheet: cells.asked_sheet },
      ...{ otherInputs, priority: priorityOf(cells.priority), maxAttempts: cells.max_attempts },
      // A retry that was to come later comes at once; what was to begin at a time still does.
      notBeforeMs: cells.state === 'scheduled' || cells.state === 'paused' ? cells.not_before_ms : null,
      isReuseAllowed: cells.is_reuse_allowed === 1,
      estimate: estimateSchema.nullable().parse(JSON.parse(cells.estimate ?? 'null')),
    };
    const { batch_id: batchId, batch_sequence: batchSequence, rank, created_at_ms: createdAtMs } = cells;
    return {
      job,
      batchId,
      batchSequence,
      rank,
      createdAtMs,
      isPaused: cells.state === 'paused',
      batchRow: batchRowOf(batchId, cells.arrival ?? null),
    };
  } catch {
    return null;
  }
}

/** The row that the batch of a fresh job would have. */
function batchRowOf(id: string, arrival: string | null): Row | null {
  if (arrival === null) return null;
  const [name, kind, by, folder, locale] = JSON.parse(arrival);
  return { id, name, submitter_kind: kind, submitter_name: by, results_folder: folder, results_locale: locale };
}

const batchSchema = z.object({
  ...{
    id: z.uuid(),
    name: z.string(),
    submitter_kind: submitterSchema.shape.kind,
    submitter_name: z.string().nullable(),
  },
  ...{ results_folder: z.string().nullable(), results_locale: z.enum(locales).nullable() },
});

/** The batch of a job; where its row cannot be read, one that is called after the job's file. */
export function salvagedBatch(row: Row | null, { batchId, batchRow, job }: SalvagedJob): NewBatch {
  const { success, data } = batchSchema.safeParse(row ?? batchRow);
  if (!success || data.id !== batchId) {
    return { id: batchId, name: job.input.fileName, submitter: { kind: 'person', name: null }, results: null };
  }
  const { name, submitter_kind: kind, submitter_name: by, results_folder: folder, results_locale: locale } = data;
  return {
    ...{ id: batchId, name, submitter: { kind, name: by } },
    results: folder !== null && locale !== null ? { folder, locale } : null,
  };
}
