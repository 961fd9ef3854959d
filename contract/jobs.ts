import { z } from 'zod';
import { faultSchema } from './faults.ts';
import { estimateSchema, jobStateSchema, prioritySchema, submitterSchema, waitReasonSchema } from './job-states.ts';
import { recipeNames } from './recipes.ts';

/** Stages a person can be told about; each has a sentence in the locale files. */
export const progressStages = [
  'waiting',
  'opening',
  'reading',
  'describing',
  'correlating',
  'storing',
  'arranging',
  'exporting',
  'comparing',
  'preparing',
  'training',
  'evaluating',
  'predicting',
  'finishing',
  'cancelling',
] as const;
export type ProgressStage = (typeof progressStages)[number];

export const progressSchema = z.object({
  /** 0..1, never falling within one attempt. */
  fraction: z.number().min(0).max(1),
  stage: z.enum(progressStages),
  /** What is in work right now, such as a sheet's or a column's name; fills the stage's sentence. */
  subject: z.string().nullable(),
  rowsDone: z.number().int().nullable(),
  rowsPerSecond: z.number().nullable(),
  /** Milliseconds to the end, null while it cannot be told. */
  etaMs: z.number().nullable(),
});
export type Progress = z.infer<typeof progressSchema>;

export const artifactKinds = [
  'profile-overview',
  'profile-columns',
  'profile-correlations',
  'rows',
  'import-report',
  'report-xlsx',
  'report-html',
  'report-json',
  'batch-xlsx',
  'export',
  'comparison',
  'comparison-columns',
  'comparison-rows',
  'model',
  'training-report',
  'training-rows',
  'prediction-report',
  'predictions',
] as const;
export type ArtifactKind = (typeof artifactKinds)[number];

export const artifactSchema = z.object({
  kind: z.enum(artifactKinds),
  /** en or zh-CN for a report; empty for data. */
  variant: z.string(),
  sha256: z.string().length(64),
  sizeBytes: z.number().int(),
  /** File ending with its dot, such as `.parquet`. */
  extension: z.string(),
});
export type Artifact = z.infer<typeof artifactSchema>;

export const jobIdSchema = z.string().uuid();

/** How many jobs are in each state. */
export const jobCountsSchema = z.object({
  ...{ scheduled: z.number().int(), queued: z.number().int(), paused: z.number().int(), running: z.number().int() },
  ...{ completed: z.number().int(), cancelled: z.number().int(), dead: z.number().int() },
});
export type JobCounts = z.infer<typeof jobCountsSchema>;

export const jobSchema = z.object({
  id: jobIdSchema,
  batchId: z.string().uuid(),
  recipe: z.enum(recipeNames),
  state: jobStateSchema,
  fileName: z.string(),
  /** Further files it needs, such as the earlier one of a comparison. */
  otherFileNames: z.array(z.string()),
  /** null until the sheet is known: a text file's only table, or the first sheet of a workbook. */
  sheet: z.string().nullable(),
  sizeBytes: z.number().int(),
  createdAtMs: z.number(),
  startedAtMs: z.number().nullable(),
  finishedAtMs: z.number().nullable(),
  priority: prioritySchema,
  submitter: submitterSchema,
  /** The attempt in work or the last one; 0 before the first. */
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  /** Why it waits; null unless it is scheduled, queued or paused. */
  waitReason: waitReasonSchema.nullable(),
  /** Made when it was submitted; null while nothing is known about jobs like it. */
  estimate: estimateSchema.nullable(),
  /** The earlier job whose result this one took over unchanged. */
  reusedFrom: jobIdSchema.nullable(),
  /** Never removed by retention. */
  isPinned: z.boolean(),
  progress: progressSchema,
  rows: z.number().int().nullable(),
  columns: z.number().int().nullable(),
  /** Time of the last attempt, from start to finish; null until finished. */
  durationMs: z.number().nullable(),
  fault: faultSchema.nullable(),
  /** What the job has made so far; parts of a result can be read as soon as they stand here. */
  artifacts: z.array(artifactSchema),
});
export type Job = z.infer<typeof jobSchema>;

/** Jobs submitted together, seen as one. */
export const batchSchema = z.object({
  id: z.string().uuid(),
  /** What a person would call it: a folder's name, a schedule's, or the first file's. */
  name: z.string(),
  createdAtMs: z.number(),
  submitter: submitterSchema,
  counts: jobCountsSchema,
  jobs: z.number().int(),
  /** 0..1 over all its jobs. */
  fraction: z.number().min(0).max(1),
  etaMs: z.number().nullable(),
  /** When its last job ended; null while one may still change. */
  finishedAtMs: z.number().nullable(),
  /** Sums over its completed jobs. */
  rows: z.number().int(),
  durationMs: z.number(),
  sizeBytes: z.number(),
});
export type Batch = z.infer<typeof batchSchema>;

export const jobEventSchema = z.discriminatedUnion('type', [
  /** Always first, and again whenever many jobs changed at once: read the visible pages anew. */
  z.object({ type: z.literal('jobsReset'), counts: jobCountsSchema, isQueuePaused: z.boolean() }),
  /** A job is new or has changed. */
  z.object({ type: z.literal('jobChanged'), job: jobSchema }),
  z.object({ type: z.literal('jobRemoved'), id: jobIdSchema }),
  z.object({ type: z.literal('batchChanged'), batch: batchSchema }),
  z.object({ type: z.literal('countsChanged'), counts: jobCountsSchema, isQueuePaused: z.boolean() }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;
