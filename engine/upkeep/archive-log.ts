import type { Archive } from '../archive/open-archive.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';

interface ArchiveLogOptions {
  readonly archive: Archive;
  readonly pool: ThreadPool;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** A look costs microseconds. */
const lookIntervalMs = 250;
/** From this size on the log is brought into the archive: pages that many jobs share are written back once. */
const longBytes = 16 * 2 ** 20;

/**
 * Keeps the log of the archive short. A checkpoint waits for the disk, so a thread makes it, not the one that the window
 * hangs on; only a log that grows faster than that is shortened by the connection that writes it (open-archive.ts).
 */
export class ArchiveLog {
  readonly #options: ArchiveLogOptions;
  #timer: NodeJS.Timeout | null = null;
  #settledBytes = 0;
  #settling: Promise<void> | null = null;

  constructor(options: ArchiveLogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.archive.settleLogBy(() => this.#settleAll());
    this.#timer = setInterval(() => this.#look(), lookIntervalMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#settling;
  }

  #look(): void {
    if (this.#settling) return;
    const bytes = this.#options.archive.space.logBytes();
    // One that stands still was settled when it was looked at last; its file gets shorter with the next write.
    if (bytes < longBytes || bytes === this.#settledBytes) return;
    this.#settling = this.#settle(bytes).finally(() => {
      this.#settling = null;
    });
  }

  /** Brings all there is into the archive, behind what is under way. */
  async #settleAll(): Promise<void> {
    await this.#settling;
    this.#settling ??= this.#settle(this.#options.archive.space.logBytes()).finally(() => {
      this.#settling = null;
    });
    await this.#settling;
  }

  async #settle(bytes: number): Promise<void> {
    const { archive, pool, onTrouble } = this.#options;
    try {
      const order = { path: archive.space.file };
      const { logPages, settledPages } = await pool.run('settle-archive', order, { lane: 'explore' });
      this.#settledBytes = settledPages === logPages ? bytes : 0;
    } catch (error) {
      // Whoever writes does it then.
      onTrouble('The log of the archive could not be shortened in the background.', error);
      this.#settledBytes = bytes;
    }
  }
}
