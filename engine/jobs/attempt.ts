import { setMaxListeners } from 'node:events';
import { Fault } from '../../contract/faults.ts';
import type { LogLine } from '../../contract/job-requests.ts';
import type { Progress } from '../../contract/jobs.ts';
import type { Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { FoundTable, JobRecord } from '../archive/job-record.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import { waitingProgress } from './progress.ts';
import type { Claim, ClaimedJob, Wish } from './queue/job-queue.ts';

/** Why an attempt was stopped before it came to its own end. */
export type StopReason = 'cancelled' | 'paused' | 'timedOut' | 'hostClosed' | 'leaseLost';

/** Of several reasons the strongest counts: what is lost cannot be settled, and a person's word stands above the rest. */
const strengths: Readonly<Record<StopReason, number>> = {
  timedOut: 0,
  hostClosed: 1,
  paused: 2,
  cancelled: 3,
  leaseLost: 4,
};

/** Log lines of one attempt beyond this are counted, not kept. */
const maxLogLines = 1000;
const maxLogCharacters = 2000;

/** One try of one job, while it lasts. */
export class Attempt {
  record: JobRecord;
  readonly claim: Claim;
  progress: Progress = { ...waitingProgress, stage: 'opening' };
  /** What was found, written together with whatever is written next. */
  table: FoundTable | null = null;
  fingerprint: string | null = null;
  /** Its end is on its way to the archive: it needs its place among those that run no longer. */
  isSettling = false;
  /** Figures about the attempt that are no part of the result, by name. */
  readonly measurements: Record<string, number> = {};
  readonly #now: () => number;
  readonly #startedAtMs = performance.now();
  readonly #controller = new AbortController();
  readonly #orders = new Set<Promise<unknown>>();
  readonly #pool: ThreadPool;
  #stopReason: StopReason | null = null;
  #logLines: LogLine[] = [];
  #loggedLines = 0;

  constructor({ record, ...claim }: ClaimedJob, pool: ThreadPool, now: () => number) {
    this.record = record;
    this.claim = { id: claim.id, sequence: claim.sequence, fencingToken: claim.fencingToken };
    this.#pool = pool;
    this.#now = now;
    // Every order listens, and a large table has dozens of them: no leak to be warned of.
    setMaxListeners(0, this.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get durationMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  /** The progress a person sees: that of stopping once the attempt is to stop for good. */
  get shownProgress(): Progress {
    const isEnding = this.#stopReason === 'cancelled' || this.#stopReason === 'paused';
    return isEnding ? { ...this.progress, stage: 'cancelling', etaMs: null } : this.progress;
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

  log(level: LogLine['level'], text: string): void {
    this.#loggedLines++;
    if (this.#loggedLines > maxLogLines) return;
    const isLast = this.#loggedLines === maxLogLines;
    const line = isLast ? 'Further lines of this attempt are left out.' : text.slice(0, maxLogCharacters);
    this.#logLines.push({ atMs: Math.round(this.#now()), attempt: this.record.attempt, level, text: line });
  }

  /** Log lines not yet written. Those taken are `written` once their transaction stands. */
  get unwrittenLines(): readonly LogLine[] {
    return this.#logLines;
  }

  written(lines: readonly LogLine[]): void {
    this.#logLines = this.#logLines.filter((line) => !lines.includes(line));
  }

  /** Stops the attempt; false when it is stopping for as strong a reason already. */
  stop(reason: StopReason, fault: Fault = new Fault('JOB_CANCELLED')): boolean {
    if (this.#stopReason !== null && strengths[this.#stopReason] >= strengths[reason]) return false;
    this.#stopReason = reason;
    this.#controller.abort(fault);
    return true;
  }

  grant(wish: Wish): boolean {
    return this.stop(wish === 'cancel' ? 'cancelled' : 'paused');
  }

  /** Stops what is still on a thread: when one order has failed, its siblings have nothing more to do. */
  async stopOrders(): Promise<void> {
    if (this.#orders.size === 0) return;
    this.#controller.abort(new Fault('JOB_CANCELLED'));
    await Promise.all(this.#orders);
  }
}
