/** A job queue as the benchmark sees it: jobs that do nothing. */
export interface QueuePeer {
  readonly name: string;
  /** What of an accepted job survives the loss of power. */
  readonly promise: string;
  /** Accepts jobs; they are what the peer promises when it resolves. */
  submit(count: number): Promise<void>;
  /** Runs all waiting jobs, at most `concurrency` side by side; resolves when the last has ended. */
  drain(jobs: number, concurrency: number): Promise<void>;
  /** Milliseconds from asking for a job to its start, of `count` jobs one after the other; null where it polls. */
  startDelaysMs(count: number): Promise<number[] | null>;
  close(): Promise<void>;
}

/** Something like what a job of ours carries. */
export const payload = {
  recipe: 'profile',
  options: { maxCorrelationColumns: 100, maxCorrelationRows: 25_000, seed: 20_240_901 },
  input: { path: '/home/someone/documents/grades 2024.xlsx', fileName: 'grades 2024.xlsx', sizeBytes: 123_456 },
};
