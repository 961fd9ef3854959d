import { z } from 'zod';

/** The states a job passes through. */
export const jobStates = ['scheduled', 'queued', 'paused', 'running', 'completed', 'cancelled', 'dead'] as const;
export const jobStateSchema = z.enum(jobStates);
export type JobState = (typeof jobStates)[number];

export const priorities = ['high', 'normal', 'low'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = (typeof priorities)[number];

/** Why a job that waits does not run. */
export const waitReasonSchema = z.discriminatedUnion('kind', [
  /** Others come first; `jobs` counts at most 1000 of them, `higherPriority` those that overtake it. */
  z.object({ kind: z.literal('behind'), jobs: z.number().int(), higherPriority: z.number().int() }),
  /** It is next, and as many jobs run as may at once. */
  z.object({ kind: z.literal('slots'), running: z.number().int(), maximum: z.number().int() }),
  z.object({ kind: z.literal('memory'), neededBytes: z.number(), availableBytes: z.number() }),
  z.object({ kind: z.literal('disk'), neededBytes: z.number(), availableBytes: z.number() }),
  z.object({ kind: z.literal('scheduled'), atMs: z.number() }),
  /** The last attempt failed; the next one begins at `atMs`. */
  z.object({ kind: z.literal('retry'), atMs: z.number(), attempt: z.number().int(), maxAttempts: z.number().int() }),
  z.object({ kind: z.literal('paused') }),
  /** The whole queue is paused. */
  z.object({ kind: z.literal('queuePaused') }),
  /** No process works off the queue of this data folder. */
  z.object({ kind: z.literal('nobodyWorks') }),
  /** Next in line: it starts in a moment. */
  z.object({ kind: z.literal('starting') }),
]);
export type WaitReason = z.infer<typeof waitReasonSchema>;

/** How long a job may take, from what this machine took for the like; milliseconds. */
export const estimateSchema = z.object({
  durationMs: z.number(),
  /** Eight of ten earlier jobs lay within these. */
  lowMs: z.number(),
  highMs: z.number(),
  /** How many earlier jobs it rests on; 0: only on the figures the program comes with. */
  basedOnJobs: z.number().int(),
});
export type Estimate = z.infer<typeof estimateSchema>;

/** Who or what submitted a job; `name` is that of the schedule or the watched folder. */
export const submitterSchema = z.object({
  kind: z.enum(['person', 'commandLine', 'schedule', 'watchedFolder']),
  name: z.string().nullable(),
});
export type Submitter = z.infer<typeof submitterSchema>;
