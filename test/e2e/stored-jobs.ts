import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

export interface StoredJob {
  readonly fileName: string;
  readonly state: string;
  /** How often it was completed in its life. */
  readonly completions: number;
}

/** The jobs on record in a data folder, whether an app works there or not. */
export function storedJobs(dataFolder: string): readonly StoredJob[] {
  const archive = new DatabaseSync(path.join(dataFolder, 'archive.sqlite'), { readOnly: true });
  try {
    return archive
      .prepare(
        `SELECT input_file_name AS fileName, state,
           (SELECT count(*) FROM job_events WHERE job_sequence = jobs.sequence AND state = 'completed'
             AND cause IN ('finished', 'reused')) AS completions
         FROM jobs ORDER BY sequence`,
      )
      .all() as unknown as StoredJob[];
  } finally {
    archive.close();
  }
}
