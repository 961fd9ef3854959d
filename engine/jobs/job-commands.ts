import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobSelection } from '../../contract/job-requests.ts';
import type { JobState, Priority, Submitter } from '../../contract/job-states.ts';
import type { AuditAction } from '../../contract/upkeep.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { DiskReserve } from '../disk-reserve.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import { type Audit, actorOf } from '../upkeep/audit.ts';
import type { JobEvents } from './job-events.ts';
import type { JobRunner } from './job-runner.ts';
import type { JobViews } from './job-views.ts';
import type { JobQueue, QueueCause, Wish } from './queue/job-queue.ts';
import { selectedIds, subjectOf } from './select-jobs.ts';

export interface JobCommandsOptions {
  readonly archive: Archive;
  readonly queue: JobQueue;
  readonly audit: Audit;
  readonly reserve: DiskReserve;
  readonly events: JobEvents;
  /** Something about jobs has been put on record. */
  readonly onChanged: () => void;
  readonly runner: JobRunner;
  readonly views: JobViews;
  /** Removes ended jobs with what only they referred to; gives the ids of those removed. */
  readonly removeEnded: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly hostId: string;
  /** Whom this host acts for. */
  readonly actor: Submitter;
  readonly now: () => number;
}

/** What a person may do to jobs that there are. Each gives how many it changed; what does not apply to a job is left out. */
export class JobCommands {
  readonly #options: JobCommandsOptions;

  constructor(options: JobCommandsOptions) {
    this.#options = options;
  }

  /** Asks queued and running jobs to stop. A running one ends a little later; it is on record that it shall. */
  cancel(selection: JobSelection): Promise<number> {
    const { queue } = this.#options;
    return this.#stop(selection, 'cancel', (ids, cause) => queue.cancelWaiting(ids, cause));
  }

  pause(selection: JobSelection): Promise<number> {
    const { queue } = this.#options;
    return this.#stop(selection, 'pause', (ids, cause) => queue.pauseWaiting(ids, cause));
  }

  resume(selection: JobSelection): Promise<number> {
    const { queue } = this.#options;
    return this.#change(
      selection,
      ['paused'],
      'resumed',
      async (ids, cause) => (await queue.resume(ids, cause)).length,
    );
  }

  redrive(selection: JobSelection): Promise<number> {
    const { queue } = this.#options;
    return this.#change(
      selection,
      ['dead', 'cancelled'],
      'redriven',
      // A selection names the newest first; they begin in the order in which they once came.
      async (ids, cause) => (await queue.redrive('ids' in selection ? ids : [...ids].reverse(), cause)).length,
    );
  }

  setPriority(selection: JobSelection, priority: Priority): Promise<number> {
    const { queue } = this.#options;
    const among: JobState[] = ['scheduled', 'queued', 'paused', 'running'];
    return this.#change(
      selection,
      among,
      'priorityChanged',
      async (ids, cause) => (await queue.setPriority(ids, priority, cause)).length,
    );
  }

  move(ids: readonly string[], beforeId: string | null): Promise<number> {
    const { queue } = this.#options;
    return this.#change(
      { ids: [...ids] },
      null,
      'moved',
      async (chosen, cause) => (await queue.move(chosen, beforeId, cause)).length,
    );
  }

  async setQueuePaused(isPaused: boolean): Promise<void> {
    const { onChanged, queue, runner } = this.#options;
    const cause = this.#cause(() => this.#note(isPaused ? 'queuePaused' : 'queueResumed', 'the queue'));
    await this.#attempt(() => queue.setQueuePaused(isPaused, cause));
    onChanged();
    if (!isPaused) runner.wake();
  }

  async pin(selection: JobSelection, isPinned: boolean): Promise<number> {
    const { archive, events, views } = this.#options;
    const ids = await selectedIds(archive, selection, null);
    const pinned: string[] = [];
    const pin = (slice: readonly string[], isLast: boolean) => {
      pinned.push(...archive.jobs.pin(slice, isPinned));
      if (isLast && pinned.length > 0) this.#note(isPinned ? 'pinned' : 'unpinned', subjectOf(archive, pinned));
    };
    await this.#attempt(async () => {
      for (let from = 0; from < ids.length; from += sliceJobs) {
        archive.transact(() => pin(ids.slice(from, from + sliceJobs), from + sliceJobs >= ids.length));
        await nextTurn();
      }
    });
    if (pinned.length === 0) return 0;
    // No step in the life of a job, so nothing that the feed would find.
    if (pinned.length > maxShownOneByOne) events.reset();
    else {
      for (const id of pinned) {
        const record = archive.jobs.find(id);
        if (record) events.changed(await views.view(record));
      }
    }
    return pinned.length;
  }

  /** Removes ended jobs, with the artifacts no other job refers to. */
  async remove(selection: JobSelection): Promise<number> {
    const { archive, onChanged, removeEnded } = this.#options;
    const ids = await selectedIds(archive, selection, ['completed', 'cancelled', 'dead']);
    const subject = subjectOf(archive, ids);
    const removed = await this.#attempt(() => removeEnded(ids));
    if (removed.length > 0) this.#note('deleted', removed.length === 1 ? subject : `${removed.length} jobs`);
    onChanged();
    return removed.length;
  }

  async #stop(
    selection: JobSelection,
    wish: Wish,
    stopWaiting: (ids: readonly string[], cause: QueueCause) => Promise<string[]>,
  ): Promise<number> {
    const { archive, queue, runner } = this.#options;
    const among: JobState[] = ['scheduled', 'queued', 'paused', 'running'];
    return this.#change(selection, among, wish === 'cancel' ? 'cancelled' : 'paused', async (ids, cause) => {
      const { alongside = () => {}, ...quietly } = cause;
      const ask = async (asked: readonly string[], by: QueueCause) => {
        if (asked.length === 0) return [];
        const running = await queue.askRunning(asked, wish, by);
        for (const id of running) runner.grant(id, wish);
        return running;
      };
      // First those that run: they are to end at once, however many others there are.
      const running = new Set(archive.runningJobs.running().map(({ id }) => id));
      const asked = await ask(running.size === 0 ? [] : ids.filter((id) => running.has(id)), quietly);
      const waiting = asked.length === 0 ? ids : await without(ids, asked);
      let isNoted = false;
      const note = (stopped: readonly string[]) => {
        isNoted = true;
        alongside([...asked, ...stopped]);
      };
      const stopped = waiting.length === 0 ? [] : await stopWaiting(waiting, { ...quietly, alongside: note });
      if (!isNoted && asked.length > 0) archive.transact(() => alongside(asked));
      if (stopped.length === waiting.length) return asked.length + stopped.length;
      // Those that began or ended an attempt between the two looks.
      const missed = await without(waiting, stopped);
      const askedLate = await ask(missed, cause);
      const left = await without(missed, askedLate);
      const stoppedLate = left.length === 0 ? [] : await stopWaiting(left, cause);
      return asked.length + stopped.length + askedLate.length + stoppedLate.length;
    });
  }

  async #change(
    selection: JobSelection,
    among: readonly JobState[] | null,
    action: AuditAction,
    change: (ids: readonly string[], cause: QueueCause) => Promise<number>,
  ): Promise<number> {
    const { archive, onChanged, runner } = this.#options;
    const ids = await selectedIds(archive, selection, among);
    if (ids.length === 0) return 0;
    const cause = this.#cause((changed) => this.#note(action, subjectOf(archive, changed)));
    const changed = await this.#attempt(() => change(ids, cause));
    onChanged();
    runner.wake();
    return changed;
  }

  /** Asked by this host's person; `alongside` runs in the transaction of the change. */
  #cause(alongside: (changed: readonly string[]) => void): QueueCause {
    const { hostId, now } = this.#options;
    return { nowMs: Math.round(now()), hostId, alongside };
  }

  #note(action: AuditAction, subject: string): void {
    const { actor, audit } = this.#options;
    audit.note(actorOf(actor), action, subject);
  }

  /** On a full disk with the room of the reserve: a cancel or a removal is what makes room. */
  async #attempt<T>(change: () => Promise<T>): Promise<T> {
    return this.#options.reserve.withRoom(change).catch((error) => {
      throw faultOfWriteError(error);
    });
  }
}

/** Ids looked at in one turn of the event loop. */
const lookedAt = 10_000;

/** `ids` but for `taken`, in their order, a few at a time: there may be very many of both. */
async function without(ids: readonly string[], taken: readonly string[]): Promise<string[]> {
  const gone = new Set<string>();
  for (let from = 0; from < taken.length; from += lookedAt) {
    for (const id of taken.slice(from, from + lookedAt)) gone.add(id);
    await nextTurn();
  }
  const left: string[] = [];
  for (let from = 0; from < ids.length; from += lookedAt) {
    for (const id of ids.slice(from, from + lookedAt)) if (!gone.has(id)) left.push(id);
    await nextTurn();
  }
  return left;
}

/** Jobs changed in one transaction. */
const sliceJobs = 500;
/** Of more jobs than this each one is not told. */
const maxShownOneByOne = 200;
