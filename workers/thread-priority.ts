import { readlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Nice value of compute threads: below the window's process, above other batch work of the machine. */
const computeNiceness = 5;

/**
 * Lowers the priority of the calling thread, so that the window's process wins a contended core. Linux schedules
 * threads one by one and shows a thread's id under /proc; elsewhere a process has one priority, and nothing is done.
 * Gives whether it was lowered.
 */
export function lowerThreadPriority(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const threadId = Number(path.basename(readlinkSync('/proc/thread-self')));
    if (!Number.isInteger(threadId) || threadId <= 0 || threadId === process.pid) return false;
    os.setPriority(threadId, computeNiceness);
    return true;
  } catch {
    return false; // no /proc, or a sandbox that forbids it: slower to yield, otherwise the same
  }
}
