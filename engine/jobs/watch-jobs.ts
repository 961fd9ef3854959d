import type { Batch, JobCounts, JobEvent } from '../../contract/jobs.ts';
import type { JobChange, JobEvents } from './job-events.ts';

export interface WatchSources {
  readonly events: JobEvents;
  readonly counts: () => Promise<{ counts: JobCounts; isQueuePaused: boolean }>;
  /** null when there is no such batch any more. */
  readonly batch: (id: string) => Batch | null;
}

/** More jobs unread than this are told as a reset: a reader so slow reads its pages anew rather than one by one. */
const maxUnread = 200;
/** Sums change with every job; a person reads them four times a second at most. */
const sumIntervalMs = 250;

/**
 * What happens to jobs, from now until `signal` is raised or the iteration is ended: first a reset with the counts, then
 * each change. Of a job that changes faster than the reader reads only the newest change is kept, and of very many nothing
 * but that there were many, so nothing piles up.
 */
export async function* watchJobs(
  { events, counts, batch }: WatchSources,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobEvent, void, void> {
  const unread = new UnreadChanges();
  let wake = () => {};
  const stopListening = events.listen((change) => {
    unread.add(change);
    wake();
  });
  const stop = () => wake();
  signal?.addEventListener('abort', stop);
  try {
    unread.add({ type: 'jobsReset' });
    while (!signal?.aborted) {
      const waitMs = unread.waitMs();
      if (waitMs > 0) {
        await new Promise<void>((resolve) => {
          const timer = Number.isFinite(waitMs) ? setTimeout(resolve, waitMs).unref() : undefined;
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        continue;
      }
      const event = await eventOf(unread.take(), counts, batch);
      if (event) yield event;
    }
  } finally {
    stopListening();
    signal?.removeEventListener('abort', stop);
  }
}

async function eventOf(
  change: JobChange,
  counts: WatchSources['counts'],
  batch: WatchSources['batch'],
): Promise<JobEvent | null> {
  switch (change.type) {
    case 'jobChanged':
    case 'jobRemoved':
      return change;
    case 'jobsReset':
      return { type: 'jobsReset', ...(await counts()) };
    case 'countsTouched':
      return { type: 'countsChanged', ...(await counts()) };
    case 'batchTouched': {
      const found = batch(change.id);
      return found && { type: 'batchChanged', batch: found };
    }
  }
}

/** What a watcher has not read yet, newest of each kind only. */
class UnreadChanges {
  readonly #jobs = new Map<string, JobChange>();
  readonly #sums = new Map<string, JobChange>();
  #isReset = false;
  #sumsToldAtMs = Number.NEGATIVE_INFINITY;

  add(change: JobChange): void {
    if (change.type === 'jobsReset') this.#reset();
    else if (change.type === 'countsTouched') this.#sums.set('', change);
    else if (change.type === 'batchTouched') this.#sums.set(change.id, change);
    else this.#addJob(change.type === 'jobChanged' ? change.job.id : change.id, change);
  }

  #addJob(id: string, change: JobChange): void {
    this.#jobs.delete(id);
    this.#jobs.set(id, change);
    if (this.#jobs.size > maxUnread || this.#sums.size > maxUnread) this.#reset();
  }

  #reset(): void {
    this.#isReset = true;
    this.#jobs.clear();
    this.#sums.clear();
  }

  /** Until there is something to take. */
  waitMs(): number {
    if (this.#isReset || this.#jobs.size > 0) return 0;
    if (this.#sums.size === 0) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#sumsToldAtMs + sumIntervalMs - performance.now());
  }

  take(): JobChange {
    if (this.#isReset) {
      this.#isReset = false;
      return { type: 'jobsReset' };
    }
    const unread = this.#jobs.size > 0 ? this.#jobs : this.#sums;
    const [[key, change]] = unread as unknown as [[string, JobChange]];
    unread.delete(key);
    if (unread === this.#sums && this.#sums.size === 0) this.#sumsToldAtMs = performance.now();
    return change;
  }
}
