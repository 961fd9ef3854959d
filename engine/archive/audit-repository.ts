import type { AuditEntry } from '../../contract/upkeep.ts';
import type { Database } from './database.ts';

/** An entry as it lies in the archive. */
export interface AuditRow extends AuditEntry {
  readonly previousHash: string;
}

/** The newest entry, kept apart from the entries themselves: a cut-off end shows. */
export interface AuditHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Where the audit ends, by three witnesses that a change from outside would have to bring into agreement. */
export interface AuditEnd {
  readonly entries: number;
  /** 0 when there is no entry. */
  readonly lastSequence: number;
  /** The highest sequence SQLite ever gave here; it does not fall when rows are removed. */
  readonly lastGivenSequence: number;
  readonly head: AuditHead | null;
}

const headFact = 'auditHead';
const lastGiven = `(SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'audit')`;

const columns = 'sequence, at_ms AS atMs, actor, action, subject, previous_hash AS previousHash, hash' as const;

/** The rows of the audit. They are only ever added; the archive's triggers refuse anything else. */
export class AuditRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert: prepare(`INSERT INTO audit (sequence, at_ms, actor, action, subject, previous_hash, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?)`),
      end: prepare(`SELECT (SELECT count(*) FROM audit) AS entries,
        (SELECT coalesce(max(sequence), 0) FROM audit) AS lastSequence, ${lastGiven} AS lastGivenSequence,
        (SELECT value FROM facts WHERE name = '${headFact}') AS head`),
      head: prepare(`SELECT ${lastGiven} AS lastGivenSequence,
        (SELECT value FROM facts WHERE name = '${headFact}') AS head`),
      moveHead: prepare(`INSERT INTO facts (name, value) VALUES ('${headFact}', ?)
        ON CONFLICT DO UPDATE SET value = excluded.value`),
      after: prepare(`SELECT ${columns} FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ? + 0`),
      newest: prepare(`SELECT ${columns} FROM audit ORDER BY sequence DESC LIMIT ? + 0 OFFSET ? + 0`),
      matching: prepare(`SELECT ${columns} FROM audit WHERE sequence <= ? AND sequence > ?
        AND (actor || ' ' || action || ' ' || subject) LIKE ? ESCAPE '\\' ORDER BY sequence DESC`),
    };
  }

  /** Adds an entry and makes it the head; within the caller's transaction. */
  insert(row: AuditRow): void {
    const { sequence, atMs, actor, action, subject, previousHash, hash } = row;
    this.#statements.insert.run(sequence, atMs, actor, action, subject, previousHash, hash);
    this.#statements.moveHead.run(JSON.stringify({ sequence, hash } satisfies AuditHead));
  }

  /** What the next entry follows. */
  head(): Pick<AuditEnd, 'head' | 'lastGivenSequence'> {
    return endOf(this.#statements.head.get());
  }

  /** The end of the audit as it was at one instant. */
  end(): AuditEnd {
    return endOf(this.#statements.end.get());
  }

  /** At most `limit` entries behind `sequence`, oldest first. */
  after(sequence: number, limit: number): AuditRow[] {
    return this.#statements.after.all(sequence, limit) as unknown as AuditRow[];
  }

  /** A page of the newest entries, newest first. */
  newest(limit: number, offset: number): AuditRow[] {
    return this.#statements.newest.all(limit, offset) as unknown as AuditRow[];
  }

  /** Entries from `last` down to just above `beyond` that contain `search`, newest first. */
  matching(last: number, beyond: number, search: string): AuditRow[] {
    const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    return this.#statements.matching.all(last, beyond, pattern) as unknown as AuditRow[];
  }
}

function endOf(row: unknown): AuditEnd {
  const { head, ...end } = row as Omit<AuditEnd, 'head'> & { head: string | null };
  return { ...end, head: head === null ? null : (JSON.parse(head) as AuditHead) };
}
