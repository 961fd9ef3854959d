/** Writes of the archive that belong together. */
export interface CommitterOptions {
  /** Runs `work` in one durable transaction; what it throws undoes everything. */
  readonly transact: (work: () => void) => void;
  /** The same for what need not be durable before the next `transact`. */
  readonly transactPart: (work: () => void) => void;
  /** Runs `work` so that what it throws undoes only its own writes; within `transact`. */
  readonly isolate: <T>(work: () => T) => T;
  /** Whether the transaction is still open: some failures, such as a full disk, end it at once. */
  readonly isOpen: () => boolean;
}

/** What a work is like. */
export interface WriteTraits {
  /** It runs code of others, which may throw; its writes are undone then and those of the other works stay. */
  readonly isForeign?: boolean;
  /** More of the same follows, and only all of it together is to be durable. */
  readonly isPart?: boolean;
}

interface Waiting {
  readonly isPart: boolean;
  /** Does the work and gives how to tell of it once it is on disk. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** After so long a transaction is ended, so that nothing else on this thread waits much longer. */
const longestTransactionMs = 8;

/**
 * Writes what was asked for in the same turn of the event loop in one transaction: fifty ends of jobs wait for the disk
 * once. Works run in the order in which they came; each promise resolves when its writes are on disk.
 */
export class Committer {
  readonly #options: CommitterOptions;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #onIdle: (() => void)[] = [];

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  /** Runs `work` in the next transaction. A work may run again when the transaction has to be repeated. */
  write<T>(work: () => T, { isForeign = false, isPart = false }: WriteTraits = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = () => {
        try {
          const result = isForeign ? this.#options.isolate(work) : work();
          return () => resolve(result);
        } catch (error) {
          if (!isForeign || !this.#options.isOpen()) throw error;
          return () => reject(error);
        }
      };
      this.#waiting.push({ isPart, run, fail: reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits any more. */
  idle(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commit();
      if (this.#waiting.length > 0) this.#schedule();
      else for (const resolve of this.#onIdle.splice(0)) resolve();
    });
  }

  #commit(): void {
    const works = this.#waiting;
    this.#waiting = [];
    let done = 0;
    try {
      const tells: (() => void)[] = [];
      this.#transactionFor(works)(() => {
        const endMs = performance.now() + longestTransactionMs;
        do tells.push(works[done++]!.run());
        while (done < works.length && performance.now() < endMs);
      });
      for (const tell of tells) tell();
    } catch (error) {
      // One of them is to blame; alone, the others do not suffer from it.
      if (done === 1) works[0]!.fail(error);
      else for (const work of works.slice(0, done)) this.#commitAlone(work);
    }
    this.#waiting = [...works.slice(done), ...this.#waiting];
  }

  #transactionFor(works: readonly Waiting[]): (work: () => void) => void {
    return works.every(({ isPart }) => isPart) ? this.#options.transactPart : this.#options.transact;
  }

  #commitAlone(work: Waiting): void {
    let tell = () => {};
    try {
      this.#transactionFor([work])(() => {
        tell = work.run();
      });
      tell();
    } catch (error) {
      work.fail(error);
    }
  }
}
