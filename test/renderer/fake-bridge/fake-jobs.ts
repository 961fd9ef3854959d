import type { JobEntry, JobFilter, JobSelection, jobOrders } from '../../../contract/job-requests.ts';
import type { Priority, WaitReason } from '../../../contract/job-states.ts';
import type { Batch, Job, JobCounts, JobEvent } from '../../../contract/jobs.ts';
import type { Submission } from '../../../contract/recipes.ts';
import { noCounts } from '../../builders/build-job.ts';
import { ticketName, ticketSize } from './fake-files.ts';
import { advanced, countsOf, isKept, noFilter } from './fake-job-rules.ts';
import { progressAt, sampleJob } from './sample-jobs.ts';
import { type SampleBatch, sampleBatch } from './sample-scene.ts';

type Order = (typeof jobOrders)[number];
type BatchHead = Omit<SampleBatch, 'jobs'> & { readonly ids: Set<string> };

const handicapMs: Readonly<Record<Priority, number>> = { high: -43_200_000, normal: 0, low: 3_600_000 };
const isWaiting = (job: Job) => job.state === 'queued' || job.state === 'scheduled' || job.state === 'paused';

/** Jobs that live in the page: they queue, run three at a time, and tell of every change. */
export class FakeJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #batches = new Map<string, BatchHead>();
  readonly #ranks = new Map<string, number>();
  readonly #listeners = new Set<(event: JobEvent) => void>();
  readonly #changedBatches = new Set<string>();
  #counts: JobCounts = noCounts;
  #isQueuePaused = false;
  /** Lists that were asked for, until something comes, goes or changes its state. */
  readonly #lists = new Map<string, readonly string[]>();

  constructor(scene: readonly SampleBatch[]) {
    for (const batch of scene) this.#addBatch(batch);
    setInterval(() => this.#advance(), 200);
  }

  get = (id: string) => {
    const job = this.#jobs.get(id);
    return job && { ...job, waitReason: this.#waitReason(job) };
  };
  counts = () => ({ counts: this.#counts, isQueuePaused: this.#isQueuePaused });

  list({ limit, offset, order, ...filter }: JobFilter & { limit: number; offset: number; order: Order }) {
    const ids = this.#idsOf(filter, order);
    return { jobs: ids.slice(offset, offset + limit).flatMap((id) => this.get(id) ?? []), total: ids.length };
  }

  entries({ limit, offset }: { limit: number; offset: number }): { entries: JobEntry[]; total: number } {
    const ids = this.#cached('entries', () => [...this.#batches.keys()].reverse());
    return { entries: ids.slice(offset, offset + limit).map((id) => this.#entry(id)), total: ids.length };
  }

  batch(id: string): Batch | null {
    const head = this.#batches.get(id);
    if (!head) return null;
    const jobs = [...head.ids].flatMap((jobId) => this.#jobs.get(jobId) ?? []);
    const counts = countsOf(jobs);
    const sum = (value: (job: Job) => number) => jobs.reduce((total, job) => total + value(job), 0);
    const ended = counts.completed + counts.dead + counts.cancelled;
    const isOver = ended === jobs.length;
    return {
      ...{ id, name: head.name, createdAtMs: head.createdAtMs, submitter: head.submitter, counts, jobs: jobs.length },
      fraction:
        (ended + sum((job) => (job.state === 'running' ? job.progress.fraction : 0))) / Math.max(1, jobs.length),
      etaMs: isOver ? null : (jobs.length - ended) * 7000,
      finishedAtMs: isOver ? Math.max(...jobs.map((job) => job.finishedAtMs ?? head.createdAtMs)) : null,
      rows: sum((job) => job.rows ?? 0),
      durationMs: sum((job) => job.durationMs ?? 0),
      sizeBytes: sum((job) => job.sizeBytes),
    };
  }

  submit({ inputs, name, priority, startAtMs }: Submission) {
    const state = startAtMs === null ? 'queued' : 'scheduled';
    const states = inputs.flatMap(({ tables }) => (tables ?? [null]).map(() => state as 'queued'));
    const files = inputs.flatMap(({ ticket, tables }) =>
      (tables ?? [null]).map((table) => ({ ticket, sheet: table?.sheet ?? null })),
    );
    const batch = sampleBatch(name ?? ticketName(inputs[0]?.ticket ?? ''), 0, states, undefined, (index) => ({
      ...{ sheet: files[index]?.sheet ?? null, priority, attempt: 0 },
      fileName: ticketName(files[index]?.ticket ?? ''),
      sizeBytes: ticketSize(files[index]?.ticket ?? ''),
    }));
    this.#addBatch(batch);
    this.#tellCounts();
    return { batchId: batch.id, jobs: [...batch.jobs] };
  }

  rerun(id: string): Job {
    const before = this.#jobs.get(id);
    const batch = sampleBatch(before?.fileName ?? '', 0, ['queued'], undefined, () => ({
      ...(before ? { fileName: before.fileName, sheet: before.sheet, sizeBytes: before.sizeBytes } : {}),
    }));
    this.#addBatch(batch);
    this.#tellCounts();
    return batch.jobs[0] ?? sampleJob(0, 'queued');
  }

  /** Changes what `change` gives another form for; gives how many. */
  change(selection: JobSelection, change: (job: Job) => Partial<Job> | null) {
    let changed = 0;
    const ids = this.#selected(selection);
    for (const id of ids) {
      const job = this.#jobs.get(id);
      const parts = job && change(job);
      if (!job || !parts) continue;
      changed += 1;
      this.#put({ ...job, ...parts }, ids.length < 200);
    }
    if (ids.length >= 200) this.#tell({ type: 'jobsReset', ...this.counts() });
    this.#tellCounts();
    return { changed };
  }

  remove(selection: JobSelection) {
    let changed = 0;
    const ids = this.#selected(selection);
    for (const id of ids) {
      const job = this.#jobs.get(id);
      if (!job || isWaiting(job) || job.state === 'running') continue;
      changed += 1;
      this.#jobs.delete(id);
      const head = this.#batches.get(job.batchId);
      head?.ids.delete(id);
      if (head?.ids.size === 0) this.#batches.delete(job.batchId);
      this.#changedBatches.add(job.batchId);
      if (ids.length < 200) this.#tell({ type: 'jobRemoved', id });
    }
    this.#lists.clear();
    if (ids.length >= 200) this.#tell({ type: 'jobsReset', ...this.counts() });
    this.#tellCounts();
    return { changed };
  }

  setPriority(selection: JobSelection, priority: Priority) {
    this.#lists.clear();
    return this.change(selection, (job) => {
      if (!isWaiting(job)) return null;
      this.#ranks.set(job.id, job.createdAtMs + handicapMs[priority]);
      return { priority };
    });
  }

  move(ids: readonly string[], beforeId: string | null) {
    const queue = this.#idsOf(noFilter, 'queue').filter((id) => !ids.includes(id));
    const place = beforeId === null ? queue.length : queue.indexOf(beforeId);
    const before = this.#rank(queue[place - 1]) ?? (this.#rank(queue[place]) ?? 0) - 1000;
    const after = this.#rank(queue[place]) ?? before + 1000;
    ids.forEach((id, index) => {
      this.#ranks.set(id, before + ((after - before) * (index + 1)) / (ids.length + 1));
    });
    this.#lists.clear();
    return this.change({ ids: [...ids] }, () => ({}));
  }

  pauseQueue(isPaused: boolean) {
    this.#isQueuePaused = isPaused;
    this.#tell({ type: 'jobsReset', ...this.counts() });
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<JobEvent, void, void> {
    const told: JobEvent[] = [{ type: 'jobsReset', ...this.counts() }];
    let wake = () => {};
    const listener = (event: JobEvent) => {
      told.push(event);
      wake();
    };
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => wake());
    try {
      while (!signal?.aborted) {
        yield* told.splice(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }

  #entry(batchId: string): JobEntry {
    const head = this.#batches.get(batchId);
    const [only] = head?.ids ?? [];
    const job = head?.ids.size === 1 && only ? this.get(only) : undefined;
    if (job) return { type: 'job', job };
    const batch = this.batch(batchId);
    if (!batch) throw new Error(`no batch ${batchId}`);
    return { type: 'batch', batch };
  }

  #selected(selection: JobSelection): readonly string[] {
    if ('ids' in selection) return selection.ids;
    if ('batchId' in selection) return [...(this.#batches.get(selection.batchId)?.ids ?? [])];
    return this.#idsOf(selection.filter, 'newest');
  }

  #cached(name: string, make: () => readonly string[]): readonly string[] {
    const made = this.#lists.get(name) ?? make();
    this.#lists.set(name, made);
    return made;
  }

  #idsOf(filter: JobFilter, order: Order): readonly string[] {
    return this.#cached(JSON.stringify([filter, order]), () => {
      const kept = [...this.#jobs.values()].filter((job) => isKept(job, filter)).reverse();
      if (order === 'queue') kept.sort((a, b) => (this.#rank(a.id) ?? 0) - (this.#rank(b.id) ?? 0));
      if (order === 'name') kept.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
      if (order === 'size') kept.sort((a, b) => b.sizeBytes - a.sizeBytes);
      if (order === 'duration') kept.sort((a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1));
      return kept.map((job) => job.id);
    });
  }

  #rank(id: string | undefined): number | undefined {
    const job = id === undefined ? undefined : this.#jobs.get(id);
    return job && (this.#ranks.get(job.id) ?? job.createdAtMs + handicapMs[job.priority]);
  }

  #waitReason(job: Job): WaitReason | null {
    if (!isWaiting(job)) return null;
    if (job.state === 'queued' && this.#isQueuePaused) return { kind: 'queuePaused' };
    if (job.waitReason) return job.waitReason;
    if (job.state !== 'queued') return job.state === 'paused' ? { kind: 'paused' } : null;
    const queue = this.#idsOf({ ...noFilter, states: ['queued'] }, 'queue');
    const place = queue.indexOf(job.id);
    if (place === 0) return { kind: 'slots', running: 3, maximum: 3 };
    const higher = queue.slice(0, place).filter((id) => this.#jobs.get(id)?.priority === 'high').length;
    return { kind: 'behind', jobs: place, higherPriority: job.priority === 'high' ? 0 : higher };
  }

  #addBatch({ jobs, ...head }: SampleBatch) {
    this.#batches.set(head.id, { ...head, ids: new Set(jobs.map((job) => job.id)) });
    jobs.forEach((job, index) => {
      this.#ranks.set(job.id, job.createdAtMs + handicapMs[job.priority] + index / 1000);
      this.#put(job);
    });
    this.#changedBatches.add(head.id);
  }

  #put(job: Job, isTold = true) {
    const before = this.#jobs.get(job.id);
    this.#jobs.set(job.id, job);
    if (before?.state !== job.state) {
      this.#lists.clear();
      const counts = { ...this.#counts };
      if (before) counts[before.state] -= 1;
      counts[job.state] += 1;
      this.#counts = counts;
    }
    this.#changedBatches.add(job.batchId);
    if (isTold && this.#listeners.size > 0) this.#tell({ type: 'jobChanged', job: this.get(job.id) ?? job });
  }

  #tell(event: JobEvent) {
    for (const listener of this.#listeners) listener(event);
  }

  #tellCounts() {
    if (this.#jobs.size !== Object.values(this.#counts).reduce((sum, count) => sum + count, 0)) {
      this.#counts = countsOf(this.#jobs.values());
    }
    this.#tell({ type: 'countsChanged', ...this.counts() });
    for (const id of this.#changedBatches) {
      const batch = this.batch(id);
      if (batch && batch.jobs > 1) this.#tell({ type: 'batchChanged', batch });
    }
    this.#changedBatches.clear();
  }

  #advance() {
    const running = this.#idsOf({ ...noFilter, states: ['running'] }, 'newest').flatMap(
      (id) => this.#jobs.get(id) ?? [],
    );
    if (running.length < 3 && !this.#isQueuePaused) {
      const next = this.#idsOf({ ...noFilter, states: ['queued'] }, 'queue')
        .map((id) => this.#jobs.get(id))
        .find((job) => job && job.waitReason === null);
      const parts = { state: 'running', startedAtMs: Date.now(), attempt: 1, waitReason: null } as const;
      if (next) this.#put({ ...next, ...parts, progress: progressAt(0, next.sheet) });
    }
    for (const job of running) if (job.progress.stage !== 'cancelling') this.#put(advanced(job));
    this.#tellCounts();
  }
}
