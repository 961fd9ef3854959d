import type { JobEventCause } from '../../../contract/job-requests.ts';
import type { JobState } from '../../../contract/job-states.ts';
import type { AttemptEnd, Wish } from './job-queue.ts';

/** What becomes of a job after an attempt. */
export interface Consequence {
  readonly to: JobState;
  readonly cause: JobEventCause;
  /** Failed attempts that count from now on: one more, as many as before, or none any more. */
  readonly addedFailures: number;
  /** When it may be tried again; null: at once. */
  readonly notBeforeMs: number | null;
}

/** What decides on it besides the end itself. */
export interface AttemptsSoFar {
  readonly failures: number;
  readonly maxAttempts: number;
  readonly wish: Wish | null;
}

/** What follows from the end of an attempt: the whole rule of retry, dead letter, and wishes uttered meanwhile. */
export function consequenceOf(end: AttemptEnd, soFar: AttemptsSoFar): Consequence {
  const { wish } = soFar;
  // A cancel on record is final, whatever the attempt has come to since.
  if (end.kind === 'cancelled' || wish === 'cancel') return blameless('cancelled', 'cancelled');
  if (end.kind === 'completed') {
    return blameless('completed', end.reusedFrom === undefined ? 'finished' : 'reused');
  }
  if (end.kind === 'paused') return blameless('paused', 'paused');
  if (end.kind === 'hostClosed') return blameless(wish === 'pause' ? 'paused' : 'queued', 'hostClosed');
  if (isUsedUp(soFar) || end.retryAtMs === null) {
    return { to: 'dead', cause: end.kind, addedFailures: 1, notBeforeMs: null };
  }
  return again(soFar, end.kind === 'timedOut' ? 'timedOut' : 'retrying', 1, end.retryAtMs);
}

/**
 * What follows when the host of an attempt is gone; `isBlameless`: the attempt had got somewhere. Earlier losses are
 * forgiven then: shards are finite, so a job that gets on comes to its end however often its host dies.
 */
export function consequenceOfLoss(soFar: AttemptsSoFar, isBlameless: boolean, retryAtMs: number | null): Consequence {
  if (soFar.wish === 'cancel') return blameless('cancelled', 'hostLost');
  if (!isBlameless && isUsedUp(soFar)) return { to: 'dead', cause: 'hostLost', addedFailures: 1, notBeforeMs: null };
  return again(soFar, 'hostLost', isBlameless ? -soFar.failures : 1, retryAtMs);
}

function blameless(to: JobState, cause: JobEventCause): Consequence {
  return { to, cause, addedFailures: 0, notBeforeMs: null };
}

function isUsedUp({ failures, maxAttempts }: AttemptsSoFar): boolean {
  return failures + 1 >= maxAttempts;
}

function again(
  { wish }: AttemptsSoFar,
  cause: JobEventCause,
  addedFailures: number,
  retryAtMs: number | null,
): Consequence {
  if (wish === 'pause') return { to: 'paused', cause, addedFailures, notBeforeMs: null };
  return { to: 'queued', cause, addedFailures, notBeforeMs: retryAtMs };
}
