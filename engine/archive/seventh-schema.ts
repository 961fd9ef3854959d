/**
 * Version 7 of the archive: starts and ends of jobs enter two indexes less. A released one never changes.
 *
 * `jobs.start_event` is the event of a job's first start, `jobs.end_event` that of its completion: named there, as the first event is,
 * they need no place in job_events_by_job, which keeps those of versions before and whatever else happens to a job.
 *
 * Jobs that are submitted together fill pages to their ends. What a start and an end write finds room in `jobs.room`, which shrinks by as
 * much: without it they split nearly every page.
 *
 * Lists by duration and what is too old to be kept are asked for rarely, and jobs end all the time: so these orders stand in tables of
 * their own, which are brought up to date by the events behind `totals.ended_through` when somebody asks (ended-jobs.ts).
 */
export const seventhSchema = `
  ALTER TABLE jobs ADD COLUMN start_event INTEGER;
  ALTER TABLE jobs ADD COLUMN end_event INTEGER;
  ALTER TABLE jobs ADD COLUMN room BLOB;
  ALTER TABLE job_events ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0;
  DROP INDEX job_events_by_job;
  CREATE INDEX job_events_by_job ON job_events (job_sequence, sequence) WHERE is_named = 0 AND cause <> 'submitted';

  -- Of jobs that have ended; -1 where none is known.
  CREATE TABLE job_durations (
    duration_ms REAL NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (duration_ms, sequence)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO job_durations SELECT coalesce(duration_ms, -1), sequence FROM jobs INDEXED BY jobs_by_duration
    WHERE state IN ('completed', 'cancelled', 'dead') ORDER BY coalesce(duration_ms, -1), sequence;
  DROP INDEX jobs_by_duration;
  CREATE TABLE job_ends (
    state TEXT NOT NULL,
    finished_at_ms INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (state, finished_at_ms, sequence)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO job_ends SELECT state, coalesce(finished_at_ms, 0), sequence FROM jobs
    WHERE state IN ('completed', 'cancelled', 'dead') ORDER BY 1, 2, 3;
  ALTER TABLE totals ADD COLUMN ended_through INTEGER NOT NULL DEFAULT 0;
  UPDATE totals SET ended_through = last_event;
`;
