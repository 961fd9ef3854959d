import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job, Progress } from '../../contract/jobs.ts';
import type { JobRecord } from '../archive/job-record.ts';
import type { ProgressNotice } from '../hosts/progress-board.ts';
import type { Attempt } from './attempt.ts';
import { isWaitingState } from './job-states.ts';
import { jobView } from './job-view.ts';
import { waitingProgress } from './progress.ts';
import type { WaitReasons } from './wait-reasons.ts';

interface JobViewsOptions {
  /** The attempts of this host, by job. */
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly waitReasons: WaitReasons;
  /** What other hosts tell of the jobs that they run. */
  readonly elsewhere: () => ReadonlyMap<string, ProgressNotice>;
}

/** Jobs looked at in one turn of the event loop: a few milliseconds' work. */
const sliceJobs = 1000;

const openingProgress: Progress = { ...waitingProgress, stage: 'opening' };

/** Jobs as they stand right now: the record, the progress of the attempt in work, why it waits. */
export class JobViews {
  readonly #options: JobViewsOptions;

  constructor(options: JobViewsOptions) {
    this.#options = options;
  }

  async views(records: readonly JobRecord[]): Promise<Job[]> {
    if (records.some(({ state }) => isWaitingState(state))) await this.#options.waitReasons.look();
    const jobs: Job[] = [];
    for (const record of records) {
      jobs.push(this.#view(record));
      if (jobs.length % sliceJobs === 0) await nextTurn();
    }
    return jobs;
  }

  async view(record: JobRecord): Promise<Job> {
    const [job] = await this.views([record]);
    return job!;
  }

  /** A job that runs here; null when it no longer does. */
  running(id: string): Job | null {
    const attempt = this.#options.attempts.get(id);
    return attempt ? viewOf(attempt) : null;
  }

  #view(record: JobRecord): Job {
    const { attempts, elsewhere, waitReasons } = this.#options;
    if (record.state !== 'running') return jobView(record, null, waitReasons.reasonOf(record));
    const attempt = attempts.get(record.id);
    if (attempt?.claim.fencingToken === record.fencingToken) return viewOf(attempt, record);
    const notice = elsewhere().get(record.id);
    const progress = notice?.fencingToken === record.fencingToken ? notice.progress : openingProgress;
    return jobView(record, record.wish === null ? progress : { ...progress, stage: 'cancelling', etaMs: null }, null);
  }
}

function viewOf(attempt: Attempt, record: JobRecord = attempt.record): Job {
  return jobView({ ...record, ...attempt.table }, attempt.shownProgress, null);
}
