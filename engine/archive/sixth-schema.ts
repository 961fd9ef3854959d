/**
 * Version 6 of the archive: the start of a job leaves the index of the lists alone, and an end enters one index less. A released
 * one never changes.
 *
 * `jobs.listed_state` is the state, but that of a running job is still 'queued' there (listed-states.ts). Retention walks along
 * jobs_by_state.
 */
export const sixthSchema = `
  ALTER TABLE jobs ADD COLUMN listed_state TEXT NOT NULL DEFAULT 'queued';
  UPDATE jobs SET listed_state = state WHERE state NOT IN ('queued', 'running');
  DROP INDEX jobs_listed;
  CREATE INDEX jobs_listed ON jobs (sequence, listed_state, priority, created_at_ms, batch_sequence, search_text)
    WHERE is_fresh = 0;
  DROP INDEX jobs_ended;
`;
