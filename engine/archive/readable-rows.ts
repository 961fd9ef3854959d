import { DatabaseSync } from '@photostructure/sqlite';
import { type Database, sqliteFailure } from './database.ts';

export type Row = Readonly<Record<string, string | number | null>>;

/** Rows of a table of which parts cannot be read. */
export interface ReadableRows {
  readonly rows: readonly Row[];
  /** Numbers of rows that could not be looked at: each may have been a row, or none. */
  readonly unreadable: number;
}

/** Since version 2 jobs, schedules and watched folders are what they are. */
const oldestVersion = 2;

/** Numbers looked at by one statement, as long as nothing is in its way. */
const widestStretch = 512;
/** So many in a row of which nothing can be read are the end: a page that leads to others leads to fewer rows. */
const vainStretches = 32;

/**
 * A damaged archive, to be read alone, and one that was cut off as far as it goes; null where not even its schema can be read, or
 * it is older than what is read of it.
 */
export function openReadable(file: string): Database | null {
  let database: Database | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true, defensive: false });
    // SQLite refuses a file with fewer pages than its header tells of as a whole, unless somebody means to mend it
    // (lockBtree in https://sqlite.org/src/file?name=src/btree.c). Nothing can be written here.
    database.exec('PRAGMA writable_schema = ON');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    // Without a schema there is nothing that could be read.
    database.prepare('SELECT sequence, is_reuse_allowed FROM jobs WHERE sequence = 0');
    if (version >= oldestVersion) return database;
  } catch {
    // Not even its first page can be read.
  }
  database?.close();
  return null;
}

/**
 * The rows of `table` with a number from 1 to `last` of which `condition` holds, as far as they can be read: where a stretch of
 * numbers meets a damaged page it is halved, down to single rows, so that only what lies on that page is missing. Nothing is
 * read by an index, which may be damaged for itself.
 */
export function readableRows(database: Database, table: string, condition: string, last: number): ReadableRows {
  const statement = database.prepare(
    `SELECT * FROM ${table} NOT INDEXED WHERE rowid > ? AND rowid <= ? AND ${condition} ORDER BY rowid`,
  );
  // A stretch ends where the next row begins, which may lie on another page; one row is found by itself.
  const single = database.prepare(`SELECT * FROM ${table} NOT INDEXED WHERE rowid = ? AND ${condition}`);
  const rows: Row[] = [];
  let unreadable = 0;
  const read = (from: number, to: number): void => {
    try {
      rows.push(...((to - from === 1 ? single.all(to) : statement.all(from, to)) as Row[]));
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (to - from === 1) {
        unreadable++;
        return;
      }
      const middle = Math.floor((from + to) / 2);
      read(from, middle);
      read(middle, to);
    }
  };
  for (let from = 0, vain = 0; from < last && vain < vainStretches; from += widestStretch) {
    const [to, before] = [Math.min(last, from + widestStretch), unreadable];
    read(from, to);
    vain = unreadable - before === to - from ? vain + 1 : 0;
  }
  return { rows, unreadable };
}

/** What `read` gives; `otherwise` where the pages it needs cannot be read. */
export function ifReadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return otherwise;
  }
}

/** A damaged schema shows as a table that is not there, a damaged text as one that is no JSON. */
function isDamage(error: unknown): boolean {
  const failure = sqliteFailure(error);
  if (failure === 'corrupt' || failure === 'notADatabase') return true;
  return /no such (table|column|index)|malformed|short read|disk I\/O error/.test(String((error as Error)?.message));
}
