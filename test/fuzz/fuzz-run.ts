import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FuzzNotice, FuzzOrder } from './fuzz-thread.ts';
import { usualOldShare } from './mutations.ts';

export interface FuzzOptions {
  /** The built workers and the built thread. */
  readonly entry: string;
  readonly thread: string;
  readonly seed: number;
  /** Cases of older formats among all; as in the tests unless told otherwise. */
  readonly oldShare?: number;
  readonly count: number;
  readonly threads: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  /** How many cases ended with rows, and with each fault. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What must not be: a crash, a hang, a fault of our own, a damaged table. */
  readonly findings: readonly string[];
  readonly peakBytes: number;
}

/** Processor time of a case, so that a busy machine makes no hang; and time on the clock, in which it may wait. */
const mostWorkMs = 5000;
const mostClockMs = 20_000;
const watchIntervalMs = 250;
const heapMegabytes = 256;
/** With so many, more tell nothing: the rest is left. */
const mostFindings = 200;

/** Reads `count` mutated files on some threads, each case under a clock. A thread that dies or hangs is a finding, and is replaced. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'auspex-fuzz-'));
  const outcomes: Record<string, number> = {};
  const findings: string[] = [];
  const { seed, count, entry, threads, oldShare = usualOldShare, onProgress } = options;
  const currents = Array.from({ length: threads }, () => new Int32Array(new SharedArrayBuffer(4)));
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    onProgress?.(currents.reduce((least, current) => Math.min(least, current[0] as number), count));
  }, watchIntervalMs);
  const runThread = async (current: Int32Array<SharedArrayBuffer>, place: number) => {
    for (let first = place; first < count && findings.length < mostFindings; ) {
      const order = { entry, folder, seed, oldShare, first, step: threads, count, current: current.buffer };
      first = await runSome(options.thread, order, (notice) => {
        if (notice.kind === 'finding') findings.push(`case ${notice.number} of seed ${seed}: ${notice.what}`);
        else if (notice.kind === 'outcome') outcomes[notice.code] = (outcomes[notice.code] ?? 0) + 1;
      });
    }
  };
  try {
    await Promise.all(currents.map(runThread));
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
  return { outcomes, findings, peakBytes };
}

/** Processor time of this process; its threads share in it. */
function workMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs a thread to its end; gives the number of the case from which on another must go on. */
function runSome(thread: string, order: FuzzOrder, onNotice: (notice: FuzzNotice) => void): Promise<number> {
  return new Promise((resolve) => {
    const current = new Int32Array(order.current);
    current[0] = -1; // the thread has to start first
    const worker = new Worker(thread, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    let number = -1;
    let begunAtMs = performance.now();
    let begunWorkMs = workMs();
    let isEnded = false;
    const end = (next: number) => {
      isEnded = true;
      clearInterval(clock);
      void worker.terminate();
      resolve(next);
    };
    const giveUp = (what: string) => {
      if (isEnded) return;
      const failed = Math.max(order.first, Atomics.load(current, 0));
      onNotice({ kind: 'finding', number: failed, what });
      end(failed + order.step);
    };
    const clock = setInterval(() => {
      const running = Atomics.load(current, 0);
      if (running !== number || running < 0) {
        begunAtMs = performance.now();
        begunWorkMs = workMs();
      }
      number = running;
      const worked = (workMs() - begunWorkMs) / order.step;
      const waited = performance.now() - begunAtMs;
      if (worked > mostWorkMs || waited > mostClockMs) giveUp(`hangs: ${worked} ms of work, ${waited} ms in all`);
    }, watchIntervalMs);
    worker.on('message', (notice: FuzzNotice) => {
      onNotice(notice);
      if (notice.kind === 'ended') end(order.count);
    });
    worker.on('error', (error) => giveUp(`ends its thread: ${error.stack ?? error.message}`));
    worker.on('exit', (code) => giveUp(`ends its thread with ${code}`));
  });
}
