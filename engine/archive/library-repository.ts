import type { ImportMode, ImportOutcome, LibraryImport, LibraryTable } from '../../contract/library/library.ts';
import type { TableColumn } from '../../contract/tables.ts';
import type { Content, ContentRepository, SizedContent } from './content-repository.ts';
import { type Database, inTransaction } from './database.ts';

/** A library table with the file that holds its rows. */
export interface LibraryTableRecord extends LibraryTable, Content {}

export interface NewImport {
  readonly id: string;
  readonly mode: ImportMode;
  readonly origin: string;
  readonly jobId: string | null;
  readonly outcome: ImportOutcome;
}

/** What an import makes of a table. */
export interface ImportedTable {
  /** Of the table as it was when the import began; null: there was none of this name. */
  readonly before: LibraryTableRecord | null;
  /** For a new table. */
  readonly newId: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly keyColumns: readonly string[];
  readonly content: SizedContent;
}

/** A table that comes back, with what came into it. */
export interface RestoredTable extends Pick<ImportedTable, 'name' | 'columns' | 'keyColumns' | 'content'> {
  readonly id: string;
  readonly rows: number;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly imports: readonly LibraryImport[];
}

const selectTable = `
  SELECT library_tables.id, name, rows, json_array_length(columns) AS columns, key_columns AS keyColumns, library_tables.created_at_ms AS createdAtMs,
    changed_at_ms AS changedAtMs, library_tables.sha256, library_tables.extension, contents.size_bytes AS sizeBytes,
    (SELECT count(*) FROM library_imports WHERE table_sequence = library_tables.sequence) AS imports
  FROM library_tables JOIN contents USING (sha256, extension)`;

/** The tables of the result library: which file holds each, and what came into it. */
export class LibraryRepository {
  readonly #database: Database;
  readonly #contents: ContentRepository;
  readonly #statements;

  constructor(database: Database, contents: ContentRepository) {
    this.#database = database;
    this.#contents = contents;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      list: prepare(`${selectTable} ORDER BY name`),
      find: prepare(`${selectTable} WHERE library_tables.id = ?`),
      columns: prepare('SELECT columns FROM library_tables WHERE id = ?'),
      named: prepare(`${selectTable} WHERE name = ?`),
      insert:
        prepare(`INSERT INTO library_tables (id, name, created_at_ms, changed_at_ms, rows, columns, key_columns, sha256,
        extension) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      replace: prepare(`UPDATE library_tables SET changed_at_ms = ?, rows = ?, columns = ?, key_columns = ?, sha256 = ?,
        extension = ? WHERE id = ?`),
      rename: prepare('UPDATE library_tables SET name = ? WHERE id = ?'),
      remove: prepare('DELETE FROM library_tables WHERE id = ?'),
      noteImport: prepare(`INSERT INTO library_imports (id, table_sequence, at_ms, mode, origin, job_id, outcome)
        VALUES (?, (SELECT sequence FROM library_tables WHERE library_tables.id = ?), ?, ?, ?, ?, ?)`),
      imports: prepare(`SELECT library_imports.id, at_ms AS atMs, mode, origin, jobs.id AS jobId, outcome
        FROM library_imports LEFT JOIN jobs ON jobs.id = job_id
        WHERE table_sequence = (SELECT sequence FROM library_tables WHERE library_tables.id = ?)
        ORDER BY at_ms DESC, library_imports.id DESC LIMIT ? + 0`),
      findImport: prepare(`SELECT library_tables.id AS tableId, outcome FROM library_imports
        JOIN library_tables ON library_tables.sequence = table_sequence WHERE library_imports.id = ?`),
    };
  }

  list(): LibraryTableRecord[] {
    return this.#statements.list.all().map(recordOf);
  }

  find(id: string): LibraryTableRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : recordOf(row);
  }

  /** The table of this name, whatever the case of its Latin letters. */
  named(name: string): LibraryTableRecord | null {
    const row = this.#statements.named.get(name);
    return row === undefined ? null : recordOf(row);
  }

  /** Of a table that there is. */
  columnsOf(id: string): TableColumn[] {
    return JSON.parse((this.#statements.columns.get(id) as { columns: string }).columns);
  }

  /** What an import did that is on record, and to which table. */
  findImport(importId: string): { tableId: string; outcome: ImportOutcome } | null {
    const row = this.#statements.findImport.get(importId) as { tableId: string; outcome: string } | undefined;
    return row ? { tableId: row.tableId, outcome: JSON.parse(row.outcome) } : null;
  }

  /**
   * Puts an import on record with the file it made. False, and nothing is changed, where the table is no longer as it was when
   * the import began, or the import is on record already: another one came between. Throws ContentMissing.
   */
  import(table: ImportedTable, made: NewImport, atMs: number): boolean {
    return inTransaction(this.#database, () => {
      const { before, content, columns, keyColumns, name } = table;
      const present = before ? this.find(before.id) : this.named(name);
      const isAsBefore = before ? present?.sha256 === before.sha256 : present === null;
      if (!isAsBefore || this.findImport(made.id)) return false;
      this.#contents.hold(content, atMs);
      const cells = [made.outcome.rowsAfter, JSON.stringify(columns), JSON.stringify(keyColumns)] as const;
      const { sha256, extension } = content;
      const id = before?.id ?? table.newId;
      const at = Math.round(atMs);
      if (before) this.#statements.replace.run(at, ...cells, sha256, extension, id);
      else this.#statements.insert.run(id, name, at, at, ...cells, sha256, extension);
      const { mode, origin, jobId, outcome } = made;
      this.#statements.noteImport.run(made.id, id, at, mode, origin, jobId, JSON.stringify(outcome));
      return true;
    });
  }

  /**
   * Brings a table back as it was, under a name with a number where another one bears its name. False when it is there already.
   * Throws ContentMissing.
   */
  restore(table: RestoredTable, atMs: number): boolean {
    return inTransaction(this.#database, () => {
      const { id, rows, columns, keyColumns, content, createdAtMs, changedAtMs, imports } = table;
      if (this.find(id)) return false;
      this.#contents.hold(content, atMs);
      let name = table.name;
      for (let number = 2; this.named(name); number++) name = `${table.name}_${number}`;
      this.#statements.insert.run(
        ...[id, name, Math.round(createdAtMs), Math.round(changedAtMs), rows, JSON.stringify(columns)],
        ...[JSON.stringify(keyColumns), content.sha256, content.extension],
      );
      for (const { id: importId, atMs: importedAtMs, mode, origin, jobId, outcome } of imports) {
        if (this.findImport(importId)) continue;
        this.#statements.noteImport.run(importId, id, importedAtMs, mode, origin, jobId, JSON.stringify(outcome));
      }
      return true;
    });
  }

  imports(tableId: string, limit: number): LibraryImport[] {
    return (
      this.#statements.imports.all(tableId, limit) as (Omit<LibraryImport, 'outcome'> & { outcome: string })[]
    ).map((row) => ({ ...row, outcome: JSON.parse(row.outcome) }));
  }

  /** False when another table bears the name. */
  rename(id: string, name: string): boolean {
    return inTransaction(this.#database, () => {
      const bearer = this.named(name);
      if (bearer && bearer.id !== id) return false;
      this.#statements.rename.run(name, id);
      return true;
    });
  }

  remove(id: string): boolean {
    return this.#statements.remove.run(id).changes > 0;
  }
}

function recordOf(row: unknown): LibraryTableRecord {
  const { keyColumns, ...rest } = row as LibraryTableRecord & { keyColumns: unknown };
  return { ...rest, keyColumns: JSON.parse(String(keyColumns)) };
}
