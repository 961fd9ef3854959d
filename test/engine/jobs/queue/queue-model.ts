import type { JobState } from '../../../../contract/job-states.ts';

/** What a person who only reads the rules would expect of one job. */
export interface ModelJob {
  state: JobState;
  notBeforeMs: number | null;
  attempt: number;
  failures: number;
  readonly maxAttempts: number;
  /** Of the newest claim; null when nobody may work on it. */
  token: number | null;
  host: string | null;
  wish: 'cancel' | 'pause' | null;
  completions: number;
}

export interface Model {
  readonly jobs: Map<string, ModelJob>;
  isQueuePaused: boolean;
  nowMs: number;
}

export const emptyModel = (): Model => ({ jobs: new Map(), isQueuePaused: false, nowMs: 1_700_000_000_000 });

export const isWaiting = (job: ModelJob) => ['scheduled', 'queued', 'paused'].includes(job.state);

/** Time that was waited for has come. */
export function release(model: Model): void {
  for (const job of model.jobs.values()) {
    if ((job.state !== 'scheduled' && job.state !== 'queued') || job.notBeforeMs === null) continue;
    if (job.notBeforeMs <= model.nowMs) Object.assign(job, { state: 'queued', notBeforeMs: null });
  }
}

/** The jobs that could be started now. */
export function readyIds(model: Model): string[] {
  if (model.isQueuePaused) return [];
  return [...model.jobs].filter(([, job]) => job.state === 'queued' && job.notBeforeMs === null).map(([id]) => id);
}

const free = { token: null, host: null, wish: null };

export function end(job: ModelJob, state: 'completed' | 'cancelled' | 'dead'): void {
  Object.assign(job, { ...free, state });
  if (state === 'completed') job.completions++;
}

export function putBack(job: ModelJob, state: 'queued' | 'paused', notBeforeMs: number | null): void {
  Object.assign(job, { ...free, state, notBeforeMs });
}

/** A failed attempt, by whatever cause. */
export function fail(job: ModelJob, retryAtMs: number | null): void {
  if (job.wish === 'cancel') {
    end(job, 'cancelled');
    return;
  }
  job.failures++;
  if (retryAtMs === null || job.failures >= job.maxAttempts) end(job, 'dead');
  else if (job.wish === 'pause') putBack(job, 'paused', null);
  else putBack(job, 'queued', retryAtMs);
}
