import path from 'node:path';
import { type Archive, openArchive } from './archive/open-archive.ts';
import { takeOwnerLock } from './archive/owner-lock.ts';
import { ArtifactFolder } from './artifacts/artifact-folder.ts';
import { prepareDataFolder } from './data-folder.ts';
import { Files } from './files/files.ts';
import { TicketOffice } from './files/ticket-office.ts';
import { JobEvents } from './jobs/job-events.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { Jobs } from './jobs/jobs.ts';
import { attemptTimeoutMs, maxRunningJobs, maxTableBytes } from './pool/pool-policy.ts';
import { ThreadPool, type ThreadPoolOptions } from './pool/thread-pool.ts';
import { runProfile } from './recipes/profile/run-profile.ts';
import { Results } from './results/results.ts';
import { engineVersion } from './version.ts';

export interface EngineOptions extends ThreadPoolOptions {
  /** Where the archive, the artifacts and scratch lie; made if absent. */
  readonly dataFolder: string;
  readonly maxRunningJobs?: number;
  readonly attemptTimeoutMs?: number;
  readonly maxTableBytes?: number;
  /** How long to wait for another process that uses the data folder, and what to do when that begins. */
  readonly waitForFolderMs?: number;
  readonly onWaitForFolder?: () => void;
  /** Hears of what goes wrong without being the fault of a job. */
  readonly onTrouble?: (sentence: string, error: unknown) => void;
}

/** Everything that owns state: jobs, their archive, their artifacts, and the threads that work on them. */
export interface Engine {
  readonly version: string;
  readonly dataFolder: string;
  readonly tickets: TicketOffice;
  readonly files: Files;
  readonly jobs: Jobs;
  readonly results: Results;
  /** Jobs that an earlier process left running and that were queued again at the start. */
  readonly resumedJobs: number;
  /** Stops taking jobs, ends the threads, closes the archive. Running jobs are queued again at the next start. */
  close(): Promise<void>;
}

/**
 * Builds the engine over a data folder and starts working off its queue. Throws DATA_FOLDER_NOT_WRITABLE,
 * DATA_FOLDER_IN_USE, ARCHIVE_TOO_NEW (nothing touched), ARCHIVE_DAMAGED.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const dataFolder = path.resolve(options.dataFolder);
  // First, so that threads start while the archive opens.
  const pool = new ThreadPool(options);
  try {
    return await openEngine(dataFolder, pool, options);
  } catch (error) {
    await pool.close();
    throw error;
  }
}

async function openEngine(dataFolder: string, pool: ThreadPool, options: EngineOptions): Promise<Engine> {
  await prepareDataFolder(dataFolder);
  const lock = await takeOwnerLock(dataFolder, options.waitForFolderMs ?? 0, options.onWaitForFolder ?? (() => {}));
  let archive: Archive | null = null;
  try {
    archive = openArchive(dataFolder);
    const artifacts = new ArtifactFolder(dataFolder, archive);
    await artifacts.sweepOrphans();
    return buildEngine(dataFolder, archive, artifacts, pool, options, lock.release);
  } catch (error) {
    archive?.close();
    lock.release();
    throw error;
  }
}

function buildEngine(
  dataFolder: string,
  archive: Archive,
  artifacts: ArtifactFolder,
  pool: ThreadPool,
  options: EngineOptions,
  releaseLock: () => void,
): Engine {
  const tickets = new TicketOffice();
  const events = new JobEvents();
  const runner = new JobRunner({
    ...{ archive, artifacts, pool, events, recipes: { profile: runProfile } },
    maxRunningJobs: options.maxRunningJobs ?? maxRunningJobs,
    attemptTimeoutMs: options.attemptTimeoutMs ?? attemptTimeoutMs,
    maxTableBytes: options.maxTableBytes ?? maxTableBytes(),
    onTrouble: options.onTrouble ?? ((sentence, error) => console.error(sentence, error)),
  });
  const jobs = new Jobs({ archive, artifacts, tickets, events, runner });
  const results = new Results({ archive, artifacts, pool, events });
  const resumedJobs = runner.start();
  let closing: Promise<void> | null = null;
  const close = async () => {
    await runner.close();
    events.close();
    archive.close();
    releaseLock();
  };
  const closeOnce = () => {
    closing ??= close();
    return closing;
  };
  const files = new Files(pool, tickets);
  return { version: engineVersion, dataFolder, tickets, files, jobs, results, resumedJobs, close: closeOnce };
}
