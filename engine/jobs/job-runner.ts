import type { Admission } from './admission.ts';
import { Attempt } from './attempt.ts';
import type { ClaimedJob, JobQueue, Wish } from './queue/job-queue.ts';
import { saveNotes } from './run-recipe.ts';
import { type WorkAttemptOptions, workAttempt } from './work-attempt.ts';

export interface JobRunnerOptions extends Omit<WorkAttemptOptions, 'isClosing' | 'onSettling'> {
  readonly hostId: string;
  /** Which jobs this host works on: any, those of the batches it submitted itself, or none. */
  readonly works: Works;
  readonly queue: JobQueue;
  readonly admission: Admission;
  /** Filled by the runner: the attempts in work, by job. */
  readonly attempts: Map<string, Attempt>;
  readonly maxRunningJobs: () => number;
  readonly leaseMs: number;
  /** Something about jobs has been put on record. */
  readonly onChanged: () => void;
  /** A running job is to be shown anew though nothing was put on record. */
  readonly onStopping: (attempt: Attempt) => void;
}

export type Works = 'everything' | 'ownJobs' | 'nothing';

/** A lease is renewed so often before it would end. */
const renewalsPerLease = 3;
/** Without any other reason the queue is looked at this often: clocks jump, computers sleep. */
const longestWaitMs = 30_000;
/** While jobs wait for memory or disk, which come free without a word. */
const refusedWaitMs = 3_000;
/** After the archive could not be read or written. */
const troubleWaitMs = 2_000;

/** Works off the queue for this host: claims jobs, keeps their leases, and sees each attempt to its end. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #ends = new Map<Attempt, Promise<void>>();
  readonly #ownBatchIds: string[] = [];
  #filling: Promise<void> | null = null;
  #isWoken = false;
  #isClosing = false;
  #timer: NodeJS.Timeout | null = null;
  #renewal: NodeJS.Timeout | null = null;
  #renewing: Promise<void> = Promise.resolve();

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    const { leaseMs, works } = this.#options;
    if (works === 'nothing') return;
    this.#renewal = setInterval(() => {
      this.#renewing = this.#renew();
    }, leaseMs / renewalsPerLease);
    this.#renewal.unref();
    this.wake();
  }

  /** With `works: 'ownJobs'` a batch of this host's own, to be worked on. */
  own(batchId: string): void {
    if (this.#options.works === 'ownJobs') this.#ownBatchIds.push(batchId);
  }

  /** Starts waiting jobs as far as there is room for them. To be called whenever there may be. */
  wake(): void {
    if (this.#isClosing || this.#options.works === 'nothing') return;
    this.#isWoken = true;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
  }

  /** Another process has written: perhaps it wishes something of a job that runs here. */
  async heedWishes(): Promise<void> {
    const { attempts, hostId, queue } = this.#options;
    if (attempts.size === 0) return;
    for (const { id, wish } of await queue.wishes(hostId)) this.grant(id, wish);
  }

  /** Stops a job that runs here as somebody wishes; false when it does not run here, or stops already. */
  grant(id: string, wish: Wish): boolean {
    const attempt = this.#options.attempts.get(id);
    if (!attempt?.grant(wish)) return false;
    this.#options.onStopping(attempt);
    return true;
  }

  /** Stops without ending any job: those that run are queued again at their old places. */
  async close(): Promise<void> {
    const { attempts, pool } = this.#options;
    this.#isClosing = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#filling;
    for (const attempt of attempts.values()) attempt.stop('hostClosed');
    await pool.close();
    await Promise.all(this.#ends.values());
    if (this.#renewal) clearInterval(this.#renewal);
    await this.#renewing;
  }

  async #fill(): Promise<void> {
    const { queue, now, onTrouble } = this.#options;
    let waitMs = longestWaitMs;
    try {
      while (this.#isWoken && !this.#isClosing) {
        this.#isWoken = false;
        await this.#claim();
      }
      const dueMs = await queue.nextDueMs();
      if (dueMs !== null) waitMs = Math.min(waitMs, Math.max(0, dueMs - now()));
      if (this.#options.admission.hasRefused) waitMs = Math.min(waitMs, refusedWaitMs);
    } catch (error) {
      onTrouble('Waiting jobs could not be started; trying again.', error);
      waitMs = troubleWaitMs;
    }
    if (this.#isClosing) return;
    if (this.#timer) clearTimeout(this.#timer);
    // A millisecond late rather than early: timers are cut to whole milliseconds.
    this.#timer = setTimeout(() => this.wake(), waitMs + 1).unref();
  }

  async #claim(): Promise<void> {
    const { admission, attempts, hostId, leaseMs, maxRunningJobs, now, onChanged, queue, works } = this.#options;
    const maxRunning = maxRunningJobs();
    // Jobs may not be started, but those whose time has come are to be seen waiting for a place, not for their time.
    if (((await queue.nextDueMs()) ?? Number.POSITIVE_INFINITY) <= now()) {
      await queue.releaseDue(now());
      onChanged();
    }
    // The next job need not wait until the end of one is on the disk. How many run is counted once more where they are claimed.
    const limit = maxRunning - [...attempts.values()].filter(({ isSettling }) => !isSettling).length;
    if (limit <= 0 || (works === 'ownJobs' && this.#ownBatchIds.length === 0)) return;
    await admission.look();
    const claimed = await queue.claim({
      ...{ hostId, leaseMs, limit, maxRunning, nowMs: now(), isAdmitted: (job) => admission.admit(job) },
      ...(works === 'ownJobs' ? { batchIds: this.#ownBatchIds } : {}),
    });
    for (const job of claimed) this.#begin(job);
    if (claimed.length > 0) onChanged();
  }

  #begin(job: ClaimedJob): void {
    const { attempts, now, onChanged, pool } = this.#options;
    const attempt = new Attempt(job, pool, now);
    attempts.set(job.id, attempt);
    const options = { ...this.#options, isClosing: () => this.#isClosing, onSettling: () => this.wake() };
    const end = workAttempt(attempt, options).then(() => {
      this.#ends.delete(attempt);
      // Another attempt of the job may have begun here, when this one had lost it.
      if (attempts.get(job.id) === attempt) attempts.delete(job.id);
      onChanged();
      this.wake();
    });
    this.#ends.set(attempt, end);
  }

  /** Lengthens the leases of what runs here; what is no longer ours is dropped without a word. */
  async #renew(): Promise<void> {
    const { leaseMs, now, onTrouble, queue } = this.#options;
    const attempts = [...this.#ends.keys()].filter((attempt) => attempt.stopReason !== 'leaseLost');
    if (attempts.length === 0) return;
    try {
      const claims = attempts.map((attempt) => attempt.claim);
      for (const lost of await queue.renew(claims, leaseMs, now())) {
        const attempt = attempts.find(({ claim }) => claim.id === lost.id && claim.fencingToken === lost.fencingToken);
        // One that has been settled meanwhile has nothing left to stop.
        if (attempt && this.#ends.has(attempt)) attempt.stop('leaseLost');
      }
      await this.heedWishes();
      // Lines of a long attempt are readable while it lasts, and not lost with the process.
      for (const attempt of attempts) await saveNotes(attempt, this.#options);
    } catch (error) {
      onTrouble('Leases could not be renewed; trying again.', error);
    }
  }
}
