import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { faultSchema } from './faults.ts';
import { recipeNames, submissionSchema } from './recipes.ts';
import { request } from './request.ts';

/** The states a job passes through. */
export const jobStates = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = (typeof jobStates)[number];

/** Stages a person can be told about; each has a sentence in the locale files. */
export const progressStages = [
  'waiting',
  'opening',
  'reading',
  'describing',
  'correlating',
  'storing',
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
  'report-xlsx',
  'report-html',
  'report-json',
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

export const jobSchema = z.object({
  id: jobIdSchema,
  batchId: z.string().uuid(),
  recipe: z.enum(recipeNames),
  state: jobStateSchema,
  fileName: z.string(),
  /** null until the sheet is known: a text file's only table, or the first sheet of a workbook. */
  sheet: z.string().nullable(),
  sizeBytes: z.number().int(),
  createdAtMs: z.number(),
  startedAtMs: z.number().nullable(),
  finishedAtMs: z.number().nullable(),
  attempt: z.number().int(),
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

export const jobEventSchema = z.discriminatedUnion('type', [
  /** Always first: the newest jobs, newest first. */
  z.object({ type: z.literal('jobsListed'), jobs: z.array(jobSchema) }),
  z.object({ type: z.literal('jobChanged'), job: jobSchema }),
  z.object({ type: z.literal('jobRemoved'), id: jobIdSchema }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

const jobIds = z.object({ ids: z.array(jobIdSchema).min(1).max(10_000) });

export const jobsContract = {
  /** Accepts jobs: when it answers they are on disk. One job for each file and sheet. */
  submitJobs: request.input(submissionSchema).output(z.object({ batchId: z.string(), jobs: z.array(jobSchema) })),
  /** The newest jobs first. */
  listJobs: request
    .input(z.object({ limit: z.number().int().min(1).max(1000), offset: z.number().int().min(0) }))
    .output(z.object({ jobs: z.array(jobSchema), total: z.number().int() })),
  getJob: request.input(z.object({ id: jobIdSchema })).output(jobSchema),
  /** Asks queued and running jobs to stop; those already finished are left as they are. */
  cancelJobs: request.input(jobIds).output(z.object({ cancelled: z.number().int() })),
  /** Submits the same input with the same options again, as a new job. */
  rerunJob: request.input(z.object({ id: jobIdSchema })).output(jobSchema),
  /** Removes finished jobs and the artifacts no other job refers to. */
  removeJobs: request.input(jobIds).output(z.object({ removed: z.number().int() })),
  /** Every change of every job, at most ten a second for each job. */
  watchJobs: request.output(eventIterator(jobEventSchema)),
};
