/** The part of version 2 of the archive that holds the timetable: schedules, watched folders, deliveries. */
export const timetableSchema = `
  CREATE TABLE schedules (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    is_enabled INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    work TEXT NOT NULL,
    inputs TEXT NOT NULL,
    results_folder TEXT,
    results_locale TEXT,
    -- The tick that comes next, and the last one that was taken: ticks are only ever taken in rising order, each once.
    next_run_ms INTEGER,
    last_tick_ms INTEGER,
    -- When the last one was taken by the clock of that moment.
    last_run_ms INTEGER,
    last_batch_id TEXT,
    missed_ticks INTEGER NOT NULL DEFAULT 0,
    fault TEXT,
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE watched_folders (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    is_enabled INTEGER NOT NULL,
    work TEXT NOT NULL,
    includes_subfolders INTEGER NOT NULL,
    results_folder TEXT,
    results_locale TEXT,
    created_at_ms INTEGER NOT NULL,
    -- 0 until the files that lay there at the beginning have been noted.
    is_begun INTEGER NOT NULL DEFAULT 0,
    takes_present_files INTEGER NOT NULL,
    -- What the host that watches has seen last, for the others.
    state TEXT NOT NULL DEFAULT 'starting',
    unstable_files INTEGER NOT NULL DEFAULT 0,
    submitted_files INTEGER NOT NULL DEFAULT 0,
    last_file_name TEXT,
    last_submitted_at_ms INTEGER
  ) STRICT;
  CREATE TABLE watched_files (
    folder_id TEXT NOT NULL REFERENCES watched_folders ON DELETE CASCADE,
    path TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    modified_at_ms REAL NOT NULL,
    -- null: it lay there before the watching began and is left alone until it changes.
    batch_id TEXT,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (folder_id, path)
  ) STRICT, WITHOUT ROWID;

  -- What is to reach a place outside the data folder, once each: a report in a folder, a message to a web address.
  CREATE TABLE deliveries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    -- What it comes from, such as a job that has completed: no second one ever comes from the same.
    origin TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    -- The folder or the web address.
    target TEXT NOT NULL,
    -- The file's or the batch's name, for the person.
    subject TEXT NOT NULL,
    job_id TEXT,
    payload TEXT,
    state TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    not_before_ms INTEGER NOT NULL,
    fault TEXT,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_waiting ON deliveries (not_before_ms) WHERE state = 'waiting';
  CREATE INDEX deliveries_finished ON deliveries (at_ms) WHERE state IN ('done', 'dropped');
  CREATE INDEX deliveries_in_trouble ON deliveries (target, sequence) WHERE fault IS NOT NULL;
`;
