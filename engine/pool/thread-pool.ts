import { Fault } from '../../contract/faults.ts';
import type { Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import { Lane } from './lane.ts';
import * as policy from './pool-policy.ts';
import { findWorkerFile } from './worker-path.ts';

export type LaneName = 'compute' | 'interactive' | 'explore';

export interface RunOptions {
  readonly lane: LaneName;
  /** Whose order it is: those who wait take turns. */
  readonly owner?: string;
  /** Cancels the order; its reason, when it is a Fault, is what `run` throws. */
  readonly signal?: AbortSignal | undefined;
  readonly onNotice?: ((notice: Notice) => void) | undefined;
}

export interface ThreadPoolOptions {
  readonly threads: { readonly compute: number; readonly interactive?: number; readonly explore?: number };
  /** What every thread runs; tests put their own here. */
  readonly workerFile?: string;
  /** Lanes whose first threads start at once, so that the first orders meet them warm; the first two unless told. */
  readonly prewarmedLanes?: readonly LaneName[];
  /** Short orders run on the threads of jobs: where they come before and after the jobs, threads of their own would only have to start. */
  readonly isOneLane?: boolean;
  /** Threads run below the priority of the process: where a window must stay fluid. */
  readonly isYielding?: boolean;
  /** For a process that lives for one command: threads optimize the kernel's loops before the first order, not while it runs. */
  readonly isHurried?: boolean;
  readonly cancelGraceMs?: number;
  readonly threadHeapMegabytes?: number;
}

/** The threads. Three lanes: a preview waits neither behind a job nor behind a table that is read or sorted for a window. */
export class ThreadPool {
  readonly computeThreads: number;
  readonly #lanes: Readonly<Record<LaneName, Lane>>;

  constructor(options: ThreadPoolOptions) {
    const workerFile = options.workerFile ?? findWorkerFile();
    const { prewarmedLanes = ['compute', 'interactive'], isYielding = false, isHurried = false } = options;
    const { cancelGraceMs = policy.cancelGraceMs } = options;
    const { compute: computeThreads, interactive = policy.interactiveThreads } = options.threads;
    const explore = options.threads.explore ?? policy.exploreThreads();
    const threads = computeThreads + (options.isOneLane ? 0 : interactive) + explore;
    const heapMegabytes = options.threadHeapMegabytes ?? policy.threadHeapMegabytes(threads);
    this.computeThreads = computeThreads;
    const makeLane = (name: LaneName, threads: number) =>
      new Lane({
        workerFile,
        threads,
        minThreads: prewarmedLanes.includes(name) ? Math.min(2, threads) : 0,
        isYielding,
        isHurried,
        cancelGraceMs,
        heapMegabytes,
      });
    const compute = makeLane('compute', this.computeThreads);
    this.#lanes = {
      compute,
      interactive: options.isOneLane ? compute : makeLane('interactive', interactive),
      explore: makeLane('explore', explore),
    };
  }

  /**
   * Runs one order on a thread and gives its reply. Throws the fault it answered; WORKER_DIED when its thread ended;
   * the signal's reason when it was cancelled, at the latest when the thread was ended after the grace.
   */
  run<K extends OrderKind>(kind: K, order: Order<K>, options: RunOptions): Promise<Reply<K>> {
    const { lane, signal, onNotice, owner = '' } = options;
    return this.#lanes[lane].run(kind, order, signal ?? new AbortController().signal, onNotice, owner);
  }

  /** Ends every thread at once; orders in work fail with JOB_CANCELLED. */
  async close(): Promise<void> {
    const reason = new Fault('JOB_CANCELLED');
    await Promise.all([...new Set(Object.values(this.#lanes))].map((lane) => lane.close(reason)));
  }
}
