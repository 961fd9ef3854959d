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
/** A clock that was set back by more than this was wrong before: schedules begin anew instead of waiting for it. */
const clockSetBackMs = 24 * 3_600_000;
/** From a tick that could not be taken, such as on a full disk, to the next try. */
const retryMs = 10_000;

interface ScheduleClockOptions {
  readonly archive: Archive;
  readonly accept: AcceptWork;
  readonly dataFolder: string;
  readonly now: () => number;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/**
 * Runs schedules at their ticks. A schedule's next tick stands in the archive; taking it and accepting its batch are one
 * transaction, and the tick after it is always a later one: no tick is taken twice, whatever the clock does and however
 * many processes look. Ticks that came while nobody looked are caught up as one.
 */
export class ScheduleClock {
  readonly #options: ScheduleClockOptions;
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
    this.#followClock(now());
    let isComplete = true;
    for (const schedule of archive.schedules.due(Math.floor(now()))) {
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
   * A clock that ran ahead has taken ticks and put off the next ones to where it stood. Once it is right again they would
   * be waited for in vain: the next tick is planned anew, always after the last one that was taken.
   */
  #followClock(nowMs: number): void {
    const { archive } = this.#options;
    let aheadMs = 0;
    for (const schedule of archive.schedules.ranAfter(Math.floor(nowMs + clockSetBackMs))) {
      const { id, trigger, nextRunMs, lastRunMs, lastTickMs } = schedule;
      if (nextRunMs === null) continue;
      const earlierMs = nextRunAfter(trigger, Math.max(nowMs, lastTickMs ?? 0));
      if (earlierMs === null || earlierMs >= nextRunMs) continue;
      archive.schedules.replan(id, nextRunMs, earlierMs);
      aheadMs = Math.max(aheadMs, (lastRunMs ?? nowMs) - nowMs);
    }
    if (aheadMs === 0) return;
    const minutes = -Math.round(aheadMs / 60_000);
    archive.notices.add({ kind: 'clockJumped', atMs: nowMs, values: { minutes } });
  }
}
