import path from 'node:path';
import { type Database, openDatabase } from '../../engine/archive/database.ts';
import { openArchive } from '../../engine/archive/open-archive.ts';

export interface AcceptanceWatch {
  unfinishedJobs(): number;
}

export const archiveOf = (dataFolder: string): Database =>
  openDatabase(path.join(dataFolder, 'archive.sqlite'), 30_000);

/**
 * Lets the archive itself keep a log of every shard that is accepted, in the very transaction that accepts it, together
 * with the state of its job: the engine knows nothing of it.
 */
export function watchAcceptances(dataFolder: string): AcceptanceWatch {
  openArchive(dataFolder).close();
  const database = archiveOf(dataFolder);
  database.exec(`
    CREATE TABLE crash_acceptances (
      sequence INTEGER PRIMARY KEY, job_sequence INTEGER, place INTEGER, attempt INTEGER, job_attempt INTEGER, state TEXT
    );
    CREATE TRIGGER crash_accepted AFTER UPDATE OF finished_at_ms ON shards WHEN new.finished_at_ms IS NOT NULL BEGIN
      INSERT INTO crash_acceptances (job_sequence, place, attempt, job_attempt, state)
        SELECT new.job_sequence, new.place, new.attempt, attempt, state FROM jobs WHERE sequence = new.job_sequence;
    END;`);
  database.close();
  const unfinishedJobs = () => {
    // Opened anew each time: a killed process may leave a log that only a new connection recovers.
    const reader = archiveOf(dataFolder);
    try {
      const row = reader
        .prepare(`SELECT count(*) AS jobs FROM jobs WHERE state NOT IN ('completed', 'cancelled', 'dead')`)
        .get() as { jobs: number };
      return row.jobs;
    } finally {
      reader.close();
    }
  };
  return { unfinishedJobs };
}
