import type { Job, JobCounts, JobEvent } from '../../contract/jobs.ts';

/** What the tray and the taskbar know of the jobs. */
export interface ShellState {
  readonly counts: JobCounts;
  readonly isQueuePaused: boolean;
  /** Running jobs by id, in the order in which they began; at most as many as may run at once. */
  readonly running: ReadonlyMap<string, RunningJob>;
  /** How many jobs had ended when nothing was left to do: what has ended since is the part of the work that is done. */
  readonly endedBefore: number;
}

export interface RunningJob {
  readonly id: string;
  readonly label: string;
  /** 0..1 */
  readonly fraction: number;
}

export const noCounts: JobCounts = {
  ...{ scheduled: 0, queued: 0, paused: 0, running: 0 },
  ...{ completed: 0, cancelled: 0, dead: 0 },
};

export const idleState: ShellState = { counts: noCounts, isQueuePaused: false, running: new Map(), endedBefore: 0 };

const endedOf = ({ completed, cancelled, dead }: JobCounts): number => completed + cancelled + dead;

/** Jobs that go on by themselves: running or next in line. */
export const unfinishedOf = ({ running, queued }: JobCounts): number => running + queued;

/** `state` after one event. A reset leaves no running jobs: they are read anew with `withRunning`. */
export function shellStateAfter(state: ShellState, event: JobEvent): ShellState {
  switch (event.type) {
    case 'jobsReset':
      return { ...withCounts(state, event.counts, event.isQueuePaused), running: new Map() };
    case 'countsChanged':
      return withCounts(state, event.counts, event.isQueuePaused);
    case 'jobChanged':
      return { ...state, running: runningAfter(state.running, event.job) };
    case 'jobRemoved':
      return { ...state, running: without(state.running, event.id) };
    case 'batchChanged':
      return state;
  }
}

/** `state` with exactly these running jobs. */
export function withRunning(state: ShellState, jobs: readonly Job[]): ShellState {
  return { ...state, running: jobs.reduce(runningAfter, new Map<string, RunningJob>() as ShellState['running']) };
}

/**
 * How far the work at hand has come, 0..1: the jobs that have ended since there was last nothing to do, and the parts of
 * those that run. null while nothing is to be done.
 */
export function workFraction({ counts, running, endedBefore }: ShellState): number | null {
  const unfinished = unfinishedOf(counts);
  if (unfinished === 0) return null;
  const ended = endedOf(counts) - endedBefore;
  let parts = 0;
  for (const { fraction } of running.values()) parts += fraction;
  return Math.min(1, (ended + parts) / (ended + unfinished));
}

function withCounts(state: ShellState, counts: JobCounts, isQueuePaused: boolean): ShellState {
  const ended = endedOf(counts);
  // Ended jobs that were removed are no longer counted; the work that is done never becomes negative by that.
  const endedBefore = unfinishedOf(counts) === 0 || unfinishedOf(state.counts) === 0 ? ended : state.endedBefore;
  return { ...state, counts, isQueuePaused, endedBefore: Math.min(ended, endedBefore) };
}

function runningAfter(running: ShellState['running'], job: Job): ShellState['running'] {
  if (job.state !== 'running') return without(running, job.id);
  const label = job.sheet === null ? job.fileName : `${job.fileName} – ${job.sheet}`;
  return new Map(running).set(job.id, { id: job.id, label, fraction: job.progress.fraction });
}

function without(running: ShellState['running'], id: string): ShellState['running'] {
  if (!running.has(id)) return running;
  const others = new Map(running);
  others.delete(id);
  return others;
}
