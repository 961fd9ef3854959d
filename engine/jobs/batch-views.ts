import type { Batch } from '../../contract/jobs.ts';
import type { BatchRecord } from '../archive/batch-repository.ts';
import type { ProgressNotice } from '../hosts/progress-board.ts';

interface BatchViewsOptions {
  /** How far the jobs are that run, on whichever host. */
  readonly running: () => readonly ProgressNotice[];
  readonly maxRunningJobs: () => number;
}

/** Batches as they stand right now: the record, and how far its running jobs are. */
export class BatchViews {
  readonly #options: BatchViewsOptions;

  constructor(options: BatchViewsOptions) {
    this.#options = options;
  }

  view(record: BatchRecord): Batch {
    const { sequence: _, results: __, ...batch } = record;
    const { completed, cancelled, dead } = batch.counts;
    // A job that has ended may be thought to run for some milliseconds more; it is the one that is farthest.
    const running = this.#options
      .running()
      .filter((notice) => notice.batchId === batch.id)
      .sort((a, b) => a.progress.fraction - b.progress.fraction)
      .slice(0, batch.counts.running);
    const begun = running.reduce((sum, { progress }) => sum + progress.fraction, 0);
    const done = completed + cancelled + dead;
    const fraction = batch.jobs === 0 ? 1 : Math.min(1, (done + begun) / batch.jobs);
    return { ...batch, fraction, etaMs: this.#eta(batch, running) };
  }

  /** From what its completed jobs took; null before the first one, and while nothing of it runs. */
  #eta({ counts, durationMs }: Omit<Batch, 'fraction' | 'etaMs'>, running: readonly ProgressNotice[]): number | null {
    if (running.length === 0) return null;
    const meanMs = counts.completed > 0 ? durationMs / counts.completed : null;
    const rests = running.map(({ progress }) => progress.etaMs ?? (meanMs && meanMs * (1 - progress.fraction)));
    if (rests.some((rest) => rest === null)) return null;
    const longestMs = Math.max(...(rests as number[]));
    if (counts.queued === 0) return Math.round(longestMs);
    if (meanMs === null) return null;
    const restMs = (rests as number[]).reduce((sum, rest) => sum + rest, 0) + meanMs * counts.queued;
    return Math.round(
      Math.max(longestMs, restMs / Math.min(this.#options.maxRunningJobs(), running.length + counts.queued)),
    );
  }
}
