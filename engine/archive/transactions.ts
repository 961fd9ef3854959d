import type { Database } from './database.ts';
import { LogSync } from './log-sync.ts';

/** Transactions that are on the disk when they return, and parts of larger works that are so with the next of those. */
export class Transactions {
  readonly log: LogSync;
  readonly #database: Database;
  readonly #transact: <T>(work: () => T) => T;
  readonly #sync;
  /** Parts that were written, and those of them that are known to be on the disk. */
  #written = 0;
  #onDisk = 0;

  /** `transact` runs a work in one transaction, or within the one that is open; `file` is that of the database. */
  constructor(database: Database, file: string, transact: <T>(work: () => T) => T) {
    this.log = new LogSync(file);
    this.#database = database;
    this.#transact = transact;
    this.#sync = database.prepare('UPDATE totals SET syncs = syncs + 1');
  }

  durably<T>(work: () => T): T {
    if (this.#database.isTransaction || this.#written === this.#onDisk) return this.#transact(work);
    const result = this.#transact(() => {
      // A commit that has nothing to write would not wait for the disk.
      this.#sync.run();
      return work();
    });
    this.#onDisk = this.#written;
    return result;
  }

  /** Resolves when all parts written so far are on the disk, by another thread; what keeps them from getting there is thrown. */
  async flushed(): Promise<void> {
    const written = this.#written;
    await this.log.flushed();
    this.#onDisk = Math.max(this.#onDisk, written);
  }

  /**
   * Does not wait for the disk: the log is written in order, so that the next commit that does wait brings this one to the
   * disk too (https://sqlite.org/pragma.html#pragma_synchronous).
   */
  inPart<T>(work: () => T): T {
    if (this.#database.isTransaction) return this.#transact(work);
    this.#database.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#written++;
      const result = this.#transact(work);
      this.log.partWritten();
      return result;
    } finally {
      this.#database.exec('PRAGMA synchronous = FULL');
    }
  }
}
