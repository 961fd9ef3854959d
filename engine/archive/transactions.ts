import type { Database } from './database.ts';

/** Transactions that are on the disk when they return, and parts of larger works that are so with the next of those. */
export class Transactions {
  readonly #database: Database;
  readonly #transact: <T>(work: () => T) => T;
  readonly #sync;
  #hasParts = false;

  /** `transact` runs a work in one transaction, or within the one that is open. */
  constructor(database: Database, transact: <T>(work: () => T) => T) {
    this.#database = database;
    this.#transact = transact;
    this.#sync = database.prepare('UPDATE totals SET syncs = syncs + 1');
  }

  durably<T>(work: () => T): T {
    if (this.#database.isTransaction || !this.#hasParts) return this.#transact(work);
    const result = this.#transact(() => {
      // A commit that has nothing to write would not wait for the disk.
      this.#sync.run();
      return work();
    });
    this.#hasParts = false;
    return result;
  }

  /**
   * Does not wait for the disk: the log is written in order, so that the next commit that does wait brings this one to the
   * disk too (https://sqlite.org/pragma.html#pragma_synchronous).
   */
  inPart<T>(work: () => T): T {
    if (this.#database.isTransaction) return this.#transact(work);
    this.#database.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#hasParts = true;
      return this.#transact(work);
    } finally {
      this.#database.exec('PRAGMA synchronous = FULL');
    }
  }
}
