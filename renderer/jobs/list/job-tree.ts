import type { JobEntry } from '../../../contract/job-requests.ts';
import type { Job } from '../../../contract/jobs.ts';
import { batchKey, type FilledLine, type JobLine, keyOfEntry } from './job-line.ts';
import { type ListPage, PagedList } from './paged-list.ts';

export interface JobTreeOptions {
  readonly loadEntries: (offset: number, limit: number, signal: AbortSignal) => Promise<ListPage<JobEntry>>;
  readonly loadBatch: (id: string, offset: number, limit: number, signal: AbortSignal) => Promise<ListPage<Job>>;
  /** A line can be shown that could not before, or has changed. */
  readonly onChange: () => void;
}

/** An opened batch: where its own line stands among the entries, and its jobs. */
interface OpenBatch {
  place: number;
  readonly jobs: PagedList<Job>;
}

/** A run of lines that stand in one list one after the other. */
interface Run {
  readonly batchId: string | null;
  readonly place: number;
  /** How many lines follow in the same list, this one included. */
  readonly length: number;
}

/** The lines of the list: entries with the jobs of the opened batches between them, each read as it comes in sight. */
export class JobTree {
  readonly entries: PagedList<JobEntry>;
  readonly #options: JobTreeOptions;
  readonly #open = new Map<string, OpenBatch>();
  #first = 0;
  #end = 0;
  #anchor: { readonly key: string | null; readonly index: number } = { key: null, index: 0 };
  #shift = 0;

  constructor(options: JobTreeOptions) {
    this.#options = options;
    this.entries = new PagedList({
      load: options.loadEntries,
      keyOf: keyOfEntry,
      onChange: () => this.#changed(),
      onShifted: (places) => {
        for (const batch of this.#open.values()) batch.place += places;
      },
    });
  }

  /** Lines in all; null until the first are here. */
  get count(): number | null {
    if (this.entries.total === null) return null;
    let count = this.entries.total;
    for (const [id, batch] of this.#open) count += this.#sizeOf(id, batch);
    return count;
  }

  get error(): unknown {
    return this.entries.error;
  }

  /** The opened batches with the places of their lines among the entries. */
  get openBatches(): readonly { readonly id: string; readonly place: number }[] {
    return [...this.#open].map(([id, { place }]) => ({ id, place }));
  }

  isOpen(batchId: string): boolean {
    return this.#open.has(batchId);
  }

  /** The opened batch's own list of jobs. */
  jobsOf(batchId: string): PagedList<Job> | undefined {
    return this.#open.get(batchId)?.jobs;
  }

  lineAt(index: number): JobLine {
    const { batchId, place } = this.#runAt(index);
    if (batchId !== null) {
      const job = this.#open.get(batchId)?.jobs.at(place);
      return job ? { kind: 'job', key: job.id, job, isInBatch: true } : { kind: 'pending', key: null, isInBatch: true };
    }
    const entry = this.entries.at(place);
    return entry ? this.#lineOf(entry) : { kind: 'pending', key: null, isInBatch: false };
  }

  /** Where a line stands whose entry or job was read; -1 when it is not held. */
  indexOf(key: string): number {
    const place = this.entries.placeOf(key);
    if (place >= 0) return this.#indexOfEntry(place);
    for (const batch of this.#open.values()) {
      const child = batch.jobs.placeOf(key);
      if (child >= 0) return this.#indexOfEntry(batch.place) + 1 + child;
    }
    return -1;
  }

  /** Sees to it that lines `first … end` come; `top` is the first one in sight, which stays in sight. */
  want(first: number, end: number, top = first): void {
    this.#first = first;
    this.#end = end;
    this.#anchor = { key: this.lineAt(top).key, index: top };
    const wanted = new Map<string | null, { first: number; end: number }>();
    const last = Math.min(end, this.count ?? end);
    for (let index = first; index < last; ) {
      const run = this.#runAt(index);
      const length = Math.min(run.length, last - index);
      const known = wanted.get(run.batchId);
      if (known) known.end = run.place + length;
      else wanted.set(run.batchId, { first: run.place, end: run.place + length });
      index += length;
    }
    const entries = wanted.get(null);
    if (entries) this.entries.want(entries.first, entries.end);
    for (const [id, batch] of this.#open) {
      const range = wanted.get(id);
      if (range) batch.jobs.want(range.first, range.end);
    }
  }

  /** Lines by which what is in sight has moved since this was asked last. */
  takeShift(): number {
    const shift = this.#shift;
    this.#shift = 0;
    return shift;
  }

  /** Opens a batch; `place` is needed only where its own line was not read yet. */
  open(batchId: string, place = this.entries.placeOf(batchKey(batchId))): void {
    if (this.#open.has(batchId) || place < 0) return;
    const jobs = new PagedList<Job>({
      load: (offset, limit, signal) => this.#options.loadBatch(batchId, offset, limit, signal),
      keyOf: (job) => job.id,
      onChange: () => this.#changed(),
    });
    this.#open.set(batchId, { place, jobs });
    this.want(this.#first, this.#end);
    this.#options.onChange();
  }

  close(batchId: string): void {
    this.#open.get(batchId)?.jobs.dispose();
    if (this.#open.delete(batchId)) this.#changed();
  }

  /** Whether a job that waits in the queue is in sight. */
  hasQueuedInSight(): boolean {
    for (let index = this.#first; index < this.#end; index += 1) {
      const line = this.lineAt(index);
      if (line.kind === 'job' && line.job.state === 'queued') return true;
    }
    return false;
  }

  /** Reads everything in sight anew, soon. */
  refresh(): void {
    this.entries.refresh();
    for (const batch of this.#open.values()) batch.jobs.refresh();
  }

  /** The lines `first … end` (end not included), read where they are not held. */
  async readLines(first: number, end: number): Promise<readonly FilledLine[]> {
    const lines: FilledLine[] = [];
    for (let index = first; index < end; ) {
      const { batchId, place, length } = this.#runAt(index);
      const wanted = Math.min(length, end - index);
      if (batchId === null) {
        for (const entry of await this.entries.readAll(place, place + wanted)) lines.push(this.#lineOf(entry));
      } else {
        const jobs = (await this.#open.get(batchId)?.jobs.readAll(place, place + wanted)) ?? [];
        for (const job of jobs) lines.push({ kind: 'job', key: job.id, job, isInBatch: true });
      }
      index += wanted;
    }
    return lines;
  }

  dispose(): void {
    this.entries.dispose();
    for (const batch of this.#open.values()) batch.jobs.dispose();
  }

  #lineOf(entry: JobEntry): FilledLine {
    const key = keyOfEntry(entry);
    return entry.type === 'job'
      ? { kind: 'job', key, job: entry.job, isInBatch: false }
      : { kind: 'batch', key, batch: entry.batch, isOpen: this.#open.has(entry.batch.id) };
  }

  #sizeOf(id: string, batch: OpenBatch): number {
    if (batch.jobs.total !== null) return batch.jobs.total;
    const entry = this.entries.at(batch.place);
    return entry?.type === 'batch' && entry.batch.id === id ? entry.batch.jobs : 0;
  }

  #inOrder(): readonly (readonly [id: string, batch: OpenBatch])[] {
    return [...this.#open].sort(([, a], [, b]) => a.place - b.place);
  }

  #indexOfEntry(place: number): number {
    let index = place;
    for (const [id, batch] of this.#open) if (batch.place < place) index += this.#sizeOf(id, batch);
    return index;
  }

  #runAt(index: number): Run {
    let above = 0;
    for (const [id, batch] of this.#inOrder()) {
      const line = batch.place + above;
      if (index <= line) return { batchId: null, place: index - above, length: line - index + 1 };
      const size = this.#sizeOf(id, batch);
      if (index <= line + size) return { batchId: id, place: index - line - 1, length: line + size - index + 1 };
      above += size;
    }
    return { batchId: null, place: index - above, length: Number.POSITIVE_INFINITY };
  }

  #changed(): void {
    for (const [id, batch] of this.#open) {
      const place = this.entries.placeOf(batchKey(id));
      if (place >= 0) batch.place = place;
      else if (this.entries.at(batch.place) !== undefined) {
        // Another entry stands where the batch stood: the batch is gone.
        batch.jobs.dispose();
        this.#open.delete(id);
      }
    }
    const { key, index } = this.#anchor;
    if (key === null) this.#anchor = { key: this.lineAt(index).key, index };
    else if (index > 0) {
      const now = this.indexOf(key);
      if (now >= 0 && now !== index) {
        this.#shift += now - index;
        this.#anchor = { key, index: now };
      }
    }
    this.#options.onChange();
  }
}
