import { timetableSchema } from './timetable-schema.ts';

/**
 * Version 2 of the archive: leases, shards, batches, the timetable, the audit, deliveries. A released one never changes.
 *
 * A job that is submitted alone is one durable write, and what that costs is the number of pages it touches: so every index
 * leaves out what it can, and numbers that every write needs stand in one row (`totals`).
 *
 * `jobs.rank` is the place in the queue: the time of acceptance in ms, moved by the handicap of the priority, or a value
 * between two neighbours once a person has dragged it. As it stands still while the clock goes on, a low job is overtaken
 * only for as long as its handicap: waiting makes it older, and nothing starves.
 * `jobs.failures` counts failed attempts since the job was last accepted or re-driven; `jobs.attempt` counts all.
 */
export const secondSchema = `
  CREATE TABLE batches (
    -- A batch of one job has that of the job, which therefore needs no place in jobs_by_batch; larger ones have their own.
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    submitter_kind TEXT NOT NULL,
    submitter_name TEXT,
    -- Where reports are put once jobs have completed, and their language; null: nowhere.
    results_folder TEXT,
    results_locale TEXT,
    -- The host that is still writing its jobs, slice by slice; null: all are accepted. None of them starts before.
    -- 'dropped': it never will be complete, and its jobs are taken back.
    arriving_host TEXT,
    -- How many jobs it has, in each state; kept with every change of a state (job-tally.ts).
    jobs INTEGER NOT NULL DEFAULT 0,
    scheduled INTEGER NOT NULL DEFAULT 0,
    queued INTEGER NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    running INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    -- Sums over its completed jobs.
    rows INTEGER NOT NULL DEFAULT 0,
    duration_ms REAL NOT NULL DEFAULT 0,
    size_bytes INTEGER NOT NULL DEFAULT 0,
    -- When its last job ended; null while one may still change.
    finished_at_ms INTEGER
  ) STRICT;
  CREATE INDEX batches_arriving ON batches (arriving_host) WHERE arriving_host IS NOT NULL;
  INSERT INTO batches (sequence, id, name, created_at_ms, submitter_kind)
    SELECT min(sequence), batch_id, input_file_name, min(created_at_ms), 'person' FROM jobs GROUP BY batch_id;

  -- Of a row in batches; no foreign key, as that would want an index of all jobs.
  ALTER TABLE jobs ADD COLUMN batch_sequence INTEGER;
  -- The event of its acceptance, which therefore needs no place in job_events_by_job; null: it stands there too.
  ALTER TABLE jobs ADD COLUMN first_event INTEGER;
  ALTER TABLE jobs ADD COLUMN rank REAL NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN not_before_ms INTEGER;
  ALTER TABLE jobs ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN max_attempts INTEGER NOT NULL DEFAULT 3;
  ALTER TABLE jobs ADD COLUMN lease_host TEXT;
  ALTER TABLE jobs ADD COLUMN lease_expires_at_ms INTEGER;
  -- What its host is asked to do with it while it runs: 'cancel' or 'pause'.
  ALTER TABLE jobs ADD COLUMN wish TEXT;
  ALTER TABLE jobs ADD COLUMN estimate TEXT;
  ALTER TABLE jobs ADD COLUMN fingerprint TEXT;
  ALTER TABLE jobs ADD COLUMN engine_version TEXT;
  ALTER TABLE jobs ADD COLUMN recipe_version INTEGER;
  ALTER TABLE jobs ADD COLUMN is_reuse_allowed INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE jobs ADD COLUMN reused_from TEXT;
  ALTER TABLE jobs ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
  -- Times of the steps and other facts about an attempt that are no part of the result (JSON).
  ALTER TABLE jobs ADD COLUMN measurements TEXT;
  -- How the table is read beside its sheet (JSON); null: as detected. Then what else the job reads: files, each with its reading.
  ALTER TABLE jobs ADD COLUMN reading TEXT;
  ALTER TABLE jobs ADD COLUMN other_inputs TEXT;
  -- File and sheet name in lower case, for the search.
  ALTER TABLE jobs ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
  UPDATE jobs SET batch_sequence = (SELECT batches.sequence FROM batches WHERE batches.id = jobs.batch_id),
    rank = created_at_ms, search_text = lowercase(input_file_name || coalesce(' ' || sheet, '')),
    state = CASE state WHEN 'failed' THEN 'dead' ELSE state END;
  DROP INDEX jobs_waiting;
  DROP INDEX jobs_by_batch;
  -- Those that may start now; a job that is tried again later waits in jobs_timed until then.
  CREATE INDEX jobs_waiting ON jobs (rank, sequence, batch_sequence) WHERE state = 'queued' AND not_before_ms IS NULL;
  CREATE INDEX jobs_held ON jobs (rank, sequence)
    WHERE state = 'scheduled' OR state = 'paused' OR (state = 'queued' AND not_before_ms IS NOT NULL);
  CREATE INDEX jobs_timed ON jobs (not_before_ms) WHERE state IN ('queued', 'scheduled') AND not_before_ms IS NOT NULL;
  CREATE INDEX jobs_by_batch ON jobs (batch_sequence, rank, sequence) WHERE batch_sequence <> sequence;
  CREATE INDEX jobs_by_state ON jobs (state, sequence) WHERE state IN ('completed', 'cancelled', 'dead');
  CREATE INDEX jobs_by_name ON jobs (search_text, sequence);
  CREATE INDEX jobs_by_size ON jobs (input_size_bytes, sequence);
  CREATE INDEX jobs_by_duration ON jobs (coalesce(duration_ms, -1), sequence) WHERE state IN ('completed', 'cancelled', 'dead');
  -- All that filters look at, so that none of them reads whole rows to count.
  CREATE INDEX jobs_listed ON jobs (sequence, state, priority, created_at_ms, batch_sequence, search_text);
  CREATE INDEX jobs_ended ON jobs (finished_at_ms) WHERE finished_at_ms IS NOT NULL;
  CREATE INDEX jobs_pinned ON jobs (is_pinned) WHERE is_pinned = 1;
  CREATE INDEX jobs_reusable ON jobs (input_size_bytes, fingerprint) WHERE fingerprint IS NOT NULL AND state = 'completed';

  UPDATE jobs SET first_event = (SELECT min(sequence) FROM job_events
    WHERE job_sequence = jobs.sequence AND attempt = 0 AND state = 'queued');
  -- Written anew without a foreign key, which would want an index of all events.
  ALTER TABLE job_events RENAME TO first_job_events;
  CREATE TABLE job_events (
    sequence INTEGER PRIMARY KEY,
    job_sequence INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    cause TEXT NOT NULL,
    fault TEXT,
    host TEXT,
    detail TEXT
  ) STRICT;
  INSERT INTO job_events (sequence, job_sequence, at_ms, state, attempt, fault, cause)
    SELECT sequence, job_sequence, at_ms, CASE state WHEN 'failed' THEN 'dead' ELSE state END, attempt, fault,
      CASE state WHEN 'running' THEN 'started' WHEN 'completed' THEN 'finished' WHEN 'failed' THEN 'failed'
        WHEN 'cancelled' THEN 'cancelled'
        ELSE iif(sequence IN (SELECT first_event FROM jobs), 'submitted', 'migrated') END FROM first_job_events;
  DROP TABLE first_job_events;
  CREATE INDEX job_events_by_job ON job_events (job_sequence, sequence) WHERE cause <> 'submitted';
  -- Version 1 had one process at a time: what it left running when it ended waits again.
  INSERT INTO job_events (job_sequence, at_ms, state, attempt, cause)
    SELECT sequence, started_at_ms, 'queued', attempt, 'migrated' FROM jobs WHERE state = 'running';
  UPDATE jobs SET state = 'queued', started_at_ms = NULL WHERE state = 'running';

  -- One row: how many jobs are in each state, so that no count is ever taken over a hundred thousand rows, and what was
  -- given out last. No number of a job or an event is ever given twice: claims and readers of events rely on it.
  CREATE TABLE totals (
    scheduled INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    running INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    last_job INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    newest_rank REAL NOT NULL,
    -- Counted up so that there is something to write when transactions that did not wait for the disk are brought there.
    syncs INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO totals SELECT 0, coalesce(sum(state = 'queued'), 0), 0, 0, coalesce(sum(state = 'completed'), 0),
    coalesce(sum(state = 'cancelled'), 0), coalesce(sum(state = 'dead'), 0), coalesce(max(sequence), 0),
    (SELECT coalesce(max(sequence), 0) FROM job_events), coalesce(max(rank), 0), 0 FROM jobs;
  UPDATE batches SET (jobs, queued, completed, cancelled, dead, rows, duration_ms, size_bytes, finished_at_ms) =
    (SELECT count(*), sum(state = 'queued'), sum(state = 'completed'), sum(state = 'cancelled'),
      sum(state = 'dead'), coalesce(sum(rows) FILTER (WHERE state = 'completed'), 0),
      coalesce(sum(duration_ms) FILTER (WHERE state = 'completed'), 0),
      coalesce(sum(input_size_bytes) FILTER (WHERE state = 'completed'), 0),
      CASE WHEN sum(state = 'queued') = 0 THEN max(finished_at_ms) END
      FROM jobs WHERE batch_sequence = batches.sequence);

  -- Jobs that are gone, so that other processes hear of it: their events are gone with them. Kept are the newest ones.
  CREATE TABLE job_removals (sequence INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL) STRICT;

  -- The processes that work or have worked on this data folder.
  CREATE TABLE hosts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    pid INTEGER NOT NULL,
    is_working INTEGER NOT NULL,
    started_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
  ) STRICT;
  CREATE INDEX hosts_living ON hosts (started_at_ms) WHERE ended_at_ms IS NULL;

  -- The plan of a job that is not done yet, and the engine that made it: another one plans anew.
  CREATE TABLE job_plans (
    job_sequence INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    made_by TEXT NOT NULL,
    plan TEXT NOT NULL
  ) STRICT;
  -- Shards are listed as long as their job is; what they made is kept until the job has its result.
  CREATE TABLE shards (
    job_sequence INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    finished_at_ms INTEGER,
    duration_ms REAL,
    attempt INTEGER,
    reply TEXT,
    PRIMARY KEY (job_sequence, place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE shard_files (
    job_sequence INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    PRIMARY KEY (job_sequence, place, name),
    FOREIGN KEY (job_sequence, place) REFERENCES shards ON DELETE CASCADE,
    FOREIGN KEY (sha256, extension) REFERENCES contents
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX shard_files_by_content ON shard_files (sha256, extension);
  -- An upsert lays its own way of meeting conflicts on the triggers it fires: OR IGNORE would not be heeded there.
  DROP TRIGGER loosen_deleted;
  DROP TRIGGER loosen_replaced;
  CREATE TRIGGER loosen_deleted AFTER DELETE ON job_artifacts BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;
  CREATE TRIGGER loosen_replaced AFTER UPDATE ON job_artifacts WHEN old.sha256 <> new.sha256 BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;
  CREATE TRIGGER loosen_shard AFTER DELETE ON shard_files BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;
  CREATE TRIGGER drop_shards AFTER UPDATE OF state ON jobs WHEN new.state IN ('completed', 'cancelled')
    AND EXISTS (SELECT 1 FROM job_plans WHERE job_sequence = new.sequence) BEGIN
    DELETE FROM shard_files WHERE job_sequence = new.sequence;
    UPDATE shards SET reply = NULL WHERE job_sequence = new.sequence;
    DELETE FROM job_plans WHERE job_sequence = new.sequence;
  END;

  CREATE TABLE batch_artifacts (
    batch_sequence INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    kind TEXT NOT NULL,
    variant TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extension TEXT NOT NULL,
    -- What it was made from: the completed jobs and their artifacts, so that a later one is made anew.
    made_from TEXT NOT NULL,
    PRIMARY KEY (batch_sequence, kind, variant),
    FOREIGN KEY (sha256, extension) REFERENCES contents
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX batch_artifacts_by_content ON batch_artifacts (sha256, extension);
  CREATE TRIGGER loosen_batch_deleted AFTER DELETE ON batch_artifacts BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;
  CREATE TRIGGER loosen_batch_replaced AFTER UPDATE ON batch_artifacts WHEN old.sha256 <> new.sha256 BEGIN
    INSERT INTO loosened_contents SELECT old.sha256, old.extension WHERE NOT EXISTS
      (SELECT 1 FROM loosened_contents AS known WHERE known.sha256 = old.sha256 AND known.extension = old.extension);
  END;

  -- Kept right by triggers, so that no sum is ever taken over half a million files.
  CREATE TABLE content_totals (files INTEGER NOT NULL, size_bytes INTEGER NOT NULL) STRICT;
  INSERT INTO content_totals SELECT count(*), coalesce(sum(size_bytes), 0) FROM contents;
  CREATE TRIGGER total_content_added AFTER INSERT ON contents BEGIN
    UPDATE content_totals SET files = files + 1, size_bytes = size_bytes + new.size_bytes;
  END;
  CREATE TRIGGER total_content_removed AFTER DELETE ON contents BEGIN
    UPDATE content_totals SET files = files - 1, size_bytes = size_bytes - old.size_bytes;
  END;

  CREATE TABLE job_log_lines (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    job_sequence INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX job_log_lines_by_job ON job_log_lines (job_sequence, sequence);

  -- What jobs took on this machine, and what was foretold: the ground of estimates.
  CREATE TABLE durations (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    recipe TEXT NOT NULL,
    format TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    estimated_ms REAL,
    -- What the plan said it would hold in memory.
    memory_bytes REAL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX durations_by_kind ON durations (recipe, format, sequence);

  ${timetableSchema}

  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
  CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

  -- Settings of the engine, the state of the queue, the last clean-up: JSON by name.
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE notices (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    notice_values TEXT NOT NULL
  ) STRICT;
`;
