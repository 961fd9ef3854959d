import type { EngineSettings } from '../../contract/upkeep.ts';
import type { Archive } from '../archive/open-archive.ts';
import type { EndedJob, EndedPlace, HeldContent } from '../archive/retention-repository.ts';
import { Pace } from './pace.ts';

/** What the settings would have removed, oldest first, and the room that would become free. */
export interface RetentionPlan {
  readonly jobIds: readonly string[];
  readonly sizeBytes: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Jobs read at once, and jobs whose files are looked up at once. */
const readJobs = 50;
const lookedUpJobs = 10;

/** The jobs that are to go by their age, oldest first. No others are looked at, but for pinned ones; a little at a time. */
export async function tooOldJobs(
  archive: Archive,
  retention: EngineSettings['retention'],
  nowMs: number,
): Promise<EndedJob[]> {
  const tooOld: EndedJob[] = [];
  const { completedDays, cancelledDays, deadDays } = retention;
  const days = { completed: completedDays, cancelled: cancelledDays, dead: deadDays };
  if (Object.values(days).every((limit) => limit === null)) return [];
  const pace = new Pace();
  while (archive.retention.catchUp()) await pace.rest();
  for (const state of ['completed', 'cancelled', 'dead'] as const) {
    const limit = days[state];
    if (limit === null) continue;
    let last: EndedPlace = { finishedAtMs: -1, sequence: 0 };
    for (;;) {
      const jobs = archive.retention.endedBefore(state, nowMs - limit * dayMs, last, readJobs);
      for (const job of jobs) if (!job.isPinned) tooOld.push(job);
      if (jobs.length < readJobs) break;
      last = jobs.at(-1)!;
      await pace.rest();
    }
  }
  return tooOld.sort((a, b) => a.sequence - b.sequence);
}

/**
 * Finds the jobs that are to go: those older than their state allows, then, as long as artifacts take too much, the oldest
 * of the rest. Pinned jobs stay. A file counts as free once all who refer to it are to go. Walks a little at a time.
 */
export async function planRetention(
  archive: Archive,
  retention: EngineSettings['retention'],
  nowMs: number,
): Promise<RetentionPlan> {
  const plan = new PlanInWork(archive);
  const pace = new Pace();
  const tooOld = await tooOldJobs(archive, retention, nowMs);
  for (let from = 0; from < tooOld.length; from += lookedUpJobs) {
    plan.add(tooOld.slice(from, from + lookedUpJobs));
    await pace.rest();
  }
  const { maxArtifactBytes } = retention;
  if (maxArtifactBytes === null) return plan;
  const isTooMuch = () => archive.contents.totals().sizeBytes - plan.sizeBytes > maxArtifactBytes;
  if (!isTooMuch()) return plan;
  for await (const job of endedJobs(archive)) {
    if (job.isPinned) continue;
    plan.add([job]);
    if (!isTooMuch()) break;
  }
  return plan;
}

/** All ended jobs, in the order in which they were accepted. */
async function* endedJobs(archive: Archive): AsyncGenerator<EndedJob, void, void> {
  const pace = new Pace();
  for (let last = 0; ; ) {
    const jobs = archive.retention.endedAfter(last, readJobs);
    if (jobs.length === 0) return;
    last = jobs.at(-1)!.sequence;
    for (const job of jobs) {
      yield job;
      await pace.rest();
    }
  }
}

class PlanInWork implements RetentionPlan {
  readonly #ids = new Set<string>();
  /** Files with several references: how many of them are to go. */
  readonly #released = new Map<string, number>();
  readonly #archive: Archive;
  sizeBytes = 0;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  get jobIds(): readonly string[] {
    return [...this.#ids];
  }

  add(jobs: readonly EndedJob[]): void {
    const fresh = jobs.filter(({ id }) => !this.#ids.has(id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.#ids.add(id);
    const sequences = fresh.map(({ sequence }) => sequence);
    for (const content of this.#archive.retention.contentsOf(sequences)) this.#release(content);
  }

  #release({ sha256, extension, references, sizeBytes }: HeldContent): void {
    const key = sha256 + extension;
    const released = (this.#released.get(key) ?? 0) + 1;
    if (released >= references) {
      this.sizeBytes += sizeBytes;
      this.#released.delete(key);
    } else this.#released.set(key, released);
  }
}
