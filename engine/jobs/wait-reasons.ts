import type { WaitReason } from '../../contract/job-states.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Admission } from './admission.ts';
import { isWaitingState } from './job-states.ts';
import type { JobQueue } from './queue/job-queue.ts';

interface WaitReasonsOptions {
  readonly queue: JobQueue;
  readonly admission: Admission;
  readonly maxRunningJobs: () => number;
  /** How many jobs run, and whether any living host works off the queue. */
  readonly countRunning: () => number;
  readonly isAnybodyWorking: () => boolean;
  readonly now: () => number;
  readonly elapsedMs: () => number;
}

/** Places of the queue that are known one by one; beyond them it is enough to know that many come first. */
const knownPlaces = 1000;
/** What was looked up may be so old, unless the queue is known to have changed. */
const isFreshMs = 1_000;

interface Place {
  readonly before: number;
  readonly higherBefore: Readonly<Record<'high' | 'normal' | 'low', number>>;
}

/** Says why jobs wait. The head of the queue is looked up once for many jobs. */
export class WaitReasons {
  readonly #options: WaitReasonsOptions;
  #places: ReadonlyMap<string, Place> = new Map();
  #isQueuePaused = false;
  #running = 0;
  #isAnybodyWorking = true;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(options: WaitReasonsOptions) {
    this.#options = options;
  }

  /** The queue has changed: the next look is a new one. */
  forget(): void {
    this.#lookedAtMs = Number.NEGATIVE_INFINITY;
  }

  /** To be called before a round of `reasonOf`. */
  async look(): Promise<void> {
    if (this.#options.elapsedMs() - this.#lookedAtMs < isFreshMs) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
  }

  /** null for a job that does not wait. */
  reasonOf(job: JobRecord): WaitReason | null {
    const { admission, maxRunningJobs, now } = this.#options;
    if (!isWaitingState(job.state)) return null;
    if (job.state === 'paused') return { kind: 'paused' };
    if (job.state === 'scheduled') return { kind: 'scheduled', atMs: job.notBeforeMs ?? now() };
    if (this.#isQueuePaused) return { kind: 'queuePaused' };
    if (job.notBeforeMs !== null && job.notBeforeMs > now()) {
      const { failures, maxAttempts } = job;
      return { kind: 'retry', atMs: job.notBeforeMs, attempt: failures + 1, maxAttempts };
    }
    if (!this.#isAnybodyWorking) return { kind: 'nobodyWorks' };
    const maximum = maxRunningJobs();
    const free = Math.max(0, maximum - this.#running);
    const place = this.#places.get(job.id);
    // Not among the first: so many come before it at least.
    if (!place) return { kind: 'behind', jobs: knownPlaces, higherPriority: 0 };
    // With a place free only what the job needs can keep it waiting: smaller ones behind it are let by.
    const refusal = free > 0 ? admission.refusalOf(job) : null;
    if (refusal) return refusal;
    if (place.before > 0 && place.before >= free) {
      return { kind: 'behind', jobs: place.before, higherPriority: place.higherBefore[job.priority] };
    }
    return free === 0 ? { kind: 'slots', running: this.#running, maximum } : { kind: 'starting' };
  }

  async #look(): Promise<void> {
    const { admission, countRunning, elapsedMs, isAnybodyWorking, now, queue } = this.#options;
    const lookedAtMs = elapsedMs();
    const [head, isQueuePaused] = await Promise.all([queue.head(knownPlaces), queue.isQueuePaused(), admission.look()]);
    const nowMs = now();
    const places = new Map<string, Place>();
    const seen = { high: 0, normal: 0, low: 0 };
    for (const { id, state, priority, notBeforeMs } of head) {
      // What is paused or waits for a time comes before nobody.
      if (state !== 'queued' || (notBeforeMs !== null && notBeforeMs > nowMs)) continue;
      const higherBefore = { high: 0, normal: seen.high, low: seen.high + seen.normal };
      places.set(id, { before: places.size, higherBefore });
      seen[priority]++;
    }
    this.#places = places;
    this.#isQueuePaused = isQueuePaused;
    this.#running = countRunning();
    this.#isAnybodyWorking = isAnybodyWorking();
    this.#lookedAtMs = lookedAtMs;
  }
}
