import { Fault, type FaultData, toFaultData } from '../../contract/faults.ts';
import type { JobQueue } from '../jobs/queue/job-queue.ts';
import type { LostHostWatch } from './lost-hosts.ts';

interface HostWatchOptions {
  readonly lostHosts: LostHostWatch;
  readonly queue: JobQueue;
  readonly now: () => number;
  /** From now to the next attempt of a job whose host was lost. */
  readonly retryDelayMs: () => number;
  readonly intervalMs: number;
  readonly onRecovered: (ids: readonly string[]) => void;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** Looks after the other hosts of the data folder and takes over the jobs of those that are lost. */
export class HostWatch {
  readonly #options: HostWatchOptions;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(options: HostWatchOptions) {
    this.#options = options;
  }

  /** Looks now and gives how many jobs were taken over, then keeps looking. */
  async start(): Promise<number> {
    const recovered = await this.#recover();
    const look = () => {
      this.#looking = this.#recover()
        .catch((error) => this.#options.onTrouble('The jobs of a lost process could not be taken over yet.', error))
        .finally(() => this.#timer?.refresh());
    };
    this.#timer = setTimeout(look, this.#options.intervalMs);
    this.#timer.unref();
    return recovered;
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#looking;
  }

  async #recover(): Promise<number> {
    const { lostHosts, queue, now, retryDelayMs, onRecovered } = this.#options;
    const lost = lostHosts.look();
    const fault: FaultData = toFaultData(new Fault('HOST_LOST'));
    const ids = [...lost.gone, ...lost.hanging];
    try {
      if (ids.length === 0) return 0;
      const nowMs = now();
      const recovered = await queue.recover(ids, fault, nowMs, nowMs + retryDelayMs());
      if (recovered.length > 0) onRecovered(recovered);
      return recovered.length;
    } finally {
      lost.release(Math.round(now()));
    }
  }
}
