/**
 * Version 3 of the archive: the model library and the result library. A released one never changes.
 *
 * A model's file is one of the contents, referred to from here: it stays though the job that made it goes. A removed model is
 * kept out of sight until no job that has not ended was accepted with it.
 *
 * A table of the result library is one DuckDB file, which never changes: an import writes another one, and the archive says
 * which is the table's (docs/decisions/library.md).
 */
export const thirdSchema = `
  -- Names stay when their last version goes, so that no version is ever given twice.
  CREATE TABLE model_names (
    sequence INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE models (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name_sequence INTEGER NOT NULL REFERENCES model_names,
    version INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    created_at_ms INTEGER NOT NULL,
    -- What a list shows of the document (JSON): it is never read for that.
    facts TEXT NOT NULL,
    -- Target and notes in lower case, for the search; the name is looked through beside it.
    search_text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    -- Since when it is out of sight; null: it is there.
    removed_at_ms INTEGER,
    UNIQUE (name_sequence, version),
    FOREIGN KEY (sha256, extension) REFERENCES contents
  ) STRICT;
  CREATE INDEX models_by_content ON models (sha256, extension);
  CREATE TRIGGER loosen_model AFTER DELETE ON models BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;

  CREATE TABLE library_tables (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    -- As SQL knows it; unique whatever the case.
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    created_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    -- [{name, type}] as JSON, and the columns that tell rows apart, if a person has named them.
    columns TEXT NOT NULL,
    key_columns TEXT NOT NULL DEFAULT '[]',
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    FOREIGN KEY (sha256, extension) REFERENCES contents
  ) STRICT;
  CREATE INDEX library_tables_by_content ON library_tables (sha256, extension);
  CREATE TRIGGER loosen_library_table AFTER DELETE ON library_tables BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;
  CREATE TRIGGER loosen_library_table_replaced AFTER UPDATE ON library_tables WHEN old.sha256 <> new.sha256 BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;

  -- What came into the tables. The id is the asker's: the same one a second time changes nothing.
  CREATE TABLE library_imports (
    id TEXT PRIMARY KEY,
    table_sequence INTEGER NOT NULL REFERENCES library_tables ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    mode TEXT NOT NULL,
    -- What it came from, for a person: a file's name, and the job while it is kept.
    origin TEXT NOT NULL,
    job_id TEXT,
    outcome TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX library_imports_by_table ON library_imports (table_sequence, at_ms);

  CREATE TABLE query_history (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    sql TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    duration_ms REAL,
    rows INTEGER,
    fault TEXT
  ) STRICT;
`;
