import { Fault } from '../../contract/faults.ts';
import type { Job, Progress } from '../../contract/jobs.ts';
import type { Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { FoundTable } from '../archive/job-repository.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { jobView } from './job-view.ts';
import { waitingProgress } from './progress.ts';

/** Where an attempt writes before anything is finished: a folder of its own, so that no earlier attempt can disturb it. */
export const scratchNameOf = (record: JobRecord): string => `${record.id}-${record.attempt}`;

/** One try of one job, while it lasts. */
export class Attempt {
  record: JobRecord;
  progress: Progress = { ...waitingProgress, stage: 'opening' };
  isCancelling = false;
  /** What was found, written together with whatever is written next. */
  table: FoundTable | null = null;
  readonly #startedAtMs = performance.now();
  readonly #controller = new AbortController();
  readonly #orders = new Set<Promise<unknown>>();
  readonly #pool: ThreadPool;

  constructor(record: JobRecord, pool: ThreadPool) {
    this.record = record;
    this.#pool = pool;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get durationMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  /** The job as it stands now. */
  view(): Job {
    const stage = this.isCancelling ? 'cancelling' : this.progress.stage;
    return jobView(
      { ...this.record, ...this.table },
      { ...this.progress, stage, etaMs: this.isCancelling ? null : this.progress.etaMs },
    );
  }

  run<K extends OrderKind>(kind: K, order: Order<K>, onNotice?: (notice: Notice) => void): Promise<Reply<K>> {
    const { signal } = this;
    const reply = this.#pool.run(kind, order, { lane: 'compute', owner: this.record.id, signal, onNotice });
    const settled: Promise<unknown> = reply
      .catch(() => undefined)
      .finally(() => {
        this.#orders.delete(settled);
      });
    this.#orders.add(settled);
    return reply;
  }

  stop(reason: Fault): void {
    this.#controller.abort(reason);
  }

  /** Stops what is still on a thread: when one order has failed, its siblings have nothing more to do. */
  async stopOrders(): Promise<void> {
    if (this.#orders.size === 0) return;
    this.stop(new Fault('JOB_CANCELLED'));
    await Promise.all(this.#orders);
  }
}
