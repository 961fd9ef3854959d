import type { Job } from '../../contract/jobs.ts';

let made = 0;

/** A queued job with `parts` in place of its own. */
export function buildJob(parts: Partial<Job> = {}): Job {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    batchId: '00000000-0000-4000-8000-000000000000',
    recipe: 'profile',
    state: 'queued',
    fileName: 'grades.xlsx',
    sheet: null,
    sizeBytes: 1000,
    createdAtMs: made,
    startedAtMs: null,
    finishedAtMs: null,
    attempt: 1,
    progress: { fraction: 0, stage: 'waiting', subject: null, rowsDone: null, rowsPerSecond: null, etaMs: null },
    rows: null,
    columns: null,
    durationMs: null,
    fault: null,
    artifacts: [],
    ...parts,
  };
}
