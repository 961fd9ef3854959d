import { z } from 'zod';
import { request } from './request.ts';

const days = z.number().int().min(1).max(3650).nullable();

/** How the engine of one data folder works; every process on the folder keeps to it. */
export const engineSettingsSchema = z.object({
  maxRunningJobs: z.number().int().min(1).max(64),
  maxAttempts: z.number().int().min(1).max(10),
  attemptTimeoutMinutes: z
    .number()
    .min(1)
    .max(24 * 60),
  /** Share of the machine's memory that running jobs may take together. */
  memoryShare: z.number().min(0.1).max(0.9),
  /** No job starts when it would leave less than this on the disk. */
  minFreeDiskBytes: z.number().int().min(0),
  retention: z.object({
    /** Days after which ended jobs are removed, by state; null: never. */
    ...{ completedDays: days, cancelledDays: days, deadDays: days },
    /** When artifacts take more than this, the oldest unpinned ended jobs go first; null: no limit. */
    maxArtifactBytes: z.number().int().min(1_000_000).nullable(),
  }),
  /** Called once for each batch that has ended; null: nobody is. The secret signs and is never given out again. */
  webhook: z.object({ url: z.string().url().max(2000), hasSecret: z.boolean() }).nullable(),
});
export type EngineSettings = z.infer<typeof engineSettingsSchema>;

/** A desktop keeps results until the person removes them. */
export const defaultEngineSettings: EngineSettings = {
  maxRunningJobs: 3,
  maxAttempts: 3,
  attemptTimeoutMinutes: 30,
  memoryShare: 0.5,
  minFreeDiskBytes: 500_000_000,
  retention: { completedDays: null, cancelledDays: 30, deadDays: null, maxArtifactBytes: null },
  webhook: null,
};

export const engineSettingsChangeSchema = z.object({
  ...engineSettingsSchema.omit({ webhook: true, retention: true }).partial().shape,
  retention: engineSettingsSchema.shape.retention.partial().optional(),
  webhook: z
    .object({ url: z.string().url().max(2000), secret: z.string().min(8).max(200).nullable() })
    .nullable()
    .optional(),
});
export type EngineSettingsChange = z.infer<typeof engineSettingsChangeSchema>;

export const storageSchema = z.object({
  artifactBytes: z.number(),
  archiveBytes: z.number(),
  jobs: z.number().int(),
  pinnedJobs: z.number().int(),
  /** What the next clean-up would remove by today's settings. */
  reclaimable: z.object({ jobs: z.number().int(), sizeBytes: z.number() }),
  freeDiskBytes: z.number(),
  lastCleanUp: z
    .object({ atMs: z.number(), removedJobs: z.number().int(), freedBytes: z.number(), orphanFiles: z.number().int() })
    .nullable(),
});
export type Storage = z.infer<typeof storageSchema>;

export const auditActions = [
  ...['submitted', 'cancelled', 'paused', 'resumed', 'redriven', 'priorityChanged', 'moved', 'pinned', 'unpinned'],
  ...['exported', 'deleted', 'cleanedUp', 'scheduleAdded', 'scheduleChanged', 'scheduleRemoved'],
  ...[
    'watchAdded',
    'watchChanged',
    'watchRemoved',
    'settingsChanged',
    'queuePaused',
    'queueResumed',
    'archiveReplaced',
  ],
  ...['modelImported', 'modelRenamed', 'modelRemoved', 'tableImported', 'tableRenamed', 'tableRemoved'],
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditEntrySchema = z.object({
  sequence: z.number().int(),
  atMs: z.number(),
  /** Such as `person`, `command line`, `schedule “Monday”`. */
  actor: z.string(),
  action: z.enum(auditActions),
  /** What it was done to, in words a person knows: a file name, `12 jobs`. */
  subject: z.string(),
  hash: z.string().length(64),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditVerdictSchema = z.object({
  isIntact: z.boolean(),
  entries: z.number().int(),
  /** Sequence of the first entry that does not fit; null when all do. */
  brokenAt: z.number().int().nullable(),
  headHash: z.string().nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;

/** Something the person must hear of that happened to the data folder, such as an archive that was set aside. */
export const folderNoticeSchema = z.object({
  kind: z.enum([
    'archiveReplaced',
    'waitingSalvaged',
    'waitingLost',
    'resultsRecovered',
    'libraryRecovered',
    'clockJumped',
    'clockSetForward',
  ]),
  atMs: z.number(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FolderNotice = z.infer<typeof folderNoticeSchema>;

export const upkeepContract = {
  getEngineSettings: request.output(engineSettingsSchema),
  changeEngineSettings: request.input(engineSettingsChangeSchema).output(engineSettingsSchema),
  getStorage: request.output(storageSchema),
  /** Applies the retention settings now and sweeps files nothing refers to. */
  cleanUp: request.output(storageSchema),
  listAudit: request
    .input(
      z.object({
        limit: z.number().int().min(1).max(1000),
        offset: z.number().int().min(0),
        search: z.string().max(200),
      }),
    )
    .output(z.object({ entries: z.array(auditEntrySchema), total: z.number().int() })),
  verifyAudit: request.output(auditVerdictSchema),
  listNotices: request.output(z.object({ notices: z.array(folderNoticeSchema) })),
  dismissNotices: request,
};
