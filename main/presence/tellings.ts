import type { ShellWish } from '../../contract/desktop.ts';
import { faultSentence } from '../../contract/faults.ts';
import type { Batch, Job, JobEvent } from '../../contract/jobs.ts';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from '../window/shell-texts.ts';

/** A notification before it is one: what it says and what a click on it shows. */
export interface Telling {
  readonly title: string;
  readonly body: string;
  readonly wish: ShellWish;
}

/** An end that lies further back is told by an event for another reason, such as a pin. */
const freshMs = 60_000;
/** Ids remembered so that nothing is told twice. */
const maxRemembered = 2_000;

/**
 * Gathers what is worth telling: batches that have ended and jobs that are dead. A batch tells of its first dead jobs
 * at once and of the rest when it ends.
 */
export class TellingCollector {
  readonly #now: () => number;
  #ended = new Map<string, Batch>();
  #dead = new Map<string, Job>();
  readonly #told = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether there is something to tell since the last `take`. */
  hear(event: JobEvent): boolean {
    if (event.type === 'batchChanged') this.#hearBatch(event.batch);
    if (event.type === 'jobChanged') this.#hearJob(event.job);
    return this.#ended.size + this.#dead.size > 0;
  }

  /** What there is to tell now, in `locale`. */
  take(locale: Locale): readonly Telling[] {
    const ended = [...this.#ended.values()];
    const dead = [...this.#dead.values()].filter(({ batchId }) => !this.#ended.has(batchId));
    this.#ended = new Map();
    const failed = failureTellings(dead, locale);
    const finished = ended.flatMap((batch) => batchTelling(batch, this.#dead, locale) ?? []);
    this.#dead = new Map();
    return [...failed, ...finished];
  }

  #hearBatch(batch: Batch): void {
    const isOver = batch.finishedAtMs !== null && this.#isFresh(batch.finishedAtMs);
    if (isOver && this.#remember(`${batch.id} ${batch.finishedAtMs}`)) this.#ended.set(batch.id, batch);
  }

  #hearJob(job: Job): void {
    if (job.state !== 'dead' || job.finishedAtMs === null || !this.#isFresh(job.finishedAtMs)) return;
    const isFirst = this.#remember(`dead in ${job.batchId}`);
    if (isFirst || [...this.#dead.values()].some(({ batchId }) => batchId === job.batchId)) this.#dead.set(job.id, job);
  }

  #isFresh(atMs: number): boolean {
    return Math.abs(this.#now() - atMs) < freshMs;
  }

  /** Whether `key` is new. */
  #remember(key: string): boolean {
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    const oldest = this.#told.values().next();
    if (this.#told.size > maxRemembered && !oldest.done) this.#told.delete(oldest.value);
    return true;
  }
}

function failureTellings(dead: readonly Job[], locale: Locale): readonly Telling[] {
  const [first] = dead;
  if (!first) return [];
  if (dead.length > 1) {
    const names = dead.slice(0, 3).map(({ fileName }) => fileName);
    const title = shellText('toldFailedMany', locale, { count: dead.length });
    return [{ title, body: names.join(shellText('comma', locale)), wish: { type: 'showJobs' } }];
  }
  const body = first.fault === null ? '' : faultSentence(first.fault, locale);
  const title = shellText('toldFailed', locale, { name: first.fileName });
  return [{ title, body, wish: { type: 'showJob', jobId: first.id } }];
}

/** null for a batch that ended only because the person cancelled all that was left of it. */
function batchTelling(batch: Batch, dead: ReadonlyMap<string, Job>, locale: Locale): Telling | null {
  const { counts, name } = batch;
  if (counts.completed === 0 && counts.dead === 0) return null;
  const wish: ShellWish = { type: 'showBatch', batchId: batch.id, name };
  if (batch.jobs === 1) {
    const job = [...dead.values()].find(({ batchId }) => batchId === batch.id);
    const key = counts.dead > 0 ? 'toldFailed' : 'toldCompleted';
    const body = job?.fault ? faultSentence(job.fault, locale) : '';
    return { title: shellText(key, locale, { name }), body, wish: job ? { type: 'showJob', jobId: job.id } : wish };
  }
  const parts = [
    shellText('toldPartCompleted', locale, { count: counts.completed }),
    ...(counts.dead > 0 ? [shellText('toldPartFailed', locale, { count: counts.dead })] : []),
    ...(counts.cancelled > 0 ? [shellText('toldPartCancelled', locale, { count: counts.cancelled })] : []),
  ];
  return { title: shellText('toldBatchEnded', locale, { name }), body: parts.join(shellText('comma', locale)), wish };
}
