import { statfs } from 'node:fs/promises';
import type {
  AuditEntry,
  AuditVerdict,
  EngineSettings,
  EngineSettingsChange,
  FolderNotice,
  Storage,
} from '../../contract/upkeep.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { HoldingManifests } from '../artifacts/holding-manifests.ts';
import type { ResultManifests } from '../artifacts/result-manifests.ts';
import type { DiskReserve } from '../disk-reserve.ts';
import { type Audit, engineActor } from './audit.ts';
import { unsettledFact } from './checked-archive.ts';
import { CleanUp, type CleanUpRequest } from './clean-up.ts';
import type { EngineSettingsStore } from './engine-settings.ts';
import type { JobRemoval } from './job-removal.ts';
import { recoverHoldings } from './recover-holdings.ts';
import { recoverResults } from './recover-results.ts';
import { planRetention } from './retention-plan.ts';

interface UpkeepOptions {
  readonly dataFolder: string;
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly manifests: ResultManifests;
  readonly holdings: HoldingManifests;
  readonly removal: JobRemoval;
  readonly reserve: DiskReserve;
  readonly audit: Audit;
  readonly settings: EngineSettingsStore;
  readonly now: () => number;
  /** Whoever asks through this process, as the audit names them. */
  readonly actor: string;
  /** Jobs have been removed or have come back. */
  readonly onJobsChanged: () => void;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** The first clean-up waits until the start is over; then once an hour, whichever process it is. */
const firstCleanUpMs = 10_000;
const cleanUpIntervalMs = 60 * 60_000;
/** Another process has just cleaned up. */
const recentlyMs = 50 * 60_000;

const manifestsFact = 'areManifestsComplete';

/** What keeps a data folder in order: settings, storage, clean-up, audit, notices. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #cleanUp: CleanUp;
  #timer: NodeJS.Timeout | null = null;
  #starting: Promise<void> = Promise.resolve();
  #isBringingBack = false;
  #isClosed = false;
  /** Up to which notice this process has told of them. */
  #toldNotice: number;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.#toldNotice = options.archive.notices.newest();
    this.#cleanUp = new CleanUp({
      ...options,
      settings: () => options.settings.current(),
      onRemoved: options.onJobsChanged,
    });
  }

  /**
   * Begins the work in the background. A process that works on nothing but its own only brings back what an archive does not
   * know that has taken a damaged one's place.
   */
  start(isWorking: boolean): void {
    this.#isBringingBack = this.#isReplacement();
    if (isWorking) this.#schedule(firstCleanUpMs);
    if (!isWorking && !this.#isBringingBack) return;
    this.#starting = this.#putInOrder().catch((error) =>
      this.#trouble('The data folder could not be put in order.', error),
    );
  }

  /** Whether `settled` has more to wait for than tidying: results of an archive that was damaged. */
  get isBringingBack(): boolean {
    return this.#isBringingBack;
  }

  #isReplacement(): boolean {
    const { archive } = this.#options;
    return (
      archive.facts.read<boolean>(unsettledFact) === true &&
      archive.notices.list().some(({ kind }) => kind === 'archiveReplaced')
    );
  }

  /** Ends once what `start` began at once is done: results found again, needless files swept. */
  async settled(): Promise<void> {
    await this.#starting;
  }

  async #putInOrder(): Promise<void> {
    const { archive, artifacts, manifests, onJobsChanged } = this.#options;
    const isUnsettled = archive.facts.read<boolean>(unsettledFact) === true;
    // First what comes back: its files must not be swept as nobody's. An archive may be sound and yet not the newest, such
    // as one whose log was lost, so this is looked at every time.
    // Models before the trainings that made them: they know their names, versions and notes.
    const isFound = [await recoverHoldings(this.#options), await recoverResults(this.#options)].some(
      (count) => count > 0,
    );
    if (isFound) onJobsChanged();
    await this.#options.holdings.writeStale();
    if (isUnsettled) await artifacts.sweepOrphans();
    await artifacts.dropUnreferenced();
    if (!isUnsettled && archive.facts.read<boolean>(manifestsFact) === true) return;
    await manifests.writeMissing(archive.recoveredJobs.completedIds(500));
    archive.transact(() => {
      archive.facts.write(manifestsFact, true);
      archive.facts.remove(unsettledFact);
    });
  }

  #schedule(delayMs: number): void {
    this.#timer = setTimeout(() => {
      this.#schedule(cleanUpIntervalMs);
      void this.#cleanUpBySelf();
    }, delayMs);
    this.#timer.unref();
  }

  async #cleanUpBySelf(): Promise<void> {
    try {
      const last = this.#cleanUp.last();
      const agoMs = last ? this.#options.now() - last.atMs : Number.POSITIVE_INFINITY;
      // A clock that was put back makes the last one lie in the future: that is no reason to wait for it.
      if (agoMs >= 0 && agoMs < recentlyMs) return;
      await this.#runCleanUp({ actor: engineActor, isSweeping: false });
    } catch (error) {
      this.#trouble('The clean-up could not be done; the next one is in an hour.', error);
    }
  }

  /** On a full disk with the room of the reserve: it is what makes room. */
  #runCleanUp(request: CleanUpRequest): Promise<unknown> {
    return this.#options.reserve.withRoom(() => this.#cleanUp.run(request));
  }

  getSettings(): EngineSettings {
    return this.#options.settings.current();
  }

  /** Throws WEBHOOK_REFUSED. */
  changeSettings(change: EngineSettingsChange): EngineSettings {
    return this.#options.settings.change(change, this.#options.actor);
  }

  async getStorage(): Promise<Storage> {
    const { archive, dataFolder, now, settings } = this.#options;
    const plan = await planRetention(archive, settings.current().retention, now());
    const { bavail, bsize } = await statfs(dataFolder);
    const counts = archive.queue.ledger.tally.totals.counts();
    return {
      artifactBytes: archive.contents.totals().sizeBytes,
      archiveBytes: archive.space.sizeBytes(),
      jobs: Object.values(counts).reduce((sum, jobs) => sum + jobs, 0),
      pinnedJobs: archive.retention.pinnedJobs(),
      reclaimable: { jobs: plan.jobIds.length, sizeBytes: plan.sizeBytes },
      freeDiskBytes: bavail * bsize,
      lastCleanUp: this.#cleanUp.last(),
    };
  }

  /** Applies the retention settings now, and drops files nobody refers to. */
  async cleanUp(): Promise<Storage> {
    await this.#starting;
    await this.#runCleanUp({ actor: this.#options.actor, isSweeping: true });
    return this.getStorage();
  }

  listAudit(page: {
    readonly limit: number;
    readonly offset: number;
    readonly search: string;
  }): Promise<{ entries: AuditEntry[]; total: number }> {
    return this.#options.audit.list(page.limit, page.offset, page.search);
  }

  verifyAudit(): Promise<AuditVerdict> {
    return this.#options.audit.verify();
  }

  /** A file that left the data folder at a person's wish. */
  noteExport(subject: string): void {
    this.#options.audit.note(this.#options.actor, 'exported', subject);
  }

  listNotices(): FolderNotice[] {
    return this.#options.archive.notices.list();
  }

  /** Those that have come since the data folder was opened, each once: for a process without a place where notices stand. */
  takeNewNotices(): FolderNotice[] {
    const { notices, sequence } = this.#options.archive.notices.since(this.#toldNotice);
    this.#toldNotice = sequence;
    return notices;
  }

  dismissNotices(): void {
    this.#options.archive.notices.clear();
  }

  #trouble(sentence: string, error: unknown): void {
    // Work that the end of the engine has cut off is taken up by the next start.
    if (!this.#isClosed) this.#options.onTrouble(sentence, error);
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }
}
