import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '../../contract/faults.ts';
import type { JobFilter, JobHistory } from '../../contract/job-requests.ts';
import type { Estimate } from '../../contract/job-states.ts';
import type { Batch, Job, JobCounts, JobEvent } from '../../contract/jobs.ts';
import { mainTable } from '../../contract/reading.ts';
import { completeOptions, type RecipeName, type Submission } from '../../contract/recipes.ts';
import type { JobRecord, WorkInput } from '../archive/job-record.ts';
import type { JobOrder } from '../archive/page-plan.ts';
import { lookAtFile } from '../files/input-file.ts';
import type { TicketOffice } from '../files/ticket-office.ts';
import { modelUnknown } from '../models/model-unknown.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { BatchViews } from './batch-views.ts';
import { totalEstimate } from './estimates.ts';
import { JobCommands, type JobCommandsOptions } from './job-commands.ts';
import { isEndedState } from './job-states.ts';
import { reuseKeyOf } from './run-recipe.ts';
import { type NewWork, type SubmitOptions, submitJobs } from './submit-jobs.ts';
import { waitForEnd } from './wait-for-end.ts';
import { watchJobs } from './watch-jobs.ts';

export interface JobsOptions extends SubmitOptions, JobCommandsOptions {
  readonly tickets: TicketOffice;
  readonly batches: BatchViews;
  readonly recipes: Readonly<Record<RecipeName, Recipe>>;
  readonly maxRunningJobs: () => number;
}

/** What a job that runs again reads differently: columns by their names. */
interface ReadDifferently {
  readonly asWritten?: readonly string[] | undefined;
  /** Further ones whose whole numbers are days. */
  readonly asDates?: readonly string[] | undefined;
}

const changesAtOnce = 1000;

export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/** A job that has ended; `isOwn` where it did through this process, another one's where not. */
export interface EndedJob {
  readonly job: Job;
  readonly isOwn: boolean;
}

/** A line of the Jobs screen. */
export type Entry = { readonly type: 'batch'; readonly batch: Batch } | { readonly type: 'job'; readonly job: Job };

/** What may be asked of jobs. */
export class Jobs extends JobCommands {
  readonly #options: JobsOptions;

  constructor(options: JobsOptions) {
    super(options);
    this.#options = options;
  }

  /** Accepts jobs: when it resolves they are on disk. Throws TICKET_UNKNOWN, MODEL_UNKNOWN, DISK_FULL. */
  async submit(submission: Submission): Promise<{ batchId: string; jobs: Job[] }> {
    const { actor } = this.#options;
    const all = this.#inputsOf(submission.inputs).flat();
    const otherInputs = this.#inputsOf(submission.otherInputs).flat();
    const since = submission.recipe === 'profile' && submission.since ? this.#inputsOf([submission.since]).flat() : [];
    const inputs = all.map((one) => ({ ...one, since }));
    const { recipe, options, priority, startAtMs, isReuseAllowed, name } = submission;
    if (submission.recipe === 'predict') this.#checkModel(submission.options.modelId);
    const records = await this.#submit({
      ...{ recipe, options, priority, isReuseAllowed, inputs, otherInputs, results: null, submitter: actor },
      ...{ notBeforeMs: startAtMs, name: name ?? all[0]!.input.fileName },
    });
    return { batchId: records[0]!.batchId, jobs: await this.#options.views.views(records) };
  }

  #checkModel(id: string): void {
    const model = this.#options.archive.models.find(id);
    if (!model || model.isRemoved) throw modelUnknown(id, model);
  }

  /** Accepts work that names its files itself, such as that of the timetable. */
  async accept(work: Omit<NewWork, 'notBeforeMs' | 'isReuseAllowed'>): Promise<{ batchId: string }> {
    const records = await this.#submit({ ...work, notBeforeMs: null, isReuseAllowed: true });
    return { batchId: records[0]!.batchId };
  }

  /** Submits the same input with the same options again, the file as it is now. Throws JOB_UNKNOWN, DISK_FULL. */
  async rerun(id: string, { asDates, asWritten }: ReadDifferently = {}): Promise<Job> {
    const { actor, archive, views } = this.#options;
    const earlier = archive.jobs.find(id);
    if (!earlier) throw new Fault('JOB_UNKNOWN');
    const { recipe, options, input, otherInputs, priority } = earlier;
    const days = new Set([...earlier.reading.asDates, ...(asDates ?? [])]);
    const reading = { ...earlier.reading, ...(asWritten ? { asWritten: [...asWritten] } : {}), asDates: [...days] };
    // A file that cannot be looked at is accepted all the same: its job ends with the reason.
    const found = await lookAtFile(input.path, input.fileName).catch(() => null);
    const [record] = await this.#submit({
      ...{ recipe, options, priority, submitter: actor, name: input.fileName, results: null },
      ...{
        isReuseAllowed: false,
        notBeforeMs: null,
        inputs: [{ input: { ...input, ...found }, reading }],
        otherInputs,
      },
    });
    return views.view(record!);
  }

  async #submit(work: NewWork): Promise<JobRecord[]> {
    const { onChanged, runner } = this.#options;
    const records = await submitJobs(work, this.#options);
    runner.own(records[0]!.batchId);
    onChanged();
    // Not within the caller's turn: the answer goes out before the work begins.
    setImmediate(() => runner.wake());
    return records;
  }

  /** How long a submission may take, and how much of it may have been done before. Throws TICKET_UNKNOWN. */
  estimate(submission: Submission): { inputs: (Estimate | null)[]; total: Estimate | null; reusable: number } {
    const { archive, estimates, maxRunningJobs, recipes } = this.#options;
    const { recipe, isReuseAllowed } = submission;
    const options = completeOptions(recipe, submission.options);
    const otherInputs = this.#inputsOf(submission.otherInputs).flat();
    let reusable = 0;
    const all: (Estimate | null)[] = [];
    const inputs = this.#inputsOf(submission.inputs).map((jobs) => {
      const estimated = jobs.map(({ input }) => estimates.estimate(recipe, input));
      all.push(...estimated);
      for (const { input, reading } of isReuseAllowed ? jobs : []) {
        const key = reuseKeyOf({ recipe, options, reading, otherInputs, input }, recipes);
        if (archive.runningJobs.hasLikeNamed(key, input.fileName)) reusable++;
      }
      return jobs.length === 1 ? estimated[0]! : totalEstimate(estimated, 1);
    });
    return { inputs, total: totalEstimate(all, maxRunningJobs()), reusable };
  }

  /** The tables of each file of a submission, each once. */
  #inputsOf(inputs: Submission['inputs']): WorkInput[][] {
    return inputs.map(({ ticket, tables }) => {
      const input = this.#options.tickets.inputOf(ticket);
      const readings = new Map((tables ?? [mainTable]).map((reading) => [JSON.stringify(reading), reading]));
      return [...readings.values()].map((reading) => ({ input, reading }));
    });
  }

  /** A page of the jobs that the filter keeps, and how many there are in all. */
  async list(
    filter: JobFilter,
    { limit, offset, order }: PageRequest & { readonly order: JobOrder },
  ): Promise<{ jobs: Job[]; total: number }> {
    const { archive, views } = this.#options;
    const { jobs, total } = await archive.jobPages.page({ filter, order, limit, offset });
    return { jobs: await views.views(jobs), total };
  }

  /** A page of the lines of the Jobs screen, newest first, and how many there are in all. */
  async entries({ limit, offset }: PageRequest): Promise<{ entries: Entry[]; total: number }> {
    const { archive, batches, views } = this.#options;
    const { entries, total } = archive.batches.entries(limit, offset);
    const jobs = await views.views(entries.flatMap((entry) => (entry.type === 'job' ? [entry.job] : [])));
    const shown = entries.map(
      (entry): Entry =>
        entry.type === 'job'
          ? { type: 'job', job: jobs.shift()! }
          : { type: 'batch', batch: batches.view(entry.batch) },
    );
    return { entries: shown, total };
  }

  async counts(): Promise<{ counts: JobCounts; isQueuePaused: boolean }> {
    const { queue } = this.#options;
    const [counts, isQueuePaused] = await Promise.all([queue.counts(), queue.isQueuePaused()]);
    return { counts, isQueuePaused };
  }

  /** Throws JOB_UNKNOWN. */
  async get(id: string): Promise<Job> {
    return this.#options.views.view(this.#find(id));
  }

  /** Throws BATCH_UNKNOWN. */
  getBatch(id: string): Batch {
    const batch = this.#batchOf(id);
    if (!batch) throw new Fault('BATCH_UNKNOWN');
    return batch;
  }

  #batchOf(id: string): Batch | null {
    const { archive, batches } = this.#options;
    const record = archive.batches.find(id);
    return record && batches.view(record);
  }

  /** Everything that is known about a job. Throws JOB_UNKNOWN. */
  async history(id: string): Promise<JobHistory> {
    const { archive, views } = this.#options;
    const record = this.#find(id);
    const { options, fingerprint, engineVersion } = record;
    const past = archive.jobHistory.read(record.sequence);
    return { job: await views.view(record), ...past, options: { ...options }, fingerprint, engineVersion };
  }

  #find(id: string): JobRecord {
    const record = this.#options.archive.jobs.find(id);
    if (!record) throw new Fault('JOB_UNKNOWN');
    return record;
  }

  /** First a reset with the counts, then every change, until `signal` is raised. */
  watch(signal?: AbortSignal): AsyncGenerator<JobEvent, void, void> {
    const { events } = this.#options;
    return watchJobs({ events, counts: () => this.counts(), batch: (id) => this.#batchOf(id) }, signal);
  }

  /**
   * Gives a function that gives the jobs that have ended since, in the order in which they did, whichever process worked on
   * them. It goes by the record of what happened: a clock that jumps loses none.
   */
  listenForEnds(): () => Promise<EndedJob[]> {
    const { archive, hostId: ownId, views } = this.#options;
    const beganAt = archive.jobChanges.newest().change;
    return async () => {
      const ended = new Map<number, boolean>();
      for (let position = beganAt; ; ) {
        const changes = archive.jobChanges.since(position, changesAtOnce);
        for (const { hostId, jobSequence, state } of changes) {
          // The last one counts: it may have been given its attempts again.
          ended.delete(jobSequence);
          if (isEndedState(state)) ended.set(jobSequence, hostId === ownId);
        }
        if (changes.length < changesAtOnce) break;
        position = changes.at(-1)!.sequence;
        await nextTurn();
      }
      const records = new Map(archive.jobs.findAll([...ended.keys()]).map((record) => [record.sequence, record]));
      const found = [...ended.keys()].flatMap((sequence) => records.get(sequence) ?? []);
      const jobs = await views.views(found);
      return jobs.map((job, place) => ({ job, isOwn: ended.get(found[place]!.sequence)! }));
    };
  }

  /** The jobs once all of them have ended; `onChange` hears of each change until then. Throws JOB_UNKNOWN. */
  waitForEnd(ids: readonly string[], onChange: (job: Job) => void = () => {}): Promise<Job[]> {
    return waitForEnd(ids, onChange, this.#options.events, (id) => this.get(id));
  }
}
