import { statSync } from 'node:fs';
import { type Database, sqliteFailure } from './database.ts';

const incremental = 2;
/** An archive up to this size is checked within a few milliseconds. */
const smallBytes = 2_000_000;

/**
 * Lets a database give free pages back to the disk (https://sqlite.org/pragma.html#pragma_auto_vacuum). A new one costs
 * nothing; an older one is written anew once, which is left for another time where there is no room for it.
 */
export function makeShrinkable(database: Database): void {
  const { auto_vacuum: mode } = database.prepare('PRAGMA auto_vacuum').get() as { auto_vacuum: number };
  if (mode === incremental) return;
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  try {
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    if (pages > 0) database.exec('VACUUM');
  } catch {
    // Another process holds it, or the disk is full: its free pages are used again, only not given back.
  }
}

/** What the archive takes on the disk. */
export class ArchiveSpace {
  readonly #database: Database;
  /** Where the database lies; its log lies beside it. */
  readonly file: string;
  readonly #freePages;

  constructor(database: Database, file: string) {
    this.#database = database;
    this.file = file;
    this.#freePages = database.prepare('PRAGMA freelist_count');
  }

  /** The database with its log, in bytes. */
  sizeBytes(): number {
    return ['', '-wal', '-shm'].reduce((sum, ending) => sum + sizeOf(this.file + ending), 0);
  }

  /** What its log takes, in bytes: it stays as long as it ever was until it begins anew. */
  logBytes(): number {
    return sizeOf(`${this.file}-wal`);
  }

  /** Whether `check` takes no longer than a moment. */
  isSmall(): boolean {
    return this.sizeBytes() <= smallBytes;
  }

  /** Looks for damage; gives what SQLite says of it, null when all is well. `full` compares indexes with tables too. */
  check(depth: 'quick' | 'full'): string | null {
    try {
      const pragma = depth === 'full' ? 'integrity_check' : 'quick_check';
      const rows = this.#database.prepare(`PRAGMA ${pragma}(20)`).all();
      const lines = rows.map((row) => String(Object.values(row)[0]));
      return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('\n');
    } catch (error) {
      const failure = sqliteFailure(error);
      if (failure === 'corrupt' || failure === 'notADatabase') return (error as Error).message;
      throw error;
    }
  }

  rebuildIndexes(): void {
    this.#database.exec('REINDEX');
  }

  /** Pages nobody uses any more. */
  freePages(): number {
    return (this.#freePages.get() as { freelist_count: number }).freelist_count;
  }

  /** Gives `pages` of them back at most. */
  shrink(pages: number): void {
    this.#database.exec(`PRAGMA incremental_vacuum(${pages})`);
  }

  /** Brings what stands in the log into the database as far as nobody is in the way: only then does the file get shorter. */
  settle(): void {
    this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
