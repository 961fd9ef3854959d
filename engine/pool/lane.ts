import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { Fault, faultSchema, reviveFault } from '../../contract/faults.ts';
import type { Envelope, Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import { FairLine } from './fair-line.ts';
import { holdLookMs, idleTimeoutMs, longestHoldAtCloseMs } from './pool-policy.ts';
import { ThreadStarts } from './thread-starts.ts';

interface Waiter {
  /** The thread that fell free is yours. */
  grant(): void;
  refuse(reason: Fault): void;
}

interface LaneOptions {
  readonly workerFile: string;
  readonly threads: number;
  readonly minThreads: number;
  readonly isYielding: boolean;
  readonly isHurried: boolean;
  readonly cancelGraceMs: number;
  readonly heapMegabytes: number;
}

/**
 * One set of threads. Orders wait here in a fair line, not in Piscina: so it is known whether an order has
 * reached a thread, and cancelling one that has not costs nothing and ends no thread.
 */
export class Lane {
  readonly #piscina: Piscina;
  readonly #threads: number;
  readonly #graceMs: number;
  readonly #waiting = new FairLine<Waiter>();
  /** One for each order that is on a thread, with the flags of its envelope. */
  readonly #threadAborts = new Map<AbortController, Int32Array<SharedArrayBuffer>>();
  readonly #starts: ThreadStarts;
  #busyThreads = 0;
  #closedBy: Fault | null = null;

  constructor(options: LaneOptions) {
    this.#threads = options.threads;
    this.#graceMs = options.cancelGraceMs;
    this.#piscina = new Piscina({
      filename: options.workerFile,
      minThreads: Math.min(options.minThreads, options.threads),
      maxThreads: options.threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: idleTimeoutMs,
      maxQueue: Number.POSITIVE_INFINITY,
      env: environmentOf(options),
      resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytes },
      recordTiming: false,
    });
    this.#starts = new ThreadStarts(this.#piscina);
    // A thread that fails while starting belongs to no order: without a thread left, nothing would ever answer.
    this.#piscina.on('error', (error: Error) => {
      if (this.#piscina.threads.length === 0)
        void this.#abortThreads(new Fault('WORKER_DIED', {}, { cause: error }), 0);
    });
  }

  async run<K extends OrderKind>(
    kind: K,
    order: Order<K>,
    signal: AbortSignal,
    onNotice: ((notice: Notice) => void) | undefined,
    owner: string,
  ): Promise<Reply<K>> {
    await this.#takeThread(owner, signal);
    try {
      return await this.#runOnThread(kind, order, signal, onNotice);
    } finally {
      // Handed on, not freed: an order that comes in just now must not overtake those that wait.
      const next = this.#waiting.shift();
      if (next) next.grant();
      else this.#busyThreads--;
    }
  }

  async close(reason: Fault): Promise<void> {
    this.#closedBy = reason;
    for (const waiter of this.#waiting.clear()) waiter.refuse(reason);
    await this.#abortThreads(reason, longestHoldAtCloseMs);
    await this.#starts.all();
    await this.#piscina.destroy();
  }

  async #abortThreads(reason: Fault, patienceMs: number): Promise<void> {
    await Promise.all([...this.#threadAborts.keys()].map((thread) => this.#abortThread(thread, reason, patienceMs)));
  }

  /**
   * Ends the thread of an order, unless that ends first. Not while it loads or is in native code (hold-thread.ts in the workers),
   * at least for `patienceMs`: the whole process would end.
   */
  async #abortThread(thread: AbortController, reason: Fault, patienceMs: number): Promise<void> {
    const firstFlags = this.#threadAborts.get(thread);
    if (firstFlags) {
      // What can hear a cancel ends by itself, and nothing more begins that the thread must not be ended in.
      Atomics.store(firstFlags, 0, 1);
      Atomics.store(firstFlags, 2, 1);
    }
    await this.#starts.first();
    const latestMs = performance.now() + patienceMs;
    for (;;) {
      const flags = this.#threadAborts.get(thread);
      if (!flags) return;
      if (Atomics.load(flags, 1) === 0 || performance.now() > latestMs) break;
      await sleep(holdLookMs);
    }
    thread.abort(reason);
  }

  #throwIfStopped(signal: AbortSignal): void {
    if (this.#closedBy) throw this.#closedBy;
    if (signal.aborted) throw reasonOf(signal);
  }

  async #takeThread(owner: string, signal: AbortSignal): Promise<void> {
    this.#throwIfStopped(signal);
    if (this.#busyThreads < this.#threads) {
      this.#busyThreads++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.remove(owner, waiter);
        reject(reasonOf(signal));
      };
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
        refuse: (reason) => {
          signal.removeEventListener('abort', giveUp);
          reject(reason);
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(owner, waiter);
    });
  }

  async #runOnThread<K extends OrderKind>(
    kind: K,
    order: Order<K>,
    signal: AbortSignal,
    onNotice: ((notice: Notice) => void) | undefined,
  ): Promise<Reply<K>> {
    this.#throwIfStopped(signal);
    const channel = onNotice ? new MessageChannel() : null;
    if (onNotice) channel?.port1.on('message', onNotice);
    const cancelFlag = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
    const flags = new Int32Array(cancelFlag);
    const thread = new AbortController();
    this.#threadAborts.set(thread, flags);
    let grace: NodeJS.Timeout | undefined;
    // A busy thread reads no messages: first the flag it looks at, and only if that does not help, its end.
    const cancel = () => {
      Atomics.store(flags, 0, 1);
      // However long it is in native code: a query that waits for a dead disk must not end the app.
      grace = setTimeout(() => this.#abortThread(thread, reasonOf(signal), Number.POSITIVE_INFINITY), this.#graceMs);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const envelope: Envelope<K> = { kind, order, noticePort: channel?.port2 ?? null, cancelFlag };
      const transferList = channel ? [channel.port2] : [];
      const answer: unknown = await this.#piscina.run(envelope, { transferList, signal: thread.signal });
      if (signal.aborted && !isReply(answer)) throw reasonOf(signal);
      return replyOf<K>(answer);
    } catch (error) {
      if (error instanceof Fault) throw error;
      if (thread.signal.aborted) throw reasonOf(thread.signal);
      if (signal.aborted) throw reasonOf(signal);
      throw new Fault('WORKER_DIED', {}, { cause: error });
    } finally {
      clearTimeout(grace);
      signal.removeEventListener('abort', cancel);
      this.#threadAborts.delete(thread);
      channel?.port1.close();
    }
  }
}

/** What threads are told before they load anything. */
function environmentOf({ isYielding, isHurried }: LaneOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(isYielding ? { AUSPEX_YIELDING_THREADS: '1' } : {}),
    ...(isHurried ? { AUSPEX_HURRIED_THREADS: '1' } : {}),
  };
}

function reasonOf(signal: AbortSignal): Fault {
  return signal.reason instanceof Fault ? signal.reason : new Fault('JOB_CANCELLED', {}, { cause: signal.reason });
}

function isReply(answer: unknown): answer is { ok: true; reply: unknown } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true && 'reply' in answer;
}

/** The reply within an answer; revives the fault of a failed one. A thread that answers junk is a defect of ours. */
function replyOf<K extends OrderKind>(answer: unknown): Reply<K> {
  if (isReply(answer)) return answer.reply as Reply<K>;
  const fault = faultSchema.safeParse((answer as { fault?: unknown } | null)?.fault);
  if (fault.success) throw reviveFault(fault.data);
  throw new Fault('INTERNAL', {}, { detail: 'a worker answered with neither a reply nor a fault' });
}
