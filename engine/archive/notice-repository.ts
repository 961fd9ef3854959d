import type { FolderNotice } from '../../contract/upkeep.ts';
import type { Database } from './database.ts';

interface NoticeRow {
  readonly sequence: number;
  readonly kind: FolderNotice['kind'];
  readonly atMs: number;
  readonly noticeValues: string;
}

/** What the person must hear of, until they have. */
export class NoticeRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      add: prepare('INSERT INTO notices (kind, at_ms, notice_values) VALUES (?, ?, ?)'),
      list: prepare(
        'SELECT sequence, kind, at_ms AS atMs, notice_values AS noticeValues FROM notices WHERE sequence > ? ORDER BY sequence LIMIT 100',
      ),
      newest: prepare('SELECT coalesce(max(sequence), 0) AS sequence FROM notices'),
      clear: prepare('DELETE FROM notices'),
    };
  }

  add(notice: FolderNotice): void {
    this.#statements.add.run(notice.kind, Math.round(notice.atMs), JSON.stringify(notice.values));
  }

  /** Oldest first. */
  list(): FolderNotice[] {
    return this.since(0).notices;
  }

  /** Those that came after `sequence`, oldest first, and the sequence after which the next ones come. */
  since(sequence: number): { notices: FolderNotice[]; sequence: number } {
    const rows = this.#statements.list.all(sequence) as unknown as NoticeRow[];
    return {
      notices: rows.map(({ kind, atMs, noticeValues }) => ({ kind, atMs, values: JSON.parse(noticeValues) })),
      sequence: rows.at(-1)?.sequence ?? sequence,
    };
  }

  /** The sequence of the newest one. */
  newest(): number {
    return (this.#statements.newest.get() as { sequence: number }).sequence;
  }

  clear(): void {
    this.#statements.clear.run();
  }
}
