import type { FolderNotice } from '../../contract/upkeep.ts';
import type { Database } from './database.ts';

/** What the person must hear of, until they have. */
export class NoticeRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      add: prepare('INSERT INTO notices (kind, at_ms, notice_values) VALUES (?, ?, ?)'),
      list: prepare(
        'SELECT kind, at_ms AS atMs, notice_values AS noticeValues FROM notices ORDER BY sequence LIMIT 100',
      ),
      clear: prepare('DELETE FROM notices'),
    };
  }

  add(notice: FolderNotice): void {
    this.#statements.add.run(notice.kind, Math.round(notice.atMs), JSON.stringify(notice.values));
  }

  /** Oldest first. */
  list(): FolderNotice[] {
    const rows = this.#statements.list.all() as { kind: FolderNotice['kind']; atMs: number; noticeValues: string }[];
    return rows.map(({ kind, atMs, noticeValues }) => ({ kind, atMs, values: JSON.parse(noticeValues) }));
  }

  clear(): void {
    this.#statements.clear.run();
  }
}
