/** Version 1 of the archive. A released one never changes. */
export const firstSchema = `
  CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    batch_id TEXT NOT NULL,
    recipe TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    input_path TEXT NOT NULL,
    input_file_name TEXT NOT NULL,
    input_size_bytes INTEGER NOT NULL,
    input_modified_at_ms REAL,
    asked_sheet TEXT,
    sheet TEXT,
    created_at_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    finished_at_ms INTEGER,
    attempt INTEGER NOT NULL DEFAULT 0,
    fencing_token INTEGER NOT NULL DEFAULT 0,
    rows INTEGER,
    columns INTEGER,
    duration_ms REAL,
    fault TEXT
  ) STRICT;
  CREATE INDEX jobs_waiting ON jobs (priority DESC, sequence) WHERE state = 'queued';
  CREATE INDEX jobs_running ON jobs (sequence) WHERE state = 'running';
  CREATE INDEX jobs_by_batch ON jobs (batch_id);

  CREATE TABLE job_events (
    sequence INTEGER PRIMARY KEY,
    job_sequence INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    fault TEXT
  ) STRICT;
  CREATE INDEX job_events_by_job ON job_events (job_sequence, sequence);

  CREATE TABLE contents (
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (sha256, extension)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE job_artifacts (
    job_sequence INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    kind TEXT NOT NULL,
    variant TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    PRIMARY KEY (job_sequence, kind, variant),
    FOREIGN KEY (sha256, extension) REFERENCES contents
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX job_artifacts_by_content ON job_artifacts (sha256, extension);

  -- Contents that lost a reference and may be needed by none: looking at these is cheaper than at all contents.
  CREATE TABLE loosened_contents (
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    PRIMARY KEY (sha256, extension)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER loosen_deleted AFTER DELETE ON job_artifacts BEGIN
    INSERT OR IGNORE INTO loosened_contents VALUES (old.sha256, old.extension);
  END;
  CREATE TRIGGER loosen_replaced AFTER UPDATE ON job_artifacts WHEN old.sha256 <> new.sha256 BEGIN
    INSERT OR IGNORE INTO loosened_contents VALUES (old.sha256, old.extension);
  END;
  `;
