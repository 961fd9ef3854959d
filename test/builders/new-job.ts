import { randomUUID } from 'node:crypto';
import { mainTable } from '../../contract/reading.ts';
import { profileOptionsSchema } from '../../contract/recipes.ts';
import type { NewBatch, NewJob } from '../../engine/archive/job-record.ts';

/** A job over a small file, to be submitted. */
export function newJob(fileName: string, changes: Partial<NewJob> = {}): NewJob {
  return {
    ...{
      id: randomUUID(),
      recipe: 'profile',
      options: profileOptionsSchema.parse({}),
      reading: mainTable,
      otherInputs: [],
    },
    input: { path: `/data/${fileName}`, fileName, sizeBytes: 12, modifiedAtMs: 1_700_000_000_000.25 },
    ...{ priority: 'normal', notBeforeMs: null, maxAttempts: 3, isReuseAllowed: true, estimate: null },
    ...changes,
  };
}

/** A batch a person submits. */
export function newBatch(changes: Partial<NewBatch> = {}): NewBatch {
  return { id: randomUUID(), name: 'batch', submitter: { kind: 'person', name: null }, results: null, ...changes };
}
