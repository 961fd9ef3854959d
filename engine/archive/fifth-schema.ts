/**
 * Version 5 of the archive: a job that is submitted alone gets its batch's row and its first event later, together with others.
 * A released one never changes.
 *
 * Until then `jobs.arrival` holds what they say and the job's own row does not (fresh-jobs.ts).
 */
export const fifthSchema = `
  UPDATE jobs SET is_fresh = 0 WHERE is_fresh = 1;
  UPDATE totals SET listed_through = last_job;
  ALTER TABLE jobs ADD COLUMN arrival TEXT;
`;
