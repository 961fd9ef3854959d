import os from 'node:os';
import { toFaultData } from '../../../contract/faults.ts';
import type { Archive } from '../../archive/open-archive.ts';
import type { ScheduleRecord } from '../../archive/schedule-repository.ts';
import type { AcceptWork } from '../accepted-work.ts';
import { scheduledWork } from './scheduled-work.ts';
import { countRuns, nextRunAfter } from './trigger-times.ts';

/** Never longer than this without a look at the clock: it jumps, and timers stand still while a computer sleeps. */
const maxWaitMs = 30_000;
/** A tick taken later than this was missed. */
const lateMs = 60_000;
/** A clock that was set by less is corrected now and then; nobody needs to hear of it. */
const toldJumpMs = 60_000;
/** From a tick that could not be taken, such as on a full disk, to the next try. */
const retryMs = 10_000;

const systemUptimeMs = () => os.uptime() * 1000;

interface ScheduleClockOptions {
  readonly archive: Archive;
  readonly accept: AcceptWork;
  readonly dataFolder: string;
  readonly now: () => number;
  /** Milliseconds that go on while the computer sleeps, and that no change of its clock moves; the system's own unless told. */
  readonly uptimeMs?: (() => number) | undefined;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/**
 * Runs schedules at their ticks. A schedule's next tick stands in the archive; taking it and accepting its batch are one
 * transaction: no tick is taken twice, however many processes look. Ticks that came while nobody looked are caught up as
 * one. A clock that is set back has its ticks planned anew.
 */
export class ScheduleClock {
  readonly #options: ScheduleClockOptions;
  /** What the clock showed at the last look; null before the first. */
  #lastLookMs: number | null = null;
  /** What the uptime was at the last look. */
  #lastUptimeMs = 0;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isRunning = false;
  /** A look that has not begun yet serves everybody who asks for one. */
  #isLookDue = false;

  constructor(options: ScheduleClockOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.wake();
  }

  /** Looks at the clock now, such as when a schedule was added or the computer has woken up. */
  wake(): void {
    if (!this.#isRunning || this.#isLookDue) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isLookDue = true;
    this.#looking = this.#looking.then(() => this.#lookAndWait());
  }

  async close(): Promise<void> {
    this.#isRunning = false;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Takes every tick that is due; resolves once their batches are accepted. Gives whether all could be taken. */
  async look(): Promise<boolean> {
    const { archive, now } = this.#options;
    const aheadMs = this.#followClock(now());
    let isComplete = true;
    const due = archive.schedules.due(Math.floor(now()));
    this.#tellOfSkipped(due, aheadMs);
    for (const schedule of due) {
      isComplete = (await this.#takeTick(schedule)) && isComplete;
    }
    return isComplete;
  }

  async #lookAndWait(): Promise<void> {
    let waitMs = retryMs;
    // Who wakes it from now on may have seen what this look no longer sees.
    this.#isLookDue = false;
    try {
      if (this.#isRunning && (await this.look())) waitMs = this.#waitMs();
    } catch (error) {
      this.#options.onTrouble('The timetable could not be read.', error);
    }
    if (!this.#isRunning) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), waitMs);
    this.#timer.unref();
  }

  #waitMs(): number {
    const nextRunMs = this.#options.archive.schedules.nextRunMs();
    if (nextRunMs === null) return maxWaitMs;
    return Math.min(maxWaitMs, Math.max(1, nextRunMs - this.#options.now()));
  }

  async #takeTick(schedule: ScheduleRecord): Promise<boolean> {
    const { archive, accept, dataFolder, now, onTrouble } = this.#options;
    let isTaken = false;
    try {
      const atMs = Math.floor(now());
      const tickMs = schedule.nextRunMs!;
      const missedTicks = await countRuns(schedule.trigger, tickMs, atMs - lateMs);
      const nextRunMs = nextRunAfter(schedule.trigger, Math.max(atMs, tickMs));
      const work = await scheduledWork(schedule, archive, dataFolder);
      await accept({
        ...work,
        alongside: (batchId) => {
          const tick = { id: schedule.id, tickMs, nextRunMs, missedTicks, batchId, atMs };
          isTaken = !archive.schedules.take(tick);
          if (isTaken) throw new Error('somebody else has taken this tick');
        },
      });
      return true;
    } catch (error) {
      if (isTaken) return true;
      onTrouble(`The schedule “${schedule.name}” could not run; it is tried again.`, error);
      this.#noteFault(schedule.id, error);
      return false;
    }
  }

  #noteFault(id: string, error: unknown): void {
    try {
      this.#options.archive.schedules.noteFault(id, toFaultData(error));
    } catch {
      // What keeps the tick from being taken, such as a full disk, keeps this from being noted; the tick stays due.
    }
  }

  /**
   * A clock that ran ahead has put off the next ticks to after where it stood. Once it is set back they are planned anew; at the
   * first look too, for it may have been set while no process ran. Gives by how much it was set forward since the last look.
   */
  #followClock(nowMs: number): number {
    const { archive, uptimeMs = systemUptimeMs } = this.#options;
    const seenMs = this.#lastLookMs;
    const passedMs = uptimeMs() - this.#lastUptimeMs;
    this.#lastLookMs = nowMs;
    this.#lastUptimeMs += passedMs;
    if (seenMs === null || nowMs < seenMs || archive.schedules.hasRunAfter(Math.floor(nowMs))) {
      this.#planAnew(seenMs, nowMs);
    }
    return seenMs === null ? 0 : Math.max(0, nowMs - seenMs - passedMs);
  }

  #planAnew(seenMs: number | null, nowMs: number): void {
    const { archive } = this.#options;
    let backMs = 0;
    for (const schedule of archive.schedules.list()) {
      const { id, trigger, nextRunMs, lastRunMs, createdAtMs } = schedule;
      if (!schedule.isEnabled || nextRunMs === null || nextRunMs <= nowMs) continue;
      const earlierMs = nextRunAfter(trigger, settledUntil(schedule, nowMs));
      if (earlierMs === null || earlierMs >= nextRunMs) continue;
      if (!archive.schedules.replan(id, nextRunMs, earlierMs)) continue;
      backMs = Math.max(backMs, (lastRunMs ?? createdAtMs) - nowMs, (seenMs ?? nowMs) - nowMs);
    }
    if (backMs < toldJumpMs) return;
    const minutes = -Math.round(backMs / 60_000);
    archive.notices.add({ kind: 'clockJumped', atMs: nowMs, values: { minutes } });
  }

  /** A clock that was set forward has schedules run before their time has passed for whoever made them. */
  #tellOfSkipped(due: readonly ScheduleRecord[], aheadMs: number): void {
    const { archive, now } = this.#options;
    const nowMs = now();
    if (aheadMs < toldJumpMs || !due.some(({ nextRunMs }) => nextRunMs! > nowMs - aheadMs)) return;
    archive.notices.add({ kind: 'clockSetForward', atMs: nowMs, values: { minutes: Math.round(aheadMs / 60_000) } });
  }
}

/**
 * The time after which a schedule runs next when its clock has been set back to `nowMs`. A time it has run at already comes again
 * then. It counts as settled for half of the time from one tick to the next: so a clock that is set right by minutes repeats
 * nothing, and one that was wrong by days leaves no gap.
 */
function settledUntil({ trigger, lastTickMs }: ScheduleRecord, nowMs: number): number {
  if (lastTickMs === null || lastTickMs <= nowMs) return nowMs;
  const followingMs = nextRunAfter(trigger, lastTickMs);
  if (followingMs === null) return lastTickMs;
  return Math.min(lastTickMs, nowMs + (followingMs - lastTickMs) / 2);
}
