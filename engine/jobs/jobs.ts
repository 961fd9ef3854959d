import { Fault } from '../../contract/faults.ts';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { Submission } from '../../contract/recipes.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { ArtifactFolder } from '../artifacts/artifact-folder.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import type { JobEvents } from './job-events.ts';
import type { JobRunner } from './job-runner.ts';
import { isFinalState } from './job-states.ts';
import { jobView } from './job-view.ts';
import { resubmitJob, submitJobs } from './submit-jobs.ts';
import { watchJobs } from './watch-jobs.ts';

/** Jobs that a watcher is told of at first. */
const listedAtFirst = 500;

interface JobsOptions {
  readonly archive: Archive;
  readonly artifacts: ArtifactFolder;
  readonly tickets: TicketOffice;
  readonly events: JobEvents;
  readonly runner: JobRunner;
}

/** What may be asked of jobs. */
export class Jobs {
  readonly #options: JobsOptions;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  /** Accepts jobs: when it returns they are on disk. Throws TICKET_UNKNOWN. */
  submit(submission: Submission): { batchId: string; jobs: Job[] } {
    const { archive, tickets } = this.#options;
    const jobs = this.#announce(submitJobs(archive, tickets, submission));
    return { batchId: jobs[0]!.batchId, jobs };
  }

  /** Submits the same input with the same options again. Throws JOB_UNKNOWN. */
  async rerun(id: string): Promise<Job> {
    return this.#announce([await resubmitJob(this.#options.archive, id)])[0]!;
  }

  #announce(records: readonly JobRecord[]): Job[] {
    const { events, runner } = this.#options;
    const jobs = records.map((record) => jobView(record, null));
    for (const job of jobs) events.changed(job);
    // Not within the caller's turn: the answer "queued" goes out before the work begins.
    setImmediate(() => runner.wake());
    return jobs;
  }

  /** A page of the newest jobs, and how many there are in all. */
  list(limit: number, offset: number): { jobs: Job[]; total: number } {
    const { jobs } = this.#options.archive;
    return { jobs: jobs.list(limit, offset).map((record) => this.#view(record)), total: jobs.count() };
  }

  /** Throws JOB_UNKNOWN. */
  get(id: string): Job {
    const record = this.#options.archive.jobs.find(id);
    if (!record) throw new Fault('JOB_UNKNOWN');
    return this.#view(record);
  }

  #view(record: JobRecord): Job {
    return this.#options.runner.viewRunning(record.id) ?? jobView(record, null);
  }

  /** Asks queued and running jobs to stop, and gives how many there were. A running one ends a little later. */
  cancel(ids: readonly string[]): number {
    const { archive, events, runner } = this.#options;
    const waiting = archive.jobs.cancelQueued(ids, Date.now());
    for (const id of waiting) events.changed(this.get(id));
    return waiting.length + ids.filter((id) => runner.cancelRunning(id)).length;
  }

  /** Removes jobs that have ended, with the artifacts no other job refers to; gives how many. */
  async remove(ids: readonly string[]): Promise<number> {
    const { archive, artifacts, events } = this.#options;
    const removed = archive.jobs.removeFinished(ids);
    for (const id of removed) events.removed(id);
    await artifacts.dropUnreferenced();
    return removed.length;
  }

  /** First the newest jobs, then every change, until `signal` is raised. */
  watch(signal?: AbortSignal): AsyncGenerator<JobEvent, void, void> {
    return watchJobs(this.#options.events, () => this.list(listedAtFirst, 0).jobs, signal);
  }

  /** The jobs once all of them have ended; `onChange` hears of each change until then. Throws JOB_UNKNOWN. */
  async waitForEnd(ids: readonly string[], onChange: (job: Job) => void = () => {}): Promise<Job[]> {
    const ended = new Map<string, Job>();
    const wanted = new Set(ids);
    let finish = () => {};
    const note = (job: Job) => {
      if (isFinalState(job.state)) ended.set(job.id, job);
      if (ended.size === wanted.size) finish();
    };
    const stop = this.#options.events.listen((change) => {
      if (change.type !== 'jobChanged' || !wanted.has(change.job.id)) return;
      onChange(change.job);
      note(change.job);
    });
    try {
      for (const id of wanted) note(this.get(id));
      if (ended.size < wanted.size) {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      }
      return ids.map((id) => ended.get(id)!);
    } finally {
      stop();
    }
  }
}
