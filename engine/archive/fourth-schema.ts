/**
 * Version 4 of the archive: a job that is submitted alone comes into the indexes of the lists later, together with others. A
 * released one never changes.
 *
 * Each index that a lone job enters at once is another page of its transaction, and three of them serve lists alone. Fresh
 * jobs are those behind `totals.listed_through` that are marked so; who lists jobs brings them in first (fresh-jobs.ts).
 */
export const fourthSchema = `
  ALTER TABLE jobs ADD COLUMN is_fresh INTEGER NOT NULL DEFAULT 0;
  DROP INDEX jobs_by_name;
  DROP INDEX jobs_by_size;
  DROP INDEX jobs_listed;
  CREATE INDEX jobs_by_name ON jobs (search_text, sequence) WHERE is_fresh = 0;
  CREATE INDEX jobs_by_size ON jobs (input_size_bytes, sequence) WHERE is_fresh = 0;
  -- All that filters look at, so that none of them reads whole rows to count.
  CREATE INDEX jobs_listed ON jobs (sequence, state, priority, created_at_ms, batch_sequence, search_text)
    WHERE is_fresh = 0;

  -- No job up to this one is fresh.
  ALTER TABLE totals ADD COLUMN listed_through INTEGER NOT NULL DEFAULT 0;
  UPDATE totals SET listed_through = last_job;
`;
