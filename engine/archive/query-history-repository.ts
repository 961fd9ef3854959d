import type { PastQuery } from '../../contract/library/library.ts';
import type { Database } from './database.ts';

const keptQueries = 5000;

/** The queries that were run, each text once. */
export class QueryHistoryRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      forgetSame: prepare('DELETE FROM query_history WHERE sql = ?'),
      note: prepare('INSERT INTO query_history (sql, at_ms, duration_ms, rows, fault) VALUES (?, ?, ?, ?, ?)'),
      forgetOld: prepare(`DELETE FROM query_history WHERE sequence <= (
        SELECT sequence FROM query_history ORDER BY sequence DESC LIMIT 1 OFFSET ${keptQueries})`),
      list: prepare(`SELECT sql, at_ms AS atMs, duration_ms AS durationMs, rows, fault FROM query_history
        WHERE ?1 = '' OR instr(lowercase(sql), ?1) > 0 ORDER BY sequence DESC LIMIT ?2 + 0`),
      forgetAll: prepare('DELETE FROM query_history'),
    };
  }

  /** Within the caller's transaction. */
  note({ sql, atMs, durationMs, rows, fault }: PastQuery): void {
    this.#statements.forgetSame.run(sql);
    this.#statements.note.run(sql, Math.round(atMs), durationMs, rows, fault);
    this.#statements.forgetOld.run();
  }

  /** Those whose text contains `search`, whatever the case; the newest first. */
  list(search: string, limit: number): PastQuery[] {
    return this.#statements.list.all(search.trim().toLowerCase(), limit) as unknown as PastQuery[];
  }

  forgetAll(): number {
    return Number(this.#statements.forgetAll.run().changes);
  }
}
