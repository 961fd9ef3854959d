import { closeSync, fsync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { syncToDisk } from '../artifacts/sync-to-disk.ts';

const syncPlain = promisify(fsync);

/** Parts of a large change, some hundred kilobytes of the log each, after which the log is brought to the disk. */
const partsAtOnce = 4;
/**
 * A log of this length has to begin anew. It can only once all of it is in the archive, which a thread that brings it there never
 * gets to while more is written.
 */
const longBytes = 24 * 2 ** 20;

/**
 * Brings the archive's log to the disk on another thread while a large change is written, so that the commit at its end,
 * which waits for the disk on this one, finds little left to do. A help alone: what is durable is decided by that commit.
 */
export class LogSync {
  readonly #log: string;
  #parts = 0;
  #running: Promise<void> | null = null;
  /** The one under way or the last one, and the one that follows it. */
  #flush: Promise<void> | null = null;
  #nextFlush: Promise<void> | null = null;
  #descriptor: number | null = null;
  #settle: (() => Promise<void>) | null = null;
  /** How long it was when it was wholly in the archive. */
  #settledBytes = 0;

  /** `file` is that of the database. */
  constructor(file: string) {
    this.#log = `${file}-wal`;
  }

  /** Another part has been written. */
  partWritten(): void {
    this.#parts++;
    if (this.#parts >= partsAtOnce) void this.#sync();
  }

  /** Resolves when most of what was written is on the disk: a few parts are left for the commit, which waits for the disk anyway. */
  async settled(): Promise<void> {
    await this.#running;
    if (this.#parts >= partsAtOnce) await this.#sync();
  }

  /**
   * Resolves when all that has been written is on the disk; what keeps it from getting there is thrown. Whoever asks while the disk
   * is at work waits for the next time, together with all others who do.
   */
  flushed(): Promise<void> {
    this.#parts = 0;
    this.#nextFlush ??= this.#flushAfter(this.#flush);
    return this.#nextFlush;
  }

  async #flushAfter(before: Promise<void> | null): Promise<void> {
    await before?.catch(() => undefined);
    this.#flush = this.#nextFlush;
    this.#nextFlush = null;
    try {
      // Kept open, as it is synced hundreds of times a second: no log is taken away while its database is open.
      this.#descriptor ??= openSync(this.#log, 'r+');
      await syncPlain(this.#descriptor);
    } catch (error) {
      // Where there is no log all of it is in the archive, which is synced whenever that is brought there.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  /** To be called before the database is closed, and once nothing is flushed any more. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #sync(): Promise<void> {
    if (this.#running) return this.#running;
    this.#parts = 0;
    // What fails here the commit meets as well, and tells of.
    this.#running = syncToDisk(this.#log)
      .catch(() => undefined)
      .then(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** Names what brings the log into the archive, on a thread. */
  settleBy(settle: () => Promise<void>): void {
    this.#settle = settle;
  }

  /** Brings the log into the archive, on the thread that was named; false where none was. */
  async settleNow(): Promise<boolean> {
    await this.#settle?.();
    return this.#settle !== null;
  }

  /** Resolves when more may be written: at once, unless the log is long. */
  async awaitRoom(): Promise<void> {
    const bytes = statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
    if (!this.#settle || bytes < longBytes || bytes === this.#settledBytes) return;
    await this.#settle();
    this.#settledBytes = bytes;
  }
}
