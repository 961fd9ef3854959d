import type { Database } from './database.ts';
import type { Totals } from './totals.ts';

/** So many numbers of jobs may lie behind those that are listed: their entries in the indexes of the lists are written together. */
const freshAtMost = 64;

/**
 * Jobs submitted one by one, which are not in the indexes of the lists yet (fourth-schema.ts). A page of an index costs as much
 * for sixty entries as for one, so they come in together: when there are many, when several jobs are submitted at once,
 * or when somebody lists jobs.
 */
export class FreshJobs {
  readonly #totals: Totals;
  readonly #list;

  constructor(database: Database, totals: Totals) {
    this.#totals = totals;
    this.#list = database.prepare('UPDATE jobs SET is_fresh = 0 WHERE sequence > ? AND is_fresh = 1');
  }

  /** Whether there may be any. */
  get areThere(): boolean {
    return this.#totals.numbers().unlisted > 0;
  }

  /** Whether they are to be listed before there are more; within the transaction of a submission. */
  get areMany(): boolean {
    return this.#totals.numbers().unlisted >= freshAtMost;
  }

  /** Brings all of them into the indexes, within the caller's transaction. */
  list(): void {
    const { listedThrough, unlisted } = this.#totals.numbers();
    if (unlisted === 0) return;
    this.#list.run(listedThrough);
    this.#totals.listAll();
  }
}
