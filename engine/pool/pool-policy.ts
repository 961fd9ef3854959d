import os from 'node:os';

/** Every number of the pool and of what jobs may use, each with its reason. */

/** So many share the heap of an Electron process that each still has what the widest tables need (`sharedHeapMegabytes`). */
const maxDesktopThreads = 17;

/**
 * Threads for jobs in a desktop: one core stays with the window, but never fewer than two, so that on a small machine a
 * long order of one job does not hold up every other.
 */
export const desktopComputeThreads = (): number =>
  Math.min(maxDesktopThreads, Math.max(2, os.availableParallelism() - 1));

/** On the command line nothing else of ours runs. */
export const commandLineComputeThreads = (): number => Math.max(1, os.availableParallelism());

/** Previews, pages and reports are short; one thread of their own keeps them from waiting behind a job. */
export const interactiveThreads = 1;

/**
 * Reading a file for the table view, sorting and counting in it: a person waits for these, so they do not stand in line with
 * jobs; two, so that a column is counted while another is sorted. They start when first needed.
 */
export const exploreThreads = (): number => Math.min(2, Math.max(1, os.availableParallelism()));

/** Idle threads go after this: long enough to serve the next click warm, short enough to give their heap back. */
export const idleTimeoutMs = 30_000;

/**
 * From raising the cancel flag to ending the thread: many times the 20 ms in which a loop looks at the flag, and short
 * enough that a cancelled job has ended within a second.
 */
export const cancelGraceMs = 500;

/** A report of a wide table takes seconds; what takes minutes hangs. */
export const interactiveTimeoutMs = 5 * 60_000;

/**
 * What all threads of an Electron process may hold together. V8 keeps every heap of such a process within one range of 4 GiB
 * (pointer compression); when that is full the process ends, whichever thread has filled it. The rest is for the main
 * process, young objects, and the threads that read old workbooks.
 */
const sharedHeapMegabytes = 2560;

/**
 * Heap of one of `threads`. Tables lie outside it (SharedArrayBuffers), so this bounds only what a reader or a report builder
 * holds; a thread that needs more ends alone instead of taking the process with it
 * (docs/decisions/threads-in-native-code.md).
 */
export function threadHeapMegabytes(threads: number, isShared = process.versions.electron !== undefined): number {
  const own = Math.min(2048, Math.max(1024, Math.floor(os.totalmem() / 4 / 1024 ** 2)));
  return isShared ? Math.min(own, Math.floor(sharedHeapMegabytes / threads)) : own;
}

/**
 * Slices of a table that is read at the same time: by its size alone, for the bytes of a result must not depend on the
 * threads of a machine. Enough for three times four threads, so that one slow slice does not leave the others idle.
 */
export const partsFor = (sizeBytes: number): number => Math.min(64, Math.max(12, Math.ceil(sizeBytes / 2 ** 24)));

/** How often a thread that is to be ended is looked at while it loads modules or is in native code. */
export const holdLookMs = 20;
/** A thread that does not come out of that for so long hangs; a process that ends waits no longer for it. */
export const longestHoldAtCloseMs = 10_000;
