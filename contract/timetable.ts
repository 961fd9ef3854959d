import { z } from 'zod';
import { faultSchema } from './faults.ts';
import { folderTicketIdSchema } from './files.ts';
import { prioritySchema } from './job-states.ts';
import { recipeRequests } from './recipes.ts';
import { request } from './request.ts';
import { submittedInputSchema } from './submitted-input.ts';
import { locales } from './texts.ts';

/** When jobs begin by themselves. */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), atMs: z.number() }),
  /** A cron expression of five or six fields, read in an IANA time zone such as `Asia/Shanghai`. */
  z.object({ kind: z.literal('cron'), expression: z.string().min(1).max(200), timeZone: z.string().min(1).max(64) }),
]);
export type Trigger = z.infer<typeof triggerSchema>;

const anyWork = { priority: prioritySchema.default('normal') };
const [profileRequest, , compareRequest, trainRequest, predictRequest] = recipeRequests;

/** What is done each time: the recipe and how. Only what needs nobody to look on. */
export const workSchema = z.discriminatedUnion('recipe', [
  profileRequest.extend(anyWork),
  /**
   * What has changed. In a schedule of several files the first one is the earlier one of all others. Else a file is compared with how it
   * was the time before, a new one of a watched folder with the one that came before it, and it is profiled: that keeps its rows for the
   * next time, and is all there is to do the first time.
   */
  compareRequest.extend(anyWork),
  /** All files together train the next version of one model; in a watched folder, all that lie there. */
  trainRequest.extend(anyWork),
  predictRequest.extend({
    ...anyWork,
    /** The name whose newest version predicts each time, whatever `modelId` says by then; null: always that very model. */
    newestOf: z.string().min(1).max(200).nullable().default(null),
  }),
]);
export type Work = z.infer<typeof workSchema>;
export type WorkRecipe = Work['recipe'];

/** Files that train one model at most. */
export const maxTrainingFiles = 101;

/** The model that would predict now. */
const workModelSchema = z.object({ id: z.string().uuid(), name: z.string(), version: z.number().int() });

export const scheduleSchema = z.object({
  id: z.string().uuid(),
  name: z.string(),
  isEnabled: z.boolean(),
  trigger: triggerSchema,
  work: workSchema,
  /** null: it does not predict, or its model is gone. */
  model: workModelSchema.nullable(),
  /** Names of the files it works on each time. */
  fileNames: z.array(z.string()),
  /** Where finished reports are put; a name to show, null: nowhere. */
  resultsFolderLabel: z.string().nullable(),
  nextRunMs: z.number().nullable(),
  lastRunMs: z.number().nullable(),
  lastBatchId: z.string().uuid().nullable(),
  /** Ticks that came while nothing ran, caught up as one. */
  missedTicks: z.number().int(),
  fault: faultSchema.nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const watchedFolderSchema = z.object({
  id: z.string().uuid(),
  /** The folder as a person would write it, the home folder as `~`. */
  label: z.string(),
  name: z.string(),
  isEnabled: z.boolean(),
  work: workSchema,
  /** null: it does not predict, or its model is gone; then new files wait. */
  model: workModelSchema.nullable(),
  includesSubfolders: z.boolean(),
  resultsFolderLabel: z.string().nullable(),
  /**
   * `vanished`: not there now, looked for again; `starting`: being gone through for the first time; `idle`: no Auspex is
   * at work on this data folder, what comes meanwhile is found later.
   */
  state: z.enum(['starting', 'watching', 'vanished', 'idle', 'disabled']),
  /** Files submitted so far, and those seen that are still being written. */
  submittedFiles: z.number().int(),
  unstableFiles: z.number().int(),
  lastFileName: z.string().nullable(),
  lastSubmittedAtMs: z.number().nullable(),
  fault: faultSchema.nullable(),
});
export type WatchedFolder = z.infer<typeof watchedFolderSchema>;

/** Something that could not be put where it belongs yet: a report in its folder, a message to the web address. */
export const troubledDeliverySchema = z.object({
  id: z.string().uuid(),
  kind: z.enum(['report', 'webhook']),
  /** The file's or the batch's name. */
  subject: z.string(),
  /** The folder as a person would write it, or the web address. */
  targetLabel: z.string(),
  /** `dead`: not tried again by itself. */
  state: z.enum(['waiting', 'dead']),
  failures: z.number().int(),
  /** null: not tried again by itself. */
  nextTryMs: z.number().nullable(),
  fault: faultSchema,
});
export type TroubledDelivery = z.infer<typeof troubledDeliverySchema>;

const named = { id: z.string().uuid() };
const results = {
  /** Where finished reports are put; null: nowhere. */
  resultsFolder: folderTicketIdSchema.nullable().default(null),
  resultsLocale: z.enum(locales).default('en'),
};

export const timetableContract = {
  listSchedules: request.output(z.object({ schedules: z.array(scheduleSchema) })),
  /** Throws CRON_INVALID, CRON_NEVER_FIRES, TIME_ZONE_UNKNOWN, TIME_PAST, MODEL_UNKNOWN, TRAINING_TOO_MANY_FILES. */
  addSchedule: request
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        trigger: triggerSchema,
        work: workSchema,
        inputs: z.array(submittedInputSchema).min(1).max(10_000),
        ...results,
      }),
    )
    .output(scheduleSchema),
  changeSchedule: request
    .input(
      z.object({
        ...named,
        name: z.string().trim().min(1).max(200).optional(),
        isEnabled: z.boolean().optional(),
        trigger: triggerSchema.optional(),
        work: workSchema.optional(),
      }),
    )
    .output(scheduleSchema),
  runScheduleNow: request.input(z.object(named)).output(z.object({ batchId: z.string().uuid() })),
  removeSchedule: request.input(z.object(named)),
  /** A trigger in plain words and its next times; the same faults as `addSchedule`. */
  describeTrigger: request
    .input(z.object({ trigger: triggerSchema, locale: z.enum(locales) }))
    .output(z.object({ sentence: z.string(), nextRunsMs: z.array(z.number()) })),
  listWatchedFolders: request.output(z.object({ folders: z.array(watchedFolderSchema) })),
  /** Throws WATCHED_FOLDER_MISSING, WATCHED_FOLDER_TWICE, RESULTS_IN_WATCHED_FOLDER, MODEL_UNKNOWN. */
  addWatchedFolder: request
    .input(
      z.object({
        folder: folderTicketIdSchema,
        work: workSchema,
        includesSubfolders: z.boolean().default(false),
        /** Whether files that lie there already are submitted too. */
        takesPresentFiles: z.boolean().default(false),
        ...results,
      }),
    )
    .output(watchedFolderSchema),
  /** What is left out stays as it is. Throws WATCHED_FOLDER_UNKNOWN, WATCHED_FOLDER_MISSING, RESULTS_IN_WATCHED_FOLDER, MODEL_UNKNOWN. */
  changeWatchedFolder: request
    .input(
      z.object({
        ...named,
        isEnabled: z.boolean().optional(),
        work: workSchema.optional(),
        includesSubfolders: z.boolean().optional(),
        /** Whether files that lie in the subfolders already are submitted too, once those are included. */
        takesPresentFiles: z.boolean().default(false),
        resultsFolder: results.resultsFolder.unwrap().optional(),
        resultsLocale: results.resultsLocale.unwrap().optional(),
      }),
    )
    .output(watchedFolderSchema),
  removeWatchedFolder: request.input(z.object(named)),
  /** Reports and messages that have failed and are not delivered, newest first. */
  listTroubledDeliveries: request
    .input(z.object({ limit: z.number().int().min(1).max(1000), offset: z.number().int().min(0) }))
    .output(z.object({ deliveries: z.array(troubledDeliverySchema), total: z.number().int() })),
  /** Tries the dead ones again from the beginning. */
  redriveDeliveries: request.output(z.object({ changed: z.number().int() })),
  /** Gives the dead ones up. */
  dismissDeliveries: request.output(z.object({ changed: z.number().int() })),
};
