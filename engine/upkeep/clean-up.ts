import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EngineSettings, Storage } from '../../contract/upkeep.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { type Audit, engineActor } from './audit.ts';
import type { JobRemoval } from './job-removal.ts';
import { planRetention, tooOldJobs } from './retention-plan.ts';

export type CleanUpReport = NonNullable<Storage['lastCleanUp']>;

interface CleanUpOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly removal: JobRemoval;
  readonly audit: Audit;
  readonly settings: () => EngineSettings;
  readonly now: () => number;
  /** Hears of jobs that are gone. */
  readonly onRemoved: () => void;
}

export interface CleanUpRequest {
  readonly actor: string;
  /** Whether every stored file is compared with the archive. */
  readonly isSweeping: boolean;
}

const lastCleanUpFact = 'lastCleanUp';
/**
 * What was delivered is remembered this long, so that nothing is delivered twice; what it came from has been read long since.
 */
const rememberedDeliveriesMs = 30 * 24 * 60 * 60_000;
const deliveriesAtOnce = 200;
/** Pages given back to the disk in one turn of the event loop: less than a megabyte. */
const shrunkPages = 100;
/** Fewer free pages than these are left for the archive's own growth. */
const keptFreePages = 256;

/** Removes what the settings no longer keep, and gives the room back to the disk. */
export class CleanUp {
  readonly #options: CleanUpOptions;
  #running: Promise<CleanUpReport> | null = null;

  constructor(options: CleanUpOptions) {
    this.#options = options;
  }

  /** What the last one did, whichever process it was in; null before the first. */
  last(): CleanUpReport | null {
    return this.#options.archive.facts.read<CleanUpReport>(lastCleanUpFact);
  }

  /** Cleans up. Called while one is at work, it waits for that and then does its own: settings may have changed. */
  async run(request: CleanUpRequest): Promise<CleanUpReport> {
    const before = this.#running;
    const running = (async () => {
      await before?.catch(() => undefined);
      return this.#run(request);
    })();
    this.#running = running;
    return running;
  }

  async #run({ actor, isSweeping }: CleanUpRequest): Promise<CleanUpReport> {
    const { archive, artifacts, audit, now, onRemoved, removal, settings } = this.#options;
    const archiveBytesBefore = archive.space.sizeBytes();
    const { retention } = settings();
    const tooOld = (await tooOldJobs(archive, retention, now())).map(({ id }) => id);
    const byAge = await removal.remove(tooOld, { keepsPinned: true, onRemoved });
    const { jobIds } = await planRetention(archive, retention, now());
    const bySize = await removal.remove(jobIds, { keepsPinned: true, onRemoved });
    const removedJobs = byAge.removed.length + bySize.removed.length;
    const orphans = isSweeping ? await artifacts.sweepOrphans() : { files: 0, sizeBytes: 0 };
    await this.#forgetDeliveries();
    archive.transactPart(() => archive.models.forgetHidden());
    if (removedJobs > 0 || isSweeping) await this.#shrinkArchive();
    // Its log grows while jobs are removed; it is emptied again on the way.
    const archiveBytes = Math.max(0, archiveBytesBefore - archive.space.sizeBytes());
    const report: CleanUpReport = {
      atMs: Math.round(now()),
      removedJobs,
      freedBytes: byAge.freed.sizeBytes + bySize.freed.sizeBytes + orphans.sizeBytes + archiveBytes,
      orphanFiles: orphans.files,
    };
    archive.transact(() => {
      archive.facts.write(lastCleanUpFact, report);
      const isWorthNoting = removedJobs > 0 || orphans.files > 0 || actor !== engineActor;
      if (isWorthNoting) audit.note(actor, 'cleanedUp', `${removedJobs} jobs, ${report.freedBytes} bytes`);
    });
    return report;
  }

  async #forgetDeliveries(): Promise<void> {
    const { archive, now } = this.#options;
    const beforeMs = now() - rememberedDeliveriesMs;
    const forget = () => archive.deliveries.forgetFinished(beforeMs, deliveriesAtOnce);
    while (archive.transactPart(forget) === deliveriesAtOnce) await nextTurn();
  }

  async #shrinkArchive(): Promise<void> {
    const { archive } = this.#options;
    const { space } = archive;
    const tooMany = space.freePages() - keptFreePages;
    for (let left = tooMany; left > 0; left -= shrunkPages) {
      archive.transactPart(() => space.shrink(Math.min(left, shrunkPages)));
      await nextTurn();
      await archive.awaitLog();
    }
    if (tooMany > 0) await archive.settleLog();
  }
}
