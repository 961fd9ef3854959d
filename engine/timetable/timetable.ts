import type { TroubledDelivery } from '../../contract/timetable.ts';
import { type HostLock, takeRoleLock } from '../archive/host-lock.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { Audit } from '../upkeep/audit.ts';
import type { EngineSettingsStore } from '../upkeep/engine-settings.ts';
import type { AcceptWork } from './accepted-work.ts';
import { Deliveries, type DeliveryTimes, defaultDeliveryTimes } from './deliveries/deliveries.ts';
import type { MakeReport } from './deliveries/ready-report.ts';
import { ScheduleClock } from './schedules/schedule-clock.ts';
import { Schedules } from './schedules/schedules.ts';
import { defaultWatchTimes, type WatchTimes } from './watched-folders/watch-options.ts';
import { WatchRole } from './watched-folders/watch-role.ts';
import { WatchedFolders } from './watched-folders/watched-folders.ts';

const role = 'timetable';
/** How often a process that works looks whether the one with the role has gone. */
const roleMs = 5_000;

export interface TimetableOptions {
  readonly archive: Archive;
  readonly audit: Audit;
  readonly settings: EngineSettingsStore;
  readonly tickets: TicketOffice;
  readonly dataFolder: string;
  readonly accept: AcceptWork;
  readonly makeReport: MakeReport;
  /** Who asks through this process, as the audit names them. */
  readonly actor: string;
  readonly now: () => number;
  readonly onTrouble: (sentence: string, error: unknown) => void;
  readonly watchTimes?: Partial<WatchTimes> | undefined;
  readonly deliveryTimes?: Partial<DeliveryTimes> | undefined;
}

/**
 * What begins by itself, and what goes out when it has ended: schedules, watched folders, deliveries. Every process that
 * works runs schedules, each tick being taken by one of them. Watching and delivering is the part of one process at a
 * time; when it goes, another takes it over.
 */
export class Timetable {
  readonly schedules: Schedules;
  readonly watchedFolders: WatchedFolders;
  readonly #options: TimetableOptions;
  readonly #clock: ScheduleClock;
  readonly #deliveries: Deliveries;
  readonly #watches: WatchRole;
  #lock: HostLock | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isRunning = false;

  constructor(options: TimetableOptions) {
    this.#options = options;
    const times = { ...defaultWatchTimes, ...options.watchTimes };
    this.#clock = new ScheduleClock(options);
    this.#watches = new WatchRole({ ...options, times });
    this.#deliveries = new Deliveries({ ...options, times: { ...defaultDeliveryTimes, ...options.deliveryTimes } });
    this.schedules = new Schedules({ ...options, onChange: () => this.#clock.wake() });
    this.watchedFolders = new WatchedFolders({
      ...options,
      isWatched: () => this.#isRoleTaken(),
      onChange: () => this.#syncWatches(),
    });
  }

  /** Begins to work; a process that only looks or submits never does. */
  start(): void {
    this.#isRunning = true;
    this.#clock.start();
    this.#seekRole();
  }

  async close(): Promise<void> {
    this.#isRunning = false;
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all([
      this.#clock.close(),
      this.#lock && this.#watches.close(),
      this.#lock && this.#deliveries.close(),
    ]);
    this.#lock?.release();
    this.#lock = null;
  }

  /** Another process has written to the archive: there may be other schedules or watched folders. */
  changesSeen(): void {
    this.#clock.wake();
    this.#syncWatches();
  }

  /** The computer has woken up, or its clock was set. */
  lookAtClock(): void {
    this.#clock.wake();
  }

  listTroubledDeliveries(limit: number, offset: number): { deliveries: TroubledDelivery[]; total: number } {
    return this.#deliveries.troubles(limit, offset);
  }

  /** Gives dead deliveries all their tries again; gives how many. */
  redriveDeliveries(): { changed: number } {
    const { archive, audit, actor, now } = this.#options;
    return archive.transact(() => {
      const changed = archive.deliveries.redriveDead(Math.floor(now()));
      if (changed > 0) audit.note(actor, 'redriven', `${changed} deliveries`);
      return { changed };
    });
  }

  /** Gives dead deliveries up; gives how many. */
  dismissDeliveries(): { changed: number } {
    const { archive, audit, actor } = this.#options;
    return archive.transact(() => {
      const changed = archive.deliveries.dismissDead();
      if (changed > 0) audit.note(actor, 'deleted', `${changed} deliveries`);
      return { changed };
    });
  }

  #seekRole(): void {
    if (!this.#isRunning) return;
    try {
      this.#lock = takeRoleLock(this.#options.dataFolder, role);
    } catch (error) {
      this.#options.onTrouble('Folders cannot be watched for now.', error);
    }
    if (this.#lock) {
      this.#watches.start();
      this.#deliveries.start();
      return;
    }
    this.#timer = setTimeout(() => this.#seekRole(), roleMs);
    this.#timer.unref();
  }

  #syncWatches(): void {
    if (this.#lock) this.#watches.sync();
  }

  #isRoleTaken(): boolean {
    if (this.#lock) return true;
    const lock = takeRoleLock(this.#options.dataFolder, role);
    lock?.release();
    return lock === null;
  }
}
