import type { Batch, Job, JobCounts } from '../../contract/jobs.ts';

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
    otherFileNames: [],
    sheet: null,
    sizeBytes: 1000,
    createdAtMs: made,
    startedAtMs: null,
    finishedAtMs: null,
    priority: 'normal',
    submitter: { kind: 'person', name: null },
    attempt: 1,
    maxAttempts: 3,
    waitReason: null,
    estimate: null,
    reusedFrom: null,
    isPinned: false,
    progress: { fraction: 0, stage: 'waiting', subject: null, rowsDone: null, rowsPerSecond: null, etaMs: null },
    rows: null,
    columns: null,
    durationMs: null,
    fault: null,
    artifacts: [],
    ...parts,
  };
}

export const noCounts: JobCounts = {
  scheduled: 0,
  queued: 0,
  paused: 0,
  running: 0,
  completed: 0,
  cancelled: 0,
  dead: 0,
};

/** A batch of two completed jobs with `parts` in place of its own. */
export function buildBatch(parts: Partial<Batch> = {}): Batch {
  made += 1;
  return {
    id: `00000000-0000-4000-9000-${String(made).padStart(12, '0')}`,
    name: 'grades',
    createdAtMs: made,
    submitter: { kind: 'person', name: null },
    counts: { ...noCounts, completed: 2 },
    jobs: 2,
    fraction: 1,
    etaMs: null,
    finishedAtMs: made + 1000,
    rows: 200,
    durationMs: 900,
    sizeBytes: 2000,
    ...parts,
  };
}
