/** Writes of the archive that belong together. */
export interface CommitterOptions {
  /** Runs `work` in one durable transaction; what it throws undoes everything. */
  readonly transact: (work: () => void) => void;
  /** The same for what need not be durable before the next `transact` or the end of the next `flush`. */
  readonly transactPart: (work: () => void) => void;
  /** Brings all parts to the disk on another thread. */
  readonly flush: () => Promise<void>;
  /** Runs `work` so that what it throws undoes only its own writes; within `transact`. */
  readonly isolate: <T>(work: () => T) => T;
  /** Whether the transaction is still open: some failures, such as a full disk, end it at once. */
  readonly isOpen: () => boolean;
}

/**
 * How a work gets to the disk.
 * - `awaited`: this thread waits for it, the shortest way for a work that comes alone.
 * - `behind`: another thread waits, and only then it is told; what comes meanwhile is written and waited for together.
 * - `after`: told once it is written, and another thread brings it to the disk: what loses nothing when it is lost.
 * - `part`: more of the same follows, and only all of it together is to be durable.
 */
export type Durability = 'awaited' | 'behind' | 'after' | 'part';

/** What a work is like. */
export interface WriteTraits {
  /** It runs code of others, which may throw; its writes are undone then and those of the other works stay. */
  readonly isForeign?: boolean;
  readonly durability?: Durability;
}

interface Waiting {
  readonly durability: Durability;
  /** Does the work and gives how to tell of it once it is on disk. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** After so long a transaction is ended, so that nothing else on this thread waits much longer. */
const longestTransactionMs = 8;

/** So many transactions may be on their way to the disk; a disk that takes longer is waited for. */
const mostFlushing = 32;

/**
 * Writes what was asked for in the same turn of the event loop in one transaction: fifty ends of jobs wait for the disk
 * once. Works run in the order in which they came; each promise resolves when its writes are as durable as its traits say.
 */
export class Committer {
  readonly #options: CommitterOptions;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #flushing = 0;
  #onIdle: (() => void)[] = [];

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  /** Runs `work` in the next transaction. A work may run again when the transaction has to be repeated. */
  write<T>(work: () => T, { isForeign = false, durability = 'awaited' }: WriteTraits = {}): Promise<T> {
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
      this.#waiting.push({ durability, run, fail: reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits any more, nor is on its way to the disk. */
  idle(): Promise<void> {
    if (this.#waiting.length === 0 && this.#flushing === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle.push(resolve);
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#flushing >= mostFlushing) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#commit();
      this.#next();
    });
  }

  /** Goes on with what waits. */
  #next(): void {
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#flushing === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
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
      this.#tell(works, tells);
    } catch (error) {
      // One of them is to blame; alone, the others do not suffer from it.
      if (done === 1) works[0]!.fail(error);
      else for (const work of works.slice(0, done)) this.#commitAlone(work);
    }
    this.#waiting = [...works.slice(done), ...this.#waiting];
  }

  #transactionFor(works: readonly Waiting[]): (work: () => void) => void {
    const isAwaited = works.some(({ durability }) => durability === 'awaited');
    return isAwaited ? this.#options.transact : this.#options.transactPart;
  }

  #commitAlone(work: Waiting): void {
    try {
      const tells: (() => void)[] = [];
      this.#transactionFor([work])(() => tells.push(work.run()));
      this.#tell([work], tells);
    } catch (error) {
      work.fail(error);
    }
  }

  /** Tells of the first works of a transaction that stands, each as soon as it is as durable as it is to be. */
  #tell(works: readonly Waiting[], tells: readonly (() => void)[]): void {
    const isOnDisk = works.some(({ durability }) => durability === 'awaited');
    const later: { readonly work: Waiting; readonly tell: () => void }[] = [];
    let isFlushed = false;
    for (const [place, tell] of tells.entries()) {
      const work = works[place]!;
      if (!isOnDisk && work.durability === 'behind') later.push({ work, tell });
      else tell();
      isFlushed ||= !isOnDisk && work.durability !== 'part';
    }
    if (!isFlushed) return;
    this.#flushing++;
    this.#flush()
      .then(
        () => {
          for (const { tell } of later) tell();
        },
        (error) => {
          for (const { work } of later) work.fail(error);
        },
      )
      .finally(() => {
        this.#flushing--;
        this.#next();
      });
  }

  async #flush(): Promise<void> {
    try {
      await this.#options.flush();
    } catch {
      // The connection that writes says whether the disk takes it.
      this.#options.transact(() => {});
    }
  }
}
