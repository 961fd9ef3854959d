import { randomUUID } from 'node:crypto';
import { profileOptionsSchema } from '../../contract/recipes.ts';
import { ArtifactRepository } from '../../engine/archive/artifact-repository.ts';
import { openDatabase } from '../../engine/archive/database.ts';
import type { NewJob } from '../../engine/archive/job-record.ts';
import { JobRepository } from '../../engine/archive/job-repository.ts';
import { migrate } from '../../engine/archive/migrations.ts';

/** The archive's repositories over a database in memory. */
export function memoryArchive() {
  const database = openDatabase(':memory:', 0);
  migrate(database);
  const close = () => database.close();
  return { database, jobs: new JobRepository(database), artifacts: new ArtifactRepository(database), close };
}

export function newJob(fileName: string): NewJob {
  return {
    ...{ id: randomUUID(), batchId: randomUUID(), recipe: 'profile', options: profileOptionsSchema.parse({}) },
    input: { path: `/data/${fileName}`, fileName, sizeBytes: 12, modifiedAtMs: 1_700_000_000_000.25 },
    askedSheet: null,
  };
}
