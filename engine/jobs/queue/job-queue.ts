import type { FaultData } from '../../../contract/faults.ts';
import type { JobState, Priority } from '../../../contract/job-states.ts';
import type { JobCounts } from '../../../contract/jobs.ts';
import type { JobRecord, NewBatch, NewJob } from '../../archive/job-record.ts';

/** The right to work on a job until the lease ends; every write carries the token, and an older one changes nothing. */
export interface Claim {
  readonly id: string;
  readonly sequence: number;
  readonly fencingToken: number;
}

/** A job that this host may now work on: its record, running, with the token of the new lease. */
export interface ClaimedJob extends Claim {
  readonly record: JobRecord;
}

/** How one attempt ended. The queue decides what follows: another attempt, or an end. */
export type AttemptEnd =
  | { readonly kind: 'completed'; readonly durationMs: number; readonly reusedFrom?: string }
  /** Retryable: queued again at `retryAtMs` while attempts are left, else dead. Not retryable (`retryAtMs` null): dead. */
  | {
      readonly kind: 'failed' | 'timedOut';
      readonly durationMs: number;
      readonly fault: FaultData;
      readonly retryAtMs: number | null;
    }
  | { readonly kind: 'cancelled'; readonly durationMs: number }
  /** Its finished shards are kept; it runs again once it is resumed. Not a failed attempt. */
  | { readonly kind: 'paused'; readonly durationMs: number }
  /** The host ends in order: queued again at its old place. Not a failed attempt. */
  | { readonly kind: 'hostClosed'; readonly durationMs: number };

export interface Settlement {
  readonly claim: Claim;
  readonly end: AttemptEnd;
  /**
   * What must be on record with the end, such as the artifacts: run in the same transaction where the backend has one, and
   * else before it. Not run where the settlement does not count.
   */
  readonly alongside?: () => void;
}

export interface ClaimRequest {
  readonly hostId: string;
  readonly leaseMs: number;
  /** At most so many. */
  readonly limit: number;
  readonly nowMs: number;
  /** Over all hosts of the queue, so many may run. */
  readonly maxRunning: number;
  /** Only jobs of these batches; left out: any. */
  readonly batchIds?: readonly string[];
  /** Asked of each candidate in turn; false leaves it waiting and goes on to the next one, 200 candidates at most. */
  readonly isAdmitted?: (job: JobRecord) => boolean;
}

/** What the host of a running job is asked to do with it; the newest wish counts, but a cancel is never taken back. */
export type Wish = 'cancel' | 'pause';

/**
 * The queue of jobs: it alone changes states. Every method is one durable step: when it resolves, what it did survives
 * the loss of power. Two processes may use one queue at once.
 *
 * A suite of conformance tests (test/conformance/) is written against this interface and holds for every backend.
 */
export interface JobQueue {
  /**
   * Accepts a batch of jobs, all or none; those with `notBeforeMs` in the future are scheduled, the rest queued.
   * What the cause has to do alongside stands or falls with the jobs.
   */
  submit(batch: NewBatch, jobs: readonly NewJob[], cause: QueueCause): Promise<JobRecord[]>;
  /** Starts attempts of the jobs that are next: lowest rank first, due, neither paused nor refused. Each gets a new token. */
  claim(request: ClaimRequest): Promise<ClaimedJob[]>;
  /** Lengthens leases; gives the claims that are no longer the newest: their work is to be dropped. */
  renew(claims: readonly Claim[], leaseMs: number, nowMs: number): Promise<Claim[]>;
  /**
   * Ends attempts, together. Gives for each whether it counted; false: another host has taken the job over, or it has
   * completed after a cancel was put on record (`askRunning`), which is final: the job is cancelled then, and nothing of the
   * attempt is kept. An attempt that did not complete ends as the person wished: a cancelled job is never tried again.
   */
  settle(settlements: readonly Settlement[], nowMs: number): Promise<boolean[]>;
  /** Runs a write of the attempt, such as a checkpoint, if its claim is still the newest; false otherwise. */
  writeWithClaim(claim: Claim, write: () => void): Promise<boolean>;
  /**
   * Takes running jobs away from hosts that are gone; each is queued again at `retryAtMs`. Counts as a failed attempt with
   * `fault`, unless the attempt had finished a shard; dead when the attempts are used up. Gives their ids. Batches that such
   * a host had begun to submit are dropped.
   */
  recover(lostHostIds: readonly string[], fault: FaultData, nowMs: number, retryAtMs: number): Promise<string[]>;
  /** Makes scheduled jobs queued whose time has come; gives their ids. */
  releaseDue(nowMs: number): Promise<string[]>;
  /** When the next scheduled or retried job is due; null when none waits for a time. */
  nextDueMs(): Promise<number | null>;
  /** Waiting jobs end at once; gives their ids. Running ones are their host's to stop: see `askRunning`. */
  cancelWaiting(ids: readonly string[], cause: QueueCause): Promise<string[]>;
  /** Puts on record what is wished of running jobs, whichever host runs them; gives the ids of those that run. */
  askRunning(ids: readonly string[], wish: Wish, cause: QueueCause): Promise<string[]>;
  /** What is wished of the jobs that `hostId` runs. */
  wishes(hostId: string): Promise<readonly { readonly id: string; readonly wish: Wish }[]>;
  pauseWaiting(ids: readonly string[], cause: QueueCause): Promise<string[]>;
  /** Paused jobs wait again at their old place: scheduled when their time is still to come, else queued. */
  resume(ids: readonly string[], cause: QueueCause): Promise<string[]>;
  /** Dead and cancelled jobs get all their attempts again. */
  redrive(ids: readonly string[], cause: QueueCause): Promise<string[]>;
  setPriority(ids: readonly string[], priority: Priority, cause: QueueCause): Promise<string[]>;
  /** Puts waiting jobs right before `beforeId`, in the order given; null: at the end. */
  move(ids: readonly string[], beforeId: string | null, cause: QueueCause): Promise<string[]>;
  setQueuePaused(isPaused: boolean, cause: QueueCause): Promise<void>;
  isQueuePaused(): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** The waiting jobs in the order in which they will start, at most `limit`. */
  head(limit: number): Promise<readonly QueuePlace[]>;
  find(id: string): Promise<JobRecord | null>;
  close(): Promise<void>;
}

/** Who asked for a change, and when. */
export interface QueueCause {
  readonly nowMs: number;
  readonly hostId: string | null;
  /**
   * Told the ids of all jobs that changed, if any did, in the transaction of the (last part of the) change where the backend
   * has one, and else after it.
   */
  readonly alongside?: (changedIds: readonly string[]) => void;
}

/** A waiting job, whatever it waits for: the queue's order is that of paused and scheduled ones too. */
export interface QueuePlace {
  readonly id: string;
  readonly state: JobState;
  readonly priority: Priority;
  readonly notBeforeMs: number | null;
}
