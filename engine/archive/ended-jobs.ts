import type { Database } from './database.ts';
import type { Totals } from './totals.ts';

/** Events looked at in one transaction: a millisecond or two. */
const eventsAtOnce = 1000;

/**
 * The ended jobs by what they took and by when they ended, for lists and for retention. Ends do not keep these orders up to date: a
 * place in each would cost an end a tenth of its time, and hardly anybody asks for them. Who needs one brings both up to date first,
 * by the events since; what leaves the ended jobs leaves them at once.
 */
export class EndedJobs {
  readonly #totals: Totals;
  readonly #statements;

  constructor(database: Database, totals: Totals) {
    this.#totals = totals;
    const prepare = (sql: string) => database.prepare(sql);
    const hasEnded = `state IN ('completed', 'cancelled', 'dead')`;
    const places = {
      job_durations: 'coalesce(duration_ms, -1), sequence',
      job_ends: 'state, coalesce(finished_at_ms, 0), sequence',
    };
    const statementsOf = (table: keyof typeof places) => ({
      // A job that was tried again and ended anew is met twice.
      add: prepare(`INSERT OR IGNORE INTO ${table} SELECT ${places[table]} FROM jobs WHERE sequence IN
        (SELECT job_sequence FROM job_events WHERE sequence > ? AND sequence <= ? AND ${hasEnded}) AND ${hasEnded}`),
      remove: prepare(`DELETE FROM ${table} WHERE (${columnsOf[table]}) IN
        (SELECT ${places[table]} FROM json_each(?) CROSS JOIN jobs ON sequence = value)`),
    });
    this.#statements = {
      through: prepare('SELECT ended_through AS event FROM totals'),
      note: prepare('UPDATE totals SET ended_through = ?'),
      orders: [statementsOf('job_durations'), statementsOf('job_ends')],
    };
  }

  /** Whether there are events that were not looked at. */
  get areBehind(): boolean {
    return this.#through() < this.#totals.lastEvent();
  }

  /** Looks at some of them, within the caller's transaction. */
  addSome(): void {
    const from = this.#through();
    const to = Math.min(from + eventsAtOnce, this.#totals.lastEvent());
    for (const { add } of this.#statements.orders) add.run(from, to);
    this.#statements.note.run(to);
  }

  /** Takes out jobs that are removed or wait again, before they change; `sequences` as JSON, and within the caller's transaction. */
  remove(sequences: string): void {
    for (const { remove } of this.#statements.orders) remove.run(sequences);
  }

  #through(): number {
    return (this.#statements.through.get() as { event: number }).event;
  }
}

const columnsOf = {
  job_durations: 'duration_ms, sequence',
  job_ends: 'state, finished_at_ms, sequence',
} as const;
