import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { faultSchema } from './faults.ts';
import { estimateSchema, jobStateSchema, prioritySchema } from './job-states.ts';
import { artifactSchema, batchSchema, jobCountsSchema, jobEventSchema, jobIdSchema, jobSchema } from './jobs.ts';
import { readingSchema } from './reading.ts';
import { submissionSchema } from './recipes.ts';
import { request } from './request.ts';
import { locales } from './texts.ts';

export const batchIdSchema = z.string().uuid();

/** One step in the life of a job. */
export const jobHistoryEventSchema = z.object({
  atMs: z.number(),
  state: jobStateSchema,
  attempt: z.number().int(),
  fault: faultSchema.nullable(),
  /** What brought the change about. */
  cause: z.enum([
    ...['submitted', 'due', 'started', 'finished', 'reused', 'failed', 'retrying', 'timedOut', 'hostLost'],
    ...['hostClosed', 'cancelled', 'paused', 'resumed', 'redriven', 'priorityChanged', 'moved', 'migrated'],
  ] as const),
  /** The process that worked on it or asked for the change. */
  hostName: z.string().nullable(),
});
export type JobHistoryEvent = z.infer<typeof jobHistoryEventSchema>;
export type JobEventCause = JobHistoryEvent['cause'];

/** One try of a job. */
export const attemptSchema = z.object({
  number: z.number().int(),
  startedAtMs: z.number(),
  /** null while it runs. */
  endedAtMs: z.number().nullable(),
  end: z.enum(['completed', 'failed', 'timedOut', 'cancelled', 'paused', 'hostLost', 'hostClosed']).nullable(),
  fault: faultSchema.nullable(),
  hostName: z.string(),
  /** Shards it found finished by an earlier attempt. */
  shardsKept: z.number().int(),
});
export type AttemptView = z.infer<typeof attemptSchema>;

export const logLevels = ['info', 'warning', 'error'] as const;
export const logLineSchema = z.object({
  atMs: z.number(),
  attempt: z.number().int(),
  level: z.enum(logLevels),
  text: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Everything that is known about one job. */
export const jobHistorySchema = z.object({
  job: jobSchema,
  events: z.array(jobHistoryEventSchema),
  attempts: z.array(attemptSchema),
  /** The newest 1000, oldest first. */
  logLines: z.array(logLineSchema),
  /** Independent slices of its work in the order of the plan; empty before it was planned. */
  shards: z.array(
    z.object({
      name: z.string(),
      /** null while it is not finished. */
      finishedAtMs: z.number().nullable(),
      durationMs: z.number().nullable(),
      attempt: z.number().int().nullable(),
    }),
  ),
  options: z.record(z.string(), z.unknown()),
  /** SHA-256 of the input; null before it was read. */
  fingerprint: z.string().nullable(),
  engineVersion: z.string().nullable(),
});
export type JobHistory = z.infer<typeof jobHistorySchema>;

export const jobOrders = ['newest', 'queue', 'name', 'duration', 'size'] as const;
export const jobFilterSchema = z.object({
  /** Empty: every state. */
  states: z.array(jobStateSchema).max(7).default([]),
  /** Kept are jobs whose file or sheet name contains it, whatever the case. */
  search: z.string().max(200).default(''),
  batchId: batchIdSchema.nullable().default(null),
  fromMs: z.number().nullable().default(null),
  toMs: z.number().nullable().default(null),
  priority: prioritySchema.nullable().default(null),
});
export type JobFilter = z.infer<typeof jobFilterSchema>;

const page = { limit: z.number().int().min(1).max(1000), offset: z.number().int().min(0) };
const jobIds = z.object({ ids: z.array(jobIdSchema).min(1).max(100_000) });
/** Named jobs, a whole batch, or everything that a filter keeps. */
export const jobSelectionSchema = z.union([
  jobIds,
  z.object({ batchId: batchIdSchema }),
  z.object({ filter: jobFilterSchema }),
]);
export type JobSelection = z.infer<typeof jobSelectionSchema>;

/** A line of the Jobs screen: a batch of several jobs, or a job that was submitted alone. */
export const jobEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('batch'), batch: batchSchema }),
  z.object({ type: z.literal('job'), job: jobSchema }),
]);
export type JobEntry = z.infer<typeof jobEntrySchema>;

const changed = z.object({ changed: z.number().int() });

export const jobsContract = {
  /** Accepts jobs: when it answers they are on disk. One job for each file and sheet. */
  submitJobs: request.input(submissionSchema).output(z.object({ batchId: batchIdSchema, jobs: z.array(jobSchema) })),
  /** How long a submission may take, one estimate for each input (null: nothing like it is known), and all together. */
  estimateSubmission: request.input(submissionSchema).output(
    z.object({
      inputs: z.array(estimateSchema.nullable()),
      total: estimateSchema.nullable(),
      /** Jobs of it for which an earlier result looks as if it could be taken over; only reading the file tells for sure. */
      reusable: z.number().int(),
    }),
  ),
  listJobs: request
    .input(jobFilterSchema.extend({ ...page, order: z.enum(jobOrders).default('newest') }))
    .output(z.object({ jobs: z.array(jobSchema), total: z.number().int() })),
  /** The lines of the Jobs screen, newest first. */
  listEntries: request.input(z.object(page)).output(z.object({ entries: z.array(jobEntrySchema), total: z.number() })),
  countJobs: request.output(z.object({ counts: jobCountsSchema, isQueuePaused: z.boolean() })),
  getJob: request.input(z.object({ id: jobIdSchema })).output(jobSchema),
  getJobHistory: request.input(z.object({ id: jobIdSchema })).output(jobHistorySchema),
  getBatch: request.input(z.object({ id: batchIdSchema })).output(batchSchema),
  /** One workbook over all completed jobs of a batch, made when it is first asked for. */
  makeBatchWorkbook: request.input(z.object({ id: batchIdSchema, locale: z.enum(locales) })).output(artifactSchema),
  /** Asks unfinished jobs to stop; those that have ended are left as they are. */
  cancelJobs: request.input(jobSelectionSchema).output(changed),
  /** Pauses waiting and running jobs; a running one keeps its finished shards. */
  pauseJobs: request.input(jobSelectionSchema).output(changed),
  resumeJobs: request.input(jobSelectionSchema).output(changed),
  /** No job of this data folder starts any more; those that run go on. */
  pauseQueue: request,
  resumeQueue: request,
  /** Gives dead and cancelled jobs all their attempts again; a dead one keeps its finished shards. */
  redriveJobs: request.input(jobSelectionSchema).output(changed),
  setPriority: request.input(z.object({ selection: jobSelectionSchema, priority: prioritySchema })).output(changed),
  /** Puts waiting jobs right before another waiting one in the queue; null: at its end. */
  moveJobs: request.input(jobIds.extend({ beforeId: jobIdSchema.nullable() })).output(changed),
  /** Submits the same input with the same options again, as a new job; earlier results are not reused. */
  rerunJob: request
    .input(
      z.object({
        id: jobIdSchema,
        /** Columns, by name, to be left as they are written this time, in place of those of the first time. */
        asWritten: readingSchema.shape.asWritten.optional(),
        /** Further columns whose whole numbers are days. */
        asDates: readingSchema.shape.asDates.optional(),
      }),
    )
    .output(jobSchema),
  pinJobs: request.input(z.object({ selection: jobSelectionSchema, isPinned: z.boolean() })).output(changed),
  /** Removes ended jobs and the artifacts no other job refers to. */
  removeJobs: request.input(jobSelectionSchema).output(changed),
  /** Every change of every job, at most ten a second for each job. */
  watchJobs: request.output(eventIterator(jobEventSchema)),
};
