import os from 'node:os';

/** Every number of the pool and of what jobs may use, each with its reason. */

/**
 * Threads for jobs in a desktop: one core stays with the window, but never fewer than two, so that on a small machine a
 * long order of one job does not hold up every other.
 */
export const desktopComputeThreads = (): number => Math.max(2, os.availableParallelism() - 1);

/** On the command line nothing else of ours runs. */
export const commandLineComputeThreads = (): number => Math.max(1, os.availableParallelism());

/** Previews, pages and reports are short; one thread of their own keeps them from waiting behind a job. */
export const interactiveThreads = 1;

/** Idle threads go after this: long enough to serve the next click warm, short enough to give their heap back. */
export const idleTimeoutMs = 30_000;

/** From raising the cancel flag to ending the thread: many times the 20 ms in which a loop looks at the flag. */
export const cancelGraceMs = 1_000;

/** Long enough for the largest table a machine holds; what takes longer hangs. */
export const attemptTimeoutMs = 30 * 60_000;

/** A report of a wide table takes seconds; what takes minutes hangs. */
export const interactiveTimeoutMs = 5 * 60_000;

/** More jobs at once only share the same threads, and each holds its table in memory. */
export const maxRunningJobs = 3;

/**
 * Heap of one thread. Tables lie outside it (SharedArrayBuffers), so this bounds only what a reader or a report builder
 * holds; a thread that needs more ends alone instead of taking the process with it. Electron keeps the heaps of all
 * threads within 4 GiB together (V8 pointer compression): hence the upper bound.
 */
export const threadHeapMegabytes = (): number =>
  Math.min(2048, Math.max(1024, Math.floor(os.totalmem() / 4 / 1024 ** 2)));

/** One table may take half of the machine's memory: the rest is for the system and the copies a report needs. */
export const maxTableBytes = (): number => Math.floor(os.totalmem() / 2);

/** Slices of a table: three for each thread, so that one slow slice does not leave the other threads idle at the end. */
export const partsFor = (threads: number): number => Math.min(64, threads * 3);
