import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, toFaultData } from '../../contract/faults.ts';
import type { Artifact, Job } from '../../contract/jobs.ts';
import type { NamedScratchFile } from '../../contract/orders.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Outcome } from '../archive/job-repository.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import { faultOfWriteError } from '../files/fault-of-system-error.ts';
import type { ThreadPool } from '../pool/thread-pool.ts';
import type { Recipe, RecipeContext } from '../recipes/recipe.ts';
import { Attempt, scratchNameOf } from './attempt.ts';
import type { JobEvents } from './job-events.ts';
import { jobView } from './job-view.ts';

export interface JobRunnerOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly pool: ThreadPool;
  readonly events: JobEvents;
  readonly recipes: Readonly<Record<RecipeName, Recipe>>;
  readonly maxRunningJobs: number;
  readonly attemptTimeoutMs: number;
  readonly maxTableBytes: number;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** How often and how many times an end is written again when the archive cannot be written, as on a full disk. */
const writeRetry = { intervalMs: 500, times: 10 };

/** Works off the queue. It alone changes the state of a job that runs. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #attempts = new Map<string, Attempt>();
  readonly #ends = new Set<Promise<void>>();
  #isClosing = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Queues what a process that is gone left running, and begins. Gives how many jobs that were. */
  start(): number {
    const resumed = this.#options.archive.jobs.requeueRunning(Date.now());
    this.wake();
    return resumed;
  }

  /** Starts waiting jobs as long as there is room for them. */
  wake(): void {
    const { archive, maxRunningJobs, onTrouble } = this.#options;
    while (!this.#isClosing && this.#attempts.size < maxRunningJobs) {
      let record: JobRecord | null;
      try {
        record = archive.jobs.startNext(Date.now());
      } catch (error) {
        onTrouble('A waiting job could not be started; trying again.', error);
        setTimeout(() => this.wake(), writeRetry.intervalMs * 4).unref();
        return;
      }
      if (!record) return;
      const end: Promise<void> = this.#work(new Attempt(record, this.#options.pool)).finally(() => {
        this.#ends.delete(end);
      });
      this.#ends.add(end);
    }
  }

  /** The job as its attempt shows it; null when it does not run. */
  viewRunning(id: string): Job | null {
    return this.#attempts.get(id)?.view() ?? null;
  }

  /** Asks a running job to stop; false when it does not run. */
  cancelRunning(id: string): boolean {
    const attempt = this.#attempts.get(id);
    if (!attempt) return false;
    attempt.isCancelling = true;
    attempt.stop(new Fault('JOB_CANCELLED'));
    this.#options.events.changed(attempt.view());
    return true;
  }

  /** Stops without ending any job: those that run are queued again at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const attempt of this.#attempts.values()) attempt.stop(new Fault('JOB_CANCELLED'));
    await this.#options.pool.close();
    await Promise.all(this.#ends);
  }

  async #work(attempt: Attempt): Promise<void> {
    const { artifacts, attemptTimeoutMs, events, onTrouble } = this.#options;
    const { id } = attempt.record;
    this.#attempts.set(id, attempt);
    events.changed(attempt.view());
    const timedOut = () => attempt.stop(new Fault('JOB_TIMED_OUT', { minutes: Math.round(attemptTimeoutMs / 60_000) }));
    const timer = setTimeout(timedOut, attemptTimeoutMs);
    const end = await this.#tryRecipe(attempt);
    clearTimeout(timer);
    await attempt.stopOrders();
    const ended = this.#isClosing
      ? null
      : await this.#settle(attempt, end).catch((error) => {
          onTrouble('The end of a job could not be noted; the next start queues it again.', error);
          return null;
        });
    // Before it is told and before the next job starts: on a full disk this is the room that is needed.
    await artifacts.removeScratchFolder(scratchNameOf(attempt.record)).catch((error) => {
      onTrouble('A scratch folder could not be removed; the next start removes it.', error);
    });
    this.#attempts.delete(id);
    if (ended) events.changed(ended);
    this.wake();
  }

  /** The files of the result, or why there is none. */
  async #tryRecipe(attempt: Attempt): Promise<readonly NamedScratchFile[] | Fault> {
    const { artifacts, recipes } = this.#options;
    try {
      const scratchFolder = await artifacts.makeScratchFolder(scratchNameOf(attempt.record));
      const files = await recipes[attempt.record.recipe](this.#contextOf(attempt, scratchFolder));
      attempt.signal.throwIfAborted();
      return files;
    } catch (error) {
      return faultOfWriteError(error);
    }
  }

  #contextOf(attempt: Attempt, scratchFolder: string): RecipeContext {
    const { archive, artifacts, events, maxTableBytes, pool } = this.#options;
    const { record, signal } = attempt;
    return {
      ...{ job: record, signal, scratchFolder, maxTableBytes, computeThreads: pool.computeThreads },
      run: (kind, order, onNotice) => attempt.run(kind, order, onNotice),
      showProgress: (progress) => {
        attempt.progress = progress;
        events.progressed(record.id, () => this.viewRunning(record.id));
      },
      showTable: (table) => {
        attempt.table = table;
        events.changed(attempt.view());
      },
      publish: async (files) => {
        await artifacts.store(files, '', (made) => this.#attach(attempt, made));
        signal.throwIfAborted();
        attempt.record = archive.jobs.find(record.id) ?? attempt.record;
        events.changed(attempt.view());
      },
    };
  }

  /** Writes how the attempt ended, and gives the job as it is then. */
  async #settle(attempt: Attempt, end: readonly NamedScratchFile[] | Fault): Promise<Job> {
    const { archive } = this.#options;
    const { record, durationMs } = attempt;
    const fault = attempt.isCancelling || end instanceof Fault ? end : await this.#complete(attempt, end, durationMs);
    let ended: Partial<JobRecord> = {};
    if (attempt.isCancelling) ended = await this.#writeEnd(attempt, { state: 'cancelled', fault: null, durationMs });
    else if (fault instanceof Fault) {
      ended = await this.#writeEnd(attempt, { state: 'failed', fault: toFaultData(fault), durationMs });
    }
    return jobView({ ...(archive.jobs.find(record.id) ?? attempt.record), ...ended }, null);
  }

  /** Notes what the attempt has made and found so far; within the transaction of `store`. */
  #attach(attempt: Attempt, made: readonly Artifact[]): void {
    const { archive } = this.#options;
    archive.artifacts.attach(attempt.record, made, Date.now());
    if (attempt.table) archive.jobs.saveTable(attempt.record, attempt.table);
  }

  /** Completes the job in one transaction with its artifacts. Gives the fault that kept it from that, or null. */
  async #complete(attempt: Attempt, files: readonly NamedScratchFile[], durationMs: number): Promise<Fault | null> {
    const { archive, artifacts } = this.#options;
    const refer = (made: Artifact[]) => {
      this.#attach(attempt, made);
      archive.jobs.finish(attempt.record, { state: 'completed', fault: null, durationMs }, Date.now());
    };
    try {
      await artifacts.store(files, '', refer);
      return null;
    } catch (error) {
      return faultOfWriteError(error);
    }
  }

  /**
   * Ends the job without a result. Where the archive cannot be written for long, gives what it should hold: the person
   * is told the truth, and the next start finds the job still running and queues it again.
   */
  async #writeEnd(attempt: Attempt, outcome: Outcome): Promise<Partial<JobRecord>> {
    const { archive, artifacts, onTrouble } = this.#options;
    // First the scratch: on a full disk it is the room that the archive needs.
    await artifacts.removeScratchFolder(scratchNameOf(attempt.record)).catch(() => undefined);
    for (let tries = 1; ; tries++) {
      try {
        archive.transact(() => {
          this.#attach(attempt, []);
          archive.jobs.finish(attempt.record, outcome, Date.now());
        });
        return {};
      } catch (error) {
        if (tries < writeRetry.times) await sleep(writeRetry.intervalMs);
        else {
          onTrouble('The end of a job could not be written to the archive.', error);
          return { ...outcome, finishedAtMs: Date.now() };
        }
      }
    }
  }
}
