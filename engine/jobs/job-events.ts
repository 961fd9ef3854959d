import type { Job } from '../../contract/jobs.ts';

export type JobChange =
  | { readonly type: 'jobChanged'; readonly job: Job }
  | { readonly type: 'jobRemoved'; readonly id: string }
  /** So many jobs changed at once that each of them is not told. */
  | { readonly type: 'jobsReset' }
  /** A job of the batch has changed. */
  | { readonly type: 'batchTouched'; readonly id: string }
  /** The number of jobs in some state, or whether the queue is paused. */
  | { readonly type: 'countsTouched' };

/** The shortest time between two changes of one job's progress, in milliseconds: ten a second read as fluid. */
const progressIntervalMs = 100;

/** Tells whoever listens what happens to jobs: progress at most ten times a second for each, the rest at once. */
export class JobEvents {
  readonly #listeners = new Set<(change: JobChange) => void>();
  readonly #lastToldAtMs = new Map<string, number>();
  readonly #held = new Map<string, { timer: NodeJS.Timeout; give: () => Job | null }>();

  /** Gives the function that ends the listening. */
  listen(listener: (change: JobChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** A change of state or result: told now, whatever was held back before. */
  changed(job: Job): void {
    this.#drop(job.id);
    if (job.state === 'running') this.#lastToldAtMs.set(job.id, performance.now());
    this.#tell({ type: 'jobChanged', job });
  }

  /** Progress: told now or, when the last was too short ago, as `give` sees it a little later (null: no more). */
  progressed(id: string, give: () => Job | null): void {
    if (this.#held.has(id)) return;
    const waitMs = (this.#lastToldAtMs.get(id) ?? Number.NEGATIVE_INFINITY) + progressIntervalMs - performance.now();
    const timer = setTimeout(
      () => {
        this.#held.delete(id);
        this.#lastToldAtMs.set(id, performance.now());
        const job = give();
        if (!job) return;
        this.#tell({ type: 'jobChanged', job });
        this.#tell({ type: 'batchTouched', id: job.batchId });
      },
      Math.max(0, waitMs),
    );
    timer.unref();
    this.#held.set(id, { timer, give });
  }

  removed(id: string): void {
    this.#drop(id);
    this.#tell({ type: 'jobRemoved', id });
  }

  batchTouched(id: string): void {
    this.#tell({ type: 'batchTouched', id });
  }

  countsTouched(): void {
    this.#tell({ type: 'countsTouched' });
  }

  reset(): void {
    this.#tell({ type: 'jobsReset' });
  }

  /** Nothing is told any more. */
  close(): void {
    for (const id of [...this.#held.keys()]) this.#drop(id);
    this.#listeners.clear();
  }

  #drop(id: string): void {
    clearTimeout(this.#held.get(id)?.timer);
    this.#held.delete(id);
    this.#lastToldAtMs.delete(id);
  }

  #tell(change: JobChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
