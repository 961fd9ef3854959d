import { DatabaseSync } from '@photostructure/sqlite';

export type Database = InstanceType<typeof DatabaseSync>;

/** SQLite's primary result codes that are told apart here: https://sqlite.org/rescode.html */
const sqliteCodes = { busy: 5, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;
type SqliteFailure = keyof typeof sqliteCodes;

/** What SQLite says of them (sqlite3_errstr): the library leaves the code out where a statement gives all its rows. */
const sqliteSentences: Readonly<Record<string, SqliteFailure>> = {
  'database is locked': 'busy',
  'attempt to write a readonly database': 'readOnly',
  'database disk image is malformed': 'corrupt',
  'database or disk is full': 'full',
  'unable to open database file': 'cannotOpen',
  'file is not a database': 'notADatabase',
};

/*
 * On the wording of statements: with a bare `LIMIT ?` SQLite takes the number bound to it for a part of the plan, and prepares
 * the statement anew whenever it is bound again, which costs more than most statements do. With `LIMIT ? + 0` it does not.
 */

/** Opens or makes a database file; waits up to `timeoutMs` for another process that holds it. */
export function openDatabase(path: string, timeoutMs: number): Database {
  return new DatabaseSync(path, { timeout: timeoutMs, enableForeignKeyConstraints: true });
}

/** Which of the failures named above `error` is; null for any other. */
export function sqliteFailure(error: unknown): SqliteFailure | null {
  const { errcode: code, message } = (error ?? {}) as { errcode?: unknown; message?: unknown };
  if (typeof code !== 'number') return sqliteSentences[String(message)] ?? null;
  const primary = code & 0xff; // extended codes keep the primary one in their low byte
  for (const [name, value] of Object.entries(sqliteCodes)) {
    if (value === primary) return name as SqliteFailure;
  }
  return null;
}

interface Bounds {
  readonly begin: { run(): unknown };
  readonly commit: { run(): unknown };
}

/** Prepared once for each database: a text that is executed is parsed anew each time. */
const bounds = new WeakMap<Database, Bounds>();

function boundsOf(database: Database): Bounds {
  let found = bounds.get(database);
  if (!found) {
    found = { begin: database.prepare('BEGIN IMMEDIATE'), commit: database.prepare('COMMIT') };
    bounds.set(database, found);
  }
  return found;
}

/** Runs `work` in one transaction, or within the one that is already open; what it throws undoes everything. */
export function inTransaction<T>(database: Database, work: () => T): T {
  if (database.isTransaction) return work();
  const { begin, commit } = boundsOf(database);
  begin.run();
  try {
    const result = work();
    commit.run();
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back on its own; a second ROLLBACK would hide the first error.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Runs `work` within the transaction that is open; what it throws undoes its own writes alone. */
export function inSavepoint<T>(database: Database, work: () => T): T {
  database.exec('SAVEPOINT part');
  try {
    const result = work();
    database.exec('RELEASE part');
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back the whole transaction on its own.
    if (database.isTransaction) database.exec('ROLLBACK TO part; RELEASE part');
    throw error;
  }
}

/**
 * Closes the database with everything in its main file. The library cannot finalize prepared statements, so the files
 * stay open until the garbage collector has taken these; emptying the log first leaves nothing to be recovered.
 */
export function closeDatabase(database: Database): void {
  if (!database.isOpen) return;
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // A full disk: the log stays, and the next opening reads it.
  }
  database.close();
}
