import type { RecipeName } from '../../contract/recipes.ts';
import type { EngineSettings } from '../../contract/upkeep.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { DiskReserve } from '../disk-reserve.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { Host } from '../hosts/host.ts';
import { HostWatch } from '../hosts/host-watch.ts';
import { LostHostWatch } from '../hosts/lost-hosts.ts';
import { ProgressBoard, type ProgressNotice } from '../hosts/progress-board.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { Audit } from '../upkeep/audit.ts';
import { Admission, type Machine } from './admission.ts';
import type { Attempt } from './attempt.ts';
import { BatchViews } from './batch-views.ts';
import { ChangeFeed } from './change-feed.ts';
import { Estimates } from './estimates.ts';
import type { JobCommandsOptions } from './job-commands.ts';
import { JobEvents } from './job-events.ts';
import { JobRunner, type Works } from './job-runner.ts';
import { JobViews } from './job-views.ts';
import { Jobs } from './jobs.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { WaitReasons } from './wait-reasons.ts';

export interface BuildJobsOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly audit: Audit;
  readonly reserve: DiskReserve;
  readonly queue: JobQueue;
  readonly pool: ThreadPool;
  readonly tickets: TicketOffice;
  readonly host: Host;
  readonly recipes: Readonly<Record<RecipeName, Recipe>>;
  readonly works: Works;
  readonly settings: () => EngineSettings;
  readonly machine: Machine;
  readonly leaseMs: number;
  readonly checkpointDelayMs: number | undefined;
  readonly removeEnded: JobCommandsOptions['removeEnded'];
  /** A job has been completed here. */
  readonly onCompleted: (id: string) => void;
  /** Another process has written to the archive. */
  readonly onForeignChange: () => void;
  readonly onTrouble: (sentence: string, error: unknown) => void;
  readonly now: () => number;
  readonly elapsedMs: () => number;
  readonly random: () => number;
}

/** The jobs of an engine and what keeps them going. */
export interface JobWorks {
  readonly jobs: Jobs;
  readonly events: JobEvents;
  readonly views: JobViews;
  /** Takes over what lost hosts left, then begins; gives how many jobs were taken over. */
  start(): Promise<number>;
  /** Looks at the queue and the clock at once. */
  wake(): void;
  /** Something beside the queue has changed jobs in the archive: those who watch are told. */
  noteChanges(): void;
  close(): Promise<void>;
}

/** How often the other hosts are looked at: a process that is gone is noticed within this. */
const hostWatchIntervalMs = 1_000;

/** Puts together everything around the queue of jobs. */
export function buildJobs(options: BuildJobsOptions): JobWorks {
  const { archive, dataFolder, elapsedMs, host, leaseMs, machine, now, onTrouble, queue, settings, works } = options;
  const attempts = new Map<string, Attempt>();
  const events = new JobEvents();
  const estimates = new Estimates(archive.durations);
  const maxRunningJobs = () => settings().maxRunningJobs;
  const admission = new Admission({
    ...{ dataFolder, hostId: host.id, settings, machine, elapsedMs, durations: archive.durations },
    running: () => archive.runningJobs.running(),
  });
  const waitReasons = new WaitReasons({
    ...{ queue, admission, maxRunningJobs, now, elapsedMs },
    countRunning: () => archive.runningJobs.count(),
    isAnybodyWorking: () => works !== 'nothing' || archive.hosts.living().some(({ isWorking }) => isWorking),
  });
  const board: ProgressBoard = new ProgressBoard({
    ...{ dataFolder, ownId: host.id },
    others: () => archive.hosts.living().flatMap(({ id }) => (id === host.id ? [] : [id])),
    own: () => [...attempts.values()].map(noticeOf),
    onProgress: (notices) => {
      if (!events.isHeard) return;
      feed.show(notices.map(({ id }) => id)).catch((error) => onTrouble('Progress could not be read.', error));
    },
  });
  const views = new JobViews({ attempts, waitReasons, elsewhere: () => board.elsewhere });
  const feed = new ChangeFeed({
    ...{ archive, events, views, onTrouble },
    isQueuePaused: () => queue.isQueuePaused(),
    onForeignChange: () => {
      estimates.forget();
      waitReasons.forget();
      options.onForeignChange();
      runner.wake();
      runner.heedWishes().catch((error) => onTrouble('What others wish of running jobs could not be read.', error));
    },
  });
  const changed = () => {
    estimates.forget();
    waitReasons.forget();
    feed.poke();
  };
  const showAgain = ({ record }: Attempt) => {
    const job = views.running(record.id);
    if (job) events.changed(job);
  };
  const runner: JobRunner = new JobRunner({
    ...options,
    ...{ hostId: host.id, attempts, admission, maxRunningJobs, onChanged: changed },
    attemptTimeoutMs: () => settings().attemptTimeoutMinutes * 60_000,
    maxTableBytes: () => Math.floor(machine.totalMemoryBytes() * settings().memoryShare),
    onProgress: ({ record }) => events.progressed(record.id, () => views.running(record.id)),
    onShown: showAgain,
    onStopping: showAgain,
  });
  const hostWatch = new HostWatch({
    ...{ queue, now, onTrouble, intervalMs: hostWatchIntervalMs, retryDelayMs: () => 0 },
    lostHosts: new LostHostWatch({ archive, dataFolder, elapsedMs, leaseMs, ownId: host.id }),
    onRecovered: () => {
      changed();
      runner.wake();
    },
  });
  const jobs = new Jobs({
    ...options,
    ...{ hostId: host.id, events, estimates, maxRunningJobs, runner, views, onChanged: changed },
    actor: { kind: host.record.kind === 'app' ? 'person' : 'commandLine', name: null },
    batches: new BatchViews({
      running: () => [...[...attempts.values()].map(noticeOf), ...board.elsewhere.values()],
      maxRunningJobs,
    }),
    maxAttempts: () => settings().maxAttempts,
  });
  return {
    ...{ jobs, events, views, wake: () => runner.wake(), noteChanges: changed },
    start: async () => {
      const recovered = await hostWatch.start();
      await board.look();
      feed.start();
      board.start();
      runner.start();
      return recovered;
    },
    close: async () => {
      await runner.close();
      await hostWatch.close();
      await board.close();
      await feed.close();
      await queue.close();
      events.close();
    },
  };
}

function noticeOf({ claim, record, shownProgress }: Attempt): ProgressNotice {
  return { id: record.id, batchId: record.batchId, fencingToken: claim.fencingToken, progress: shownProgress };
}
