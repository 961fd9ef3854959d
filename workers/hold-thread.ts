import { Fault } from '../contract/faults.ts';

/** Places in the flags of an envelope. */
const holds = 1;
const isEnded = 2;

/**
 * Runs `work`, and nobody ends the thread meanwhile. For what would take the whole process with it when the thread ends amid it:
 * loading modules, and the native code of DuckDB and SQLite, which aborts when it cannot answer its thread any more. Such work
 * hears a cancel by itself. Throws JOB_CANCELLED where the thread is about to be ended.
 */
export async function holdThread<T>(flags: Int32Array, work: () => T | Promise<T>): Promise<T> {
  // An order that no pool gave has its cancel alone.
  if (flags.length <= isEnded) return work();
  // Raised before looking, as the pool forbids before it looks: one of the two sees the other.
  Atomics.add(flags, holds, 1);
  try {
    if (Atomics.load(flags, isEnded) === 1) throw new Fault('JOB_CANCELLED');
    return await work();
  } finally {
    Atomics.sub(flags, holds, 1);
  }
}
