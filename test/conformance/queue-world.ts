import { afterEach, beforeEach } from 'vitest';
import type { FaultData } from '../../contract/faults.ts';
import type { NewJob } from '../../engine/archive/job-record.ts';
import type { AttemptEnd, ClaimedJob, ClaimRequest, JobQueue } from '../../engine/jobs/queue/job-queue.ts';
import { newBatch, newJob } from '../builders/new-job.ts';

/** Where a backend keeps its jobs; each `open` is a host of its own on it. */
export interface QueueStore {
  open(): Promise<JobQueue>;
  remove(): Promise<void>;
}

export const fault: FaultData = { code: 'WORKER_DIED', values: {}, detail: 'out of memory' };
export const completed: AttemptEnd = { kind: 'completed', durationMs: 5 };
export const failedAt = (retryAtMs: number | null): AttemptEnd => ({ kind: 'failed', durationMs: 5, fault, retryAtMs });

/** A queue as one host uses it, with a clock that a test moves. */
export class Host {
  readonly queue: JobQueue;
  readonly hostId: string;
  readonly #clock: { nowMs: number };

  constructor(queue: JobQueue, hostId: string, clock: { nowMs: number }) {
    this.queue = queue;
    this.hostId = hostId;
    this.#clock = clock;
  }

  get cause() {
    return { nowMs: this.#clock.nowMs, hostId: this.hostId };
  }

  /** Submits a job for each name, in one batch, and gives their ids. */
  async submit(names: readonly string[], changes: Partial<NewJob> = {}): Promise<string[]> {
    const records = await this.queue.submit(
      newBatch(),
      names.map((name) => newJob(name, changes)),
      this.cause,
    );
    return records.map((record) => record.id);
  }

  claim(changes: Partial<ClaimRequest> = {}): Promise<ClaimedJob[]> {
    const { nowMs } = this.#clock;
    return this.queue.claim({ hostId: this.hostId, leaseMs: 30_000, limit: 1, nowMs, maxRunning: 1000, ...changes });
  }

  /** Claims the next job, which there must be. */
  async claimNext(): Promise<ClaimedJob> {
    const [claimed] = await this.claim();
    if (!claimed) throw new Error('no job could be claimed');
    return claimed;
  }

  /** The names of all jobs that can be claimed, in their order; they run then. */
  async drain(): Promise<string[]> {
    return (await this.claim({ limit: 1000 })).map(({ record }) => record.input.fileName);
  }

  async settle(claim: ClaimedJob, end: AttemptEnd, alongside?: () => void): Promise<boolean> {
    const [hasCounted] = await this.queue.settle([{ claim, end, ...(alongside && { alongside }) }], this.#clock.nowMs);
    return hasCounted!;
  }

  async stateOf(id: string): Promise<string | undefined> {
    return (await this.queue.find(id))?.state;
  }
}

/** An empty store for each test of the `describe` it is called in, with a clock, and hosts by name. */
export function useStore(makeStore: () => Promise<QueueStore>) {
  const clock = { nowMs: 0 };
  let store: QueueStore;
  let opened: JobQueue[] = [];
  beforeEach(async () => {
    clock.nowMs = 1_700_000_000_000;
    store = await makeStore();
  });
  afterEach(async () => {
    for (const queue of opened) await queue.close();
    opened = [];
    await store.remove();
  });
  const host = async (hostId = 'host') => {
    const queue = await store.open();
    opened.push(queue);
    return new Host(queue, hostId, clock);
  };
  return { clock, host };
}

/** File names in their order. */
export const names = (count: number): string[] => Array.from({ length: count }, (_, place) => `${place}.csv`);
