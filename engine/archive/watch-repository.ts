import type { WatchedFolder, Work } from '../../contract/timetable.ts';
import type { Database } from './database.ts';
import type { Row } from './readable-rows.ts';
import { restoreRow } from './restore-row.ts';
import type { ResultsPlace } from './schedule-repository.ts';

/** As another process may ask for it, `disabled` apart. */
export type WatchState = Exclude<WatchedFolder['state'], 'disabled' | 'idle'>;

export interface NewWatch {
  readonly id: string;
  /** Links resolved. */
  readonly path: string;
  readonly work: Work;
  readonly includesSubfolders: boolean;
  readonly takesPresentFiles: boolean;
  readonly results: ResultsPlace | null;
  readonly createdAtMs: number;
}

export interface WatchRecord extends NewWatch {
  readonly isEnabled: boolean;
  /** Whether the files that lay there at the beginning have been noted. */
  readonly isBegun: boolean;
  readonly state: WatchState;
  readonly unstableFiles: number;
  readonly submittedFiles: number;
  readonly lastFileName: string | null;
  readonly lastSubmittedAtMs: number | null;
}

/** What of a watched folder a person can change. */
export type WatchChange = Pick<WatchRecord, 'isEnabled' | 'work' | 'includesSubfolders' | 'results'>;

/** A file by its content as far as it shows from outside. */
export interface FileState {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** Watched folders and the files in them that need no further look. */
export class WatchRepository {
  readonly #database: Database;
  readonly #statements;

  constructor(database: Database) {
    this.#database = database;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert:
        prepare(`INSERT INTO watched_folders (id, path, is_enabled, work, includes_subfolders, takes_present_files,
        results_folder, results_locale, created_at_ms) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)`),
      list: prepare('SELECT * FROM watched_folders ORDER BY created_at_ms, id'),
      find: prepare('SELECT * FROM watched_folders WHERE id = ?'),
      isWatched: prepare('SELECT 1 FROM watched_folders WHERE path = ?'),
      change: prepare(`UPDATE watched_folders SET is_enabled = ?, work = ?, includes_subfolders = ?, results_folder = ?,
        results_locale = ? WHERE id = ?`),
      begin: prepare('UPDATE watched_folders SET is_begun = 1, is_enabled = 1 WHERE id = ?'),
      show: prepare('UPDATE watched_folders SET state = ?, unstable_files = ? WHERE id = ?'),
      submitted: prepare(`UPDATE watched_folders SET submitted_files = submitted_files + ?, last_file_name = ?,
        last_submitted_at_ms = ? WHERE id = ? AND is_enabled`),
      forgetFiles: prepare(`DELETE FROM watched_files WHERE folder_id = ?1
        AND path IN (SELECT path FROM watched_files WHERE folder_id = ?1 LIMIT ?2)`),
      remove: prepare('DELETE FROM watched_folders WHERE id = ?'),
      isNoted: prepare('SELECT 1 FROM watched_files WHERE folder_id = ? AND path = ?'),
      isKnown: prepare(`SELECT at_ms FROM watched_files WHERE folder_id = ? AND path = ? AND size_bytes = ?
        AND modified_at_ms = ?`),
      note: prepare(`INSERT INTO watched_files (folder_id, path, size_bytes, modified_at_ms, batch_id, at_ms)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET size_bytes = excluded.size_bytes,
        modified_at_ms = excluded.modified_at_ms, batch_id = excluded.batch_id, at_ms = excluded.at_ms
        WHERE size_bytes <> excluded.size_bytes OR modified_at_ms <> excluded.modified_at_ms`),
    };
  }

  /** Disabled until its watching begins: should the process end before, nobody takes old files for new ones. */
  insert({ id, path, work, includesSubfolders, takesPresentFiles, results, createdAtMs }: NewWatch): void {
    this.#statements.insert.run(
      ...[id, path, JSON.stringify(work), includesSubfolders ? 1 : 0, takesPresentFiles ? 1 : 0],
      ...[results?.folder ?? null, results?.locale ?? null, createdAtMs],
    );
  }

  /** Writes one as an earlier archive held it, with the files in it that need no look. */
  restore(row: Row, files: readonly Row[]): void {
    restoreRow(this.#database, 'watched_folders', row);
    for (const file of files) restoreRow(this.#database, 'watched_files', file);
  }

  list(): WatchRecord[] {
    return this.#statements.list.all().map(recordOf);
  }

  find(id: string): WatchRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : recordOf(row);
  }

  isWatched(path: string): boolean {
    return this.#statements.isWatched.get(path) !== undefined;
  }

  change(id: string, { isEnabled, work, includesSubfolders, results }: WatchChange): void {
    this.#statements.change.run(
      ...[isEnabled ? 1 : 0, JSON.stringify(work), includesSubfolders ? 1 : 0],
      ...[results?.folder ?? null, results?.locale ?? null, id],
    );
  }

  /** Enables a folder: from now on files that are not noted are new ones. */
  begin(id: string): void {
    this.#statements.begin.run(id);
  }

  /** Tells other processes what the one that watches sees. */
  show(id: string, state: WatchState, unstableFiles: number): void {
    this.#statements.show.run(state, unstableFiles, id);
  }

  /** Forgets some of a folder's files; false once none is left. A folder of many is removed in slices. */
  forgetFiles(folderId: string, limit: number): boolean {
    return Number(this.#statements.forgetFiles.run(folderId, limit).changes) > 0;
  }

  /** False when there is no such folder. */
  remove(id: string): boolean {
    return Number(this.#statements.remove.run(id).changes) > 0;
  }

  /** Whether a file needs no look as it is: it has been submitted, or lay there before. */
  isKnown(folderId: string, { path, sizeBytes, modifiedAtMs }: FileState): boolean {
    return this.notedAtMs(folderId, { path, sizeBytes, modifiedAtMs }) !== null;
  }

  /** Since when that is known of a file as it is; null: it is not. */
  notedAtMs(folderId: string, { path, sizeBytes, modifiedAtMs }: FileState): number | null {
    const row = this.#statements.isKnown.get(folderId, path, sizeBytes, modifiedAtMs);
    return row === undefined ? null : (row as { at_ms: number }).at_ms;
  }

  /** Whether a file of this path has been noted, as it is or as it was. */
  isNoted(folderId: string, path: string): boolean {
    return this.#statements.isNoted.get(folderId, path) !== undefined;
  }

  /** Files that lay there before the watching began. */
  notePresent(folderId: string, files: readonly FileState[], atMs: number): void {
    for (const file of files) this.#note(folderId, file, null, atMs);
  }

  /**
   * Files that are submitted with `batchId`, in the transaction of the submission. False when the folder is not watched
   * any more, or somebody has submitted one of them: then nothing may be accepted.
   */
  noteSubmitted(
    folderId: string,
    files: readonly FileState[],
    batchId: string,
    lastFileName: string,
    atMs: number,
  ): boolean {
    const { submitted } = this.#statements;
    if (Number(submitted.run(files.length, lastFileName, atMs, folderId).changes) === 0) return false;
    return files.every((file) => this.#note(folderId, file, batchId, atMs));
  }

  #note(folderId: string, { path, sizeBytes, modifiedAtMs }: FileState, batchId: string | null, atMs: number): boolean {
    const changes = this.#statements.note.run(folderId, path, sizeBytes, modifiedAtMs, batchId, atMs).changes;
    return Number(changes) > 0;
  }
}

function recordOf(row: unknown): WatchRecord {
  const cells = row as Record<string, string | number | null>;
  const { results_folder: folder, results_locale: locale } = cells;
  return {
    id: cells.id as string,
    path: cells.path as string,
    isEnabled: cells.is_enabled === 1,
    work: JSON.parse(cells.work as string) as Work,
    includesSubfolders: cells.includes_subfolders === 1,
    takesPresentFiles: cells.takes_present_files === 1,
    results: folder === null ? null : ({ folder, locale } as ResultsPlace),
    createdAtMs: cells.created_at_ms as number,
    isBegun: cells.is_begun === 1,
    state: cells.state as WatchState,
    unstableFiles: cells.unstable_files as number,
    submittedFiles: cells.submitted_files as number,
    lastFileName: cells.last_file_name as string | null,
    lastSubmittedAtMs: cells.last_submitted_at_ms as number | null,
  };
}
