import path from 'node:path';
import type { EngineSettings } from '../contract/upkeep.ts';
import { markDamaged } from './archive/damaged-archive.ts';
import { sqliteFailure } from './archive/database.ts';
import { isHostGone } from './archive/host-lock.ts';
import type { HostKind } from './archive/host-repository.ts';
import type { Archive } from './archive/open-archive.ts';
import { takeStartLock } from './archive/start-lock.ts';
import { ArtifactFolder } from './artifacts/artifact-folder.ts';
import { HoldingManifests } from './artifacts/holding-manifests.ts';
import { ResultManifests } from './artifacts/result-manifests.ts';
import { BatchWorkbooks } from './batches/batch-workbooks.ts';
import { Comparisons } from './comparisons/comparisons.ts';
import { prepareDataFolder } from './data-folder.ts';
import { DiskReserve } from './disk-reserve.ts';
import { Exports } from './exports/exports.ts';
import { Files } from './files/files.ts';
import { TicketOffice } from './files/ticket-office.ts';
import { Host } from './hosts/host.ts';
import { type Machine, thisMachine } from './jobs/admission.ts';
import { buildJobs, type JobWorks } from './jobs/build-jobs.ts';
import type { Works } from './jobs/job-runner.ts';
import type { Jobs } from './jobs/jobs.ts';
import { EmbeddedQueue } from './jobs/queue/embedded-queue.ts';
import { Queries } from './library/queries.ts';
import { ResultLibrary } from './library/result-library.ts';
import { Models } from './models/models.ts';
import { runInteractive } from './pool/run-interactive.ts';
import { ThreadPool, type ThreadPoolOptions } from './pool/thread-pool.ts';
import { Predictions } from './predictions/predictions.ts';
import { compareRecipe } from './recipes/compare/compare-recipe.ts';
import { exportRecipe } from './recipes/export/export-recipe.ts';
import { predictRecipe } from './recipes/predict/predict-recipe.ts';
import { profileRecipe } from './recipes/profile/profile-recipe.ts';
import { trainRecipe } from './recipes/train/train-recipe.ts';
import { Results } from './results/results.ts';
import { TableCache } from './tables/table-cache.ts';
import { TableSources } from './tables/table-sources.ts';
import { Tables } from './tables/tables.ts';
import type { DeliveryTimes } from './timetable/deliveries/deliveries.ts';
import { Timetable } from './timetable/timetable.ts';
import type { WatchTimes } from './timetable/watched-folders/watch-options.ts';
import { Training } from './training/training.ts';
import { ArchiveLog } from './upkeep/archive-log.ts';
import { Audit, actorOf } from './upkeep/audit.ts';
import { openCheckedArchive } from './upkeep/checked-archive.ts';
import { EngineSettingsStore } from './upkeep/engine-settings.ts';
import { JobRemoval } from './upkeep/job-removal.ts';
import { Upkeep } from './upkeep/upkeep.ts';
import { engineVersion } from './version.ts';

export interface EngineOptions extends ThreadPoolOptions {
  /** Threads that were started before, with the same options; the engine ends them. */
  readonly pool?: ThreadPool | null;
  /** Where the archive, the artifacts and scratch lie; made if absent. */
  readonly dataFolder: string;
  /** What kind of process this is; the app unless told. */
  readonly hostKind?: HostKind;
  /** Which jobs this engine works on: any (unless told), those submitted through it, or none. */
  readonly works?: Works;
  /** Stand above the settings of the data folder, for this engine alone. */
  readonly settings?: Partial<EngineSettings>;
  /** How long a job is this engine's without a renewal. */
  readonly leaseMs?: number;
  /** From the end of a shard to its being put on record. */
  readonly checkpointDelayMs?: number;
  /** The wall clock, and time that no change of a clock moves; both in milliseconds. */
  readonly now?: () => number;
  readonly elapsedMs?: () => number;
  readonly random?: () => number;
  readonly machine?: Machine;
  /** How watched folders are looked at and how deliveries are tried, where it is to be otherwise. */
  readonly watchTimes?: Partial<WatchTimes>;
  readonly deliveryTimes?: Partial<DeliveryTimes>;
  /** Hears of what goes wrong without being the fault of a job. */
  readonly onTrouble?: (sentence: string, error: unknown) => void;
}

/** Everything that owns state: jobs, their archive, their artifacts, and the threads that work on them. */
export interface Engine {
  readonly version: string;
  readonly dataFolder: string;
  readonly tickets: TicketOffice;
  readonly files: Files;
  readonly comparisons: Comparisons;
  readonly exports: Exports;
  readonly models: Models;
  readonly library: ResultLibrary;
  readonly queries: Queries;
  readonly predictions: Predictions;
  readonly jobs: Jobs;
  readonly results: Results;
  readonly tables: Tables;
  readonly timetable: Timetable;
  readonly training: Training;
  readonly upkeep: Upkeep;
  readonly batchWorkbooks: BatchWorkbooks;
  /** Jobs of processes that are gone, taken over at the start. */
  readonly recoveredJobs: number;
  /** Looks at everything that waits for a time at once, as after the computer woke up. */
  lookAtClock(): void;
  /** Stops taking jobs, ends the threads, closes the archive. Running jobs are queued again at their old places. */
  close(): Promise<void>;
}

/** Long enough for a short sleep of the disk, short enough for another process to go on soon after a hang. */
const defaultLeaseMs = 30_000;
/** Another process may be looking whether the archive is sound. */
const startLockWaitMs = 15_000;

const tellTrouble = (sentence: string, error: unknown): void => console.error(sentence, error);

/**
 * Builds the engine over a data folder, which other processes may use at the same time, and starts working off its queue.
 * Throws DATA_FOLDER_NOT_WRITABLE, ARCHIVE_TOO_NEW (nothing touched), ARCHIVE_DAMAGED.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const dataFolder = path.resolve(options.dataFolder);
  // First, so that threads start while the archive opens; an engine that only looks starts none until it needs one.
  const pool =
    options.pool ?? new ThreadPool(options.works === 'nothing' ? { ...options, prewarmedLanes: [] } : options);
  try {
    return await openEngine(dataFolder, pool, options);
  } catch (error) {
    await pool.close();
    throw error;
  }
}

async function openEngine(dataFolder: string, pool: ThreadPool, options: EngineOptions): Promise<Engine> {
  const { hostKind = 'app', works = 'everything', now = Date.now } = options;
  const reserve = new DiskReserve(dataFolder);
  await prepareDataFolder(dataFolder, reserve);
  const startLock = await takeStartLock(dataFolder, startLockWaitMs);
  let archive: Archive | null = null;
  let host: Host;
  try {
    ({ archive } = await openCheckedArchive({
      ...{ dataFolder, now, onTrouble: options.onTrouble ?? tellTrouble, isThorough: works !== 'nothing' },
      check: async (file, depth) => (await runInteractive(pool, 'check-archive', { path: file, depth })).damage,
    }));
    host = new Host({ dataFolder, archive, now, kind: hostKind, isWorking: works === 'everything' });
  } catch (error) {
    archive?.close();
    throw error;
  } finally {
    startLock.release();
  }
  try {
    return await buildEngine(dataFolder, reserve, archive, host, pool, options);
  } catch (error) {
    // Only reading has come upon it: the next start sets it aside.
    if (sqliteFailure(error) === 'corrupt') markDamaged(dataFolder, now());
    try {
      host.end();
    } catch {
      // What cannot be noted now is known by its lock; what went wrong before is told.
    }
    archive.close();
    throw error;
  }
}

async function buildEngine(
  dataFolder: string,
  reserve: DiskReserve,
  archive: Archive,
  host: Host,
  pool: ThreadPool,
  options: EngineOptions,
): Promise<Engine> {
  const { works = 'everything', now = Date.now, elapsedMs = () => performance.now() } = options;
  const { onTrouble = tellTrouble } = options;
  const audit = new Audit(archive, now);
  const settingsStore = new EngineSettingsStore(archive, audit);
  const settings = () => ({ ...settingsStore.current(), ...options.settings });
  const artifacts = new ArtifactFolder(dataFolder, archive, host.id);
  const manifests = new ResultManifests(dataFolder, archive, onTrouble);
  const holdings = new HoldingManifests(dataFolder, archive, onTrouble);
  const removal = new JobRemoval({ archive, artifacts, manifests });
  const tickets = new TicketOffice();
  const jobWorks: JobWorks = buildJobs({
    ...{ dataFolder, archive, artifacts, audit, pool, tickets, host, works, settings, now, elapsedMs, onTrouble },
    reserve,
    queue: new EmbeddedQueue(archive),
    recipes: {
      profile: profileRecipe,
      export: exportRecipe,
      compare: compareRecipe,
      train: trainRecipe,
      predict: predictRecipe,
    },
    leaseMs: options.leaseMs ?? defaultLeaseMs,
    checkpointDelayMs: options.checkpointDelayMs,
    machine: options.machine ?? thisMachine,
    random: options.random ?? Math.random,
    removeEnded: async (ids) => (await removal.remove(ids, { keepsPinned: false })).removed,
    onCompleted: (id) => {
      void manifests.write(id);
      void holdings.writeModel(id);
    },
    onForeignChange: () => {
      settingsStore.refresh();
      timetable.changesSeen();
    },
  });
  // More places, more memory: whoever waits may start now.
  settingsStore.listen(() => jobWorks.wake());
  const actor = actorOf({ kind: host.record.kind === 'app' ? 'person' : 'commandLine', name: null });
  const upkeep = new Upkeep({
    ...{ dataFolder, archive, artifacts, manifests, holdings, removal, audit, now, onTrouble, settings: settingsStore },
    reserve,
    actor,
    onJobsChanged: () => jobWorks.noteChanges(),
  });
  const { events, jobs, views } = jobWorks;
  const results = new Results({ archive, artifacts, pool, events, views });
  const machine = options.machine ?? thisMachine;
  const cache = new TableCache({ dataFolder, hostId: host.id, now });
  const sources = new TableSources({ archive, artifacts, tickets, cache });
  const maxTableBytes = () => Math.floor(machine.totalMemoryBytes() * settings().memoryShare);
  const tables = new Tables({ cache, pool, sources, maxTableBytes });
  const { watchTimes, deliveryTimes } = options;
  const timetable: Timetable = new Timetable({
    ...{ archive, audit, settings: settingsStore, tickets, dataFolder, actor, now, onTrouble },
    ...{ watchTimes, deliveryTimes },
    accept: (work) => jobs.accept(work),
    makeReport: async (job, locale) =>
      job.recipe === 'predict' ? exports.writtenBy(job) : results.makeWorkbook(job, locale),
  });
  const exports = new Exports({ archive, artifacts, pool, tickets, jobs, sources });
  const log = new ArchiveLog({ archive, pool, onTrouble });
  await artifacts.prepare((id) => isHostGone(dataFolder, id));
  await cache.prepare((id) => isHostGone(dataFolder, id));
  const recoveredJobs = await jobWorks.start();
  upkeep.start(works === 'everything');
  if (works === 'everything') timetable.start();
  log.start();
  const keeping = reserve.keep();
  const training = new Training({ archive, artifacts, pool, tickets, maxTableBytes });
  let closing: Promise<void> | null = null;
  const close = async () => {
    upkeep.close();
    await timetable.close();
    await tables.close();
    training.close();
    // Its thread is not ended in the middle: the native code it is in would end the process.
    await log.close();
    await jobWorks.close();
    await artifacts.close();
    await holdings.settled();
    host.end();
    archive.close();
    await keeping;
    await reserve.keep();
  };
  return {
    ...{
      version: engineVersion,
      dataFolder,
      tickets,
      jobs,
      exports,
      results,
      tables,
      recoveredJobs,
      timetable,
      upkeep,
    },
    files: new Files(pool, tickets),
    comparisons: new Comparisons({ archive, artifacts, pool, tickets, jobs, tables, cache }),
    models: new Models({ archive, artifacts, audit, holdings, pool, tickets, maxTableBytes, now, actor }),
    library: new ResultLibrary({ archive, artifacts, audit, holdings, pool, tickets, sources, cache, now, actor }),
    queries: new Queries({ archive, artifacts, pool, cache, now }),
    predictions: new Predictions({ archive, artifacts, pool, tickets, tables, sources }),
    training,
    batchWorkbooks: new BatchWorkbooks({ archive, artifacts, pool, now }),
    lookAtClock: () => {
      jobWorks.wake();
      timetable.lookAtClock();
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
