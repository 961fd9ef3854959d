import { setMaxListeners } from 'node:events';
import { Fault } from '../../contract/faults.ts';

interface Work<P, R> {
  readonly result: Promise<R>;
  readonly controller: AbortController;
  readonly waiters: Set<() => void>;
  waiting: number;
  progress: P | null;
}

/**
 * Work that several may wait for and that is done once: whoever asks for the same joins, and when the last one leaves, it
 * stops.
 */
export class SharedWork<P, R> {
  readonly #works = new Map<string, Work<P, R>>();

  /** How far the work called `key` is, then its outcome; begins it unless somebody has. Throws what it throws. */
  async *watch(
    key: string,
    begin: (signal: AbortSignal, report: (progress: P) => void) => Promise<R>,
    signal?: AbortSignal,
  ): AsyncGenerator<P, R, void> {
    const work = this.#works.get(key) ?? this.#begin(key, begin);
    let isEnded = false;
    let wake = () => {};
    const stir = () => wake();
    const end = () => {
      isEnded = true;
      wake();
    };
    work.waiting++;
    work.waiters.add(stir);
    work.result.then(end, end);
    signal?.addEventListener('abort', stir);
    let told: P | null = null;
    try {
      while (!isEnded) {
        if (signal?.aborted) throw new Fault('JOB_CANCELLED');
        if (work.progress !== null && work.progress !== told) {
          told = work.progress;
          yield told;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return await work.result;
    } finally {
      work.waiters.delete(stir);
      signal?.removeEventListener('abort', stir);
      work.waiting--;
      if (work.waiting === 0 && !isEnded) this.#stop(key, work);
    }
  }

  /** The outcome alone. */
  async join(
    key: string,
    begin: (signal: AbortSignal, report: (progress: P) => void) => Promise<R>,
    signal?: AbortSignal,
  ): Promise<R> {
    const watching = this.watch(key, begin, signal);
    for (;;) {
      const step = await watching.next();
      if (step.done) return step.value;
    }
  }

  /** Stops all work. */
  close(): void {
    for (const [key, work] of this.#works) this.#stop(key, work);
  }

  #begin(key: string, begin: (signal: AbortSignal, report: (progress: P) => void) => Promise<R>): Work<P, R> {
    const controller = new AbortController();
    // Every order of the work listens, and a long file has dozens of parts.
    setMaxListeners(0, controller.signal);
    const report = (progress: P) => {
      work.progress = progress;
      for (const stir of work.waiters) stir();
    };
    const result = Promise.resolve().then(() => begin(controller.signal, report));
    const work: Work<P, R> = { result, controller, waiters: new Set(), waiting: 0, progress: null };
    this.#works.set(key, work);
    const forget = () => {
      if (this.#works.get(key) === work) this.#works.delete(key);
    };
    result.then(forget, forget);
    return work;
  }

  #stop(key: string, work: Work<P, R>): void {
    if (this.#works.get(key) === work) this.#works.delete(key);
    work.controller.abort(new Fault('JOB_CANCELLED'));
  }
}
