/** What a piece of work took: on the clock, and of the processor in all threads. */
export interface Taken {
  readonly workMs: number;
  readonly processorMs: number;
}

/** Starts; the function given back tells what was taken since. */
export function startWatch(): () => Taken {
  const startedAtMs = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { workMs: performance.now() - startedAtMs, processorMs: (user + system) / 1000 };
  };
}
