import type { ChangePosition } from '../archive/job-changes.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { JobEvents } from './job-events.ts';
import type { JobViews } from './job-views.ts';

interface ChangeFeedOptions {
  readonly archive: Archive;
  readonly events: JobEvents;
  readonly views: JobViews;
  /** Another process has written to the archive. */
  readonly onForeignChange: () => void;
  readonly isQueuePaused: () => Promise<boolean>;
  readonly onTrouble: (sentence: string, error: unknown) => void;
}

/** How soon a change of another process shows here; a look costs microseconds. */
const pollIntervalMs = 250;
/** More changes than this in one go are told as one: whoever shows jobs reads the pages in sight anew. */
const maxToldChanges = 200;

/**
 * Tells of everything that is put on record about jobs, whichever process did it: the archive itself is what is read, so
 * nothing is told that does not stand, and nothing that stands is left untold.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  #position: ChangePosition;
  #dataVersion: number;
  #isQueuePaused: boolean | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isPoked = false;
  #reading: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
    this.#position = options.archive.jobChanges.newest();
    this.#dataVersion = options.archive.dataVersion();
  }

  start(): void {
    this.#timer = setInterval(() => this.#poll(), pollIntervalMs);
    this.#timer.unref();
  }

  /** This process has changed something: it is told in a moment. */
  poke(): void {
    if (this.#isPoked || this.#isClosed) return;
    this.#isPoked = true;
    this.#reading = this.#reading.then(() => this.#readSoon());
  }

  /** Resolves when everything that stood on record before has been told. */
  async settled(): Promise<void> {
    this.poke();
    await this.#reading;
  }

  /** Tells how these jobs stand, though nothing about them was put on record. */
  async show(ids: readonly string[]): Promise<void> {
    const { archive, events, views } = this.#options;
    if (this.#isClosed) return;
    const records = ids.flatMap((id) => archive.jobs.find(id) ?? []);
    for (const job of await views.views(records)) {
      events.changed(job);
      events.batchTouched(job.batchId);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#reading;
  }

  #poll(): void {
    try {
      const version = this.#options.archive.dataVersion();
      if (version === this.#dataVersion) return;
      this.#dataVersion = version;
    } catch (error) {
      this.#options.onTrouble('The archive could not be looked at.', error);
      return;
    }
    this.#options.onForeignChange();
    this.poke();
  }

  async #readSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#isPoked = false;
    if (this.#isClosed) return;
    try {
      await this.#read();
    } catch (error) {
      this.#options.onTrouble('What happened to jobs could not be read.', error);
    }
  }

  async #read(): Promise<void> {
    const { archive, events, isQueuePaused } = this.#options;
    if (!events.isHeard) {
      this.#position = archive.jobChanges.newest();
      return;
    }
    const wasPaused = this.#isQueuePaused;
    this.#isQueuePaused = await isQueuePaused();
    if (wasPaused !== this.#isQueuePaused) events.countsTouched();
    const changes = archive.jobChanges.since(this.#position.change, maxToldChanges + 1);
    const removals = archive.jobChanges.removalsSince(this.#position.removal, maxToldChanges + 1);
    if (changes.length === 0 && removals.length === 0) return;
    if (changes.length > maxToldChanges || removals.length > maxToldChanges) {
      this.#position = archive.jobChanges.newest();
      events.reset();
      return;
    }
    const { change, removal } = this.#position;
    this.#position = {
      change: changes.at(-1)?.sequence ?? change,
      removal: removals.at(-1)?.sequence ?? removal,
    };
    await this.#tell([...new Set(changes.map(({ jobSequence }) => jobSequence))]);
    for (const { jobId } of removals) events.removed(jobId);
    for (const batchId of new Set(changes.map(({ batchId }) => batchId))) events.batchTouched(batchId);
    events.countsTouched();
  }

  async #tell(sequences: readonly number[]): Promise<void> {
    const { archive, events, views } = this.#options;
    if (sequences.length === 0) return;
    const records = archive.jobs.findAll(sequences);
    const jobs = new Map((await views.views(records)).map((job) => [job.id, job]));
    const order = new Map(records.map((record) => [record.sequence, record.id]));
    // In the order of their last changes.
    for (const sequence of sequences) {
      const job = jobs.get(order.get(sequence) ?? '');
      if (job) events.changed(job);
    }
  }
}
