import type { FaultData } from '../../../contract/faults.ts';
import type { Priority } from '../../../contract/job-states.ts';
import type { JobCounts } from '../../../contract/jobs.ts';
import type { Arrival } from '../../archive/job-acceptance.ts';
import type { ReadyJob } from '../../archive/job-attempts.ts';
import type { JobRecord, NewBatch, NewJob } from '../../archive/job-record.ts';
import type { Archive } from '../../archive/open-archive.ts';
import { SliceSize } from '../../upkeep/pace.ts';
import { Committer } from './committer.ts';
import type {
  Claim,
  ClaimedJob,
  ClaimRequest,
  JobQueue,
  QueueCause,
  QueuePlace,
  Settlement,
  Wish,
} from './job-queue.ts';
import { PlainEnds } from './plain-ends.ts';

const pausedFact = 'isQueuePaused';

/** So many candidates are offered to `isAdmitted` before the rest has to wait for the next claim. */
const candidatesOffered = 200;
const candidatesAtOnce = 25;

/** Changes of very many jobs are cut into transactions of so many: none holds the thread or the other processes up. */
const sliceSize = 512;
/** A change of waiting jobs costs several times what accepting them does, and more while their pages are not in memory. */
const changedAtOnce = { least: 16, most: 128 } as const;

/** The queue in the archive itself: for one machine, shared by all processes on the data folder. */
export class EmbeddedQueue implements JobQueue {
  readonly #archive: Archive;
  readonly #committer: Committer;
  readonly #plainEnds: PlainEnds;

  constructor(archive: Archive) {
    this.#archive = archive;
    this.#committer = new Committer({
      transact: (work) => archive.transact(work),
      transactPart: (work) => archive.transactPart(work),
      flush: () => archive.flushParts(),
      isolate: (work) => archive.isolate(work),
      isOpen: () => archive.isTransacting(),
    });
    this.#plainEnds = new PlainEnds(this.#committer, (ends, nowMs) => archive.queue.attempts.settle(ends, nowMs));
  }

  submit(batch: NewBatch, jobs: readonly NewJob[], cause: QueueCause): Promise<JobRecord[]> {
    if (jobs.length > sliceSize) return this.#submitInSlices(batch, jobs, cause);
    const { nowMs, hostId, alongside } = cause;
    const accept = () => {
      const records = this.#archive.queue.acceptance.accept(batch, jobs, nowMs, hostId);
      alongside?.(records.map((record) => record.id));
      return records;
    };
    return this.#committer.write(accept, { isForeign: alongside !== undefined });
  }

  /**
   * Many jobs are written in slices, so that neither this thread nor another process is held up; the batch counts from its
   * last slice on, and what there is of it is dropped when that never comes.
   */
  async #submitInSlices(batch: NewBatch, jobs: readonly NewJob[], cause: QueueCause): Promise<JobRecord[]> {
    const { acceptance } = this.#archive.queue;
    const { nowMs, hostId, alongside } = cause;
    const slice = jobs.slice(0, sliceSize);
    const open = (): [Arrival, JobRecord[]] => {
      const opened = acceptance.open(batch, jobs.length, nowMs, hostId);
      return [opened, acceptance.add(opened, slice, 0)];
    };
    const [arrival, records] = await this.#committer.write(open, { durability: 'part' });
    try {
      for (let from = sliceSize; from < jobs.length; from += sliceSize) {
        const isLast = from + sliceSize >= jobs.length;
        await (isLast ? this.#archive.settleParts() : this.#archive.awaitLog());
        const added = await this.#committer.write(
          () => {
            const more = acceptance.add(arrival, jobs.slice(from, from + sliceSize), from);
            if (!isLast) return more;
            acceptance.close(arrival);
            alongside?.([...records, ...more].map((record) => record.id));
            return more;
          },
          { isForeign: isLast && alongside !== undefined, durability: isLast ? 'awaited' : 'part' },
        );
        for (const record of added) records.push(record);
      }
      return records;
    } catch (error) {
      await this.#abandon([], arrival).catch(() => {});
      throw error;
    }
  }

  /** Drops batches that are not complete. Where not even this can be written, those who find the host gone do it. */
  async #abandon(hostIds: readonly string[], arrival?: Arrival): Promise<void> {
    const { acceptance } = this.#archive.queue;
    await this.#committer.write(() => acceptance.abandon(hostIds, arrival));
    while ((await this.#committer.write(() => acceptance.takeBack(sliceSize))) > 0);
  }

  claim(request: ClaimRequest): Promise<ClaimedJob[]> {
    // Whoever works on it need not wait: what is written under a claim gets to the disk after it, and one that is lost with the
    // power leaves the job waiting as before.
    return this.#committer.write(() => this.#claim(request), { durability: 'after' });
  }

  #claim({ hostId, leaseMs, limit, nowMs, maxRunning, batchIds, isAdmitted }: ClaimRequest): ClaimedJob[] {
    const { attempts, ledger, waiting } = this.#archive.queue;
    if (this.#isPaused()) return [];
    waiting.releaseDue(nowMs, sliceSize);
    const free = Math.min(limit, maxRunning - ledger.tally.totals.counts().running);
    if (free <= 0) return [];
    const chosen = isAdmitted ? this.#admitted(free, batchIds, isAdmitted) : attempts.ready(free, 0, batchIds);
    if (chosen.length === 0) return [];
    return attempts.start(chosen, { hostId, leaseMs }, nowMs).map((record) => {
      const { id, sequence, fencingToken } = record;
      return { id, sequence, fencingToken, record };
    });
  }

  /** The first `limit` jobs that are ready and admitted. */
  #admitted(
    limit: number,
    batchIds: readonly string[] | undefined,
    isAdmitted: (job: JobRecord) => boolean,
  ): ReadyJob[] {
    const { attempts } = this.#archive.queue;
    const admitted: ReadyJob[] = [];
    for (let offered = 0; offered < candidatesOffered; offered += candidatesAtOnce) {
      const candidates = attempts.ready(candidatesAtOnce, offered, batchIds);
      for (const candidate of candidates) {
        if (!isAdmitted(candidate.record)) continue;
        admitted.push(candidate);
        if (admitted.length === limit) return admitted;
      }
      if (candidates.length < candidatesAtOnce) break;
    }
    return admitted;
  }

  renew(claims: readonly Claim[], leaseMs: number, nowMs: number): Promise<Claim[]> {
    const renew = () => this.#archive.queue.attempts.renew(claims, leaseMs, nowMs);
    return this.#committer.write(renew, { durability: 'behind' });
  }

  settle(settlements: readonly Settlement[], nowMs: number): Promise<boolean[]> {
    const isForeign = settlements.some((settlement) => settlement.alongside !== undefined);
    const { attempts } = this.#archive.queue;
    const settle = () => attempts.settle(settlements, nowMs);
    if (isForeign) return this.#committer.write(settle, { isForeign, durability: 'behind' });
    return this.#plainEnds.add(settlements, nowMs);
  }

  writeWithClaim(claim: Claim, write: () => void): Promise<boolean> {
    const writeIfHeld = () => {
      const isHeld = this.#archive.queue.attempts.isHeld(claim);
      if (isHeld) write();
      return isHeld;
    };
    return this.#committer.write(writeIfHeld, { isForeign: true, durability: 'behind' });
  }

  async recover(lostHostIds: readonly string[], fault: FaultData, nowMs: number, retryAtMs: number): Promise<string[]> {
    const { attempts } = this.#archive.queue;
    const ids = await this.#committer.write(() => attempts.recover(lostHostIds, fault, nowMs, retryAtMs));
    await this.#abandon(lostHostIds);
    return ids;
  }

  async releaseDue(nowMs: number): Promise<string[]> {
    const released: string[] = [];
    for (;;) {
      const ids = await this.#committer.write(() => this.#archive.queue.waiting.releaseDue(nowMs, sliceSize));
      released.push(...ids);
      if (ids.length < sliceSize) return released;
    }
  }

  async nextDueMs(): Promise<number | null> {
    return this.#archive.queue.waiting.nextDueMs();
  }

  cancelWaiting(ids: readonly string[], cause: QueueCause): Promise<string[]> {
    return this.#slices(ids, cause, (slice) => this.#archive.queue.waiting.cancel(slice, cause));
  }

  askRunning(ids: readonly string[], wish: Wish, cause: QueueCause): Promise<string[]> {
    const { attempts, ledger } = this.#archive.queue;
    return this.#slices(ids, cause, (slice) => {
      const jobs = ledger.byIds(slice).filter((job) => job.state === 'running');
      attempts.ask(jobs, wish);
      return jobs.map((job) => job.id);
    });
  }

  async wishes(hostId: string): Promise<readonly { readonly id: string; readonly wish: Wish }[]> {
    return this.#archive.queue.attempts.wishes(hostId);
  }

  pauseWaiting(ids: readonly string[], cause: QueueCause): Promise<string[]> {
    return this.#slices(ids, cause, (slice) => this.#archive.queue.waiting.pause(slice, cause));
  }

  resume(ids: readonly string[], cause: QueueCause): Promise<string[]> {
    return this.#slices(ids, cause, (slice) => this.#archive.queue.waiting.resume(slice, cause));
  }

  redrive(ids: readonly string[], cause: QueueCause): Promise<string[]> {
    return this.#slices(ids, cause, (slice) => this.#archive.queue.waiting.redrive(slice, cause));
  }

  setPriority(ids: readonly string[], priority: Priority, cause: QueueCause): Promise<string[]> {
    return this.#slices(ids, cause, (slice) => this.#archive.queue.waiting.setPriority(slice, priority, cause));
  }

  move(ids: readonly string[], beforeId: string | null, cause: QueueCause): Promise<string[]> {
    const put = () => {
      const moved = this.#archive.queue.waiting.move(ids, beforeId, cause);
      if (moved.length > 0) cause.alongside?.(moved);
      return moved;
    };
    return this.#committer.write(put, { isForeign: cause.alongside !== undefined });
  }

  async setQueuePaused(isPaused: boolean, { alongside }: QueueCause): Promise<void> {
    const set = () => {
      this.#archive.facts.write(pausedFact, isPaused);
      alongside?.([]);
    };
    await this.#committer.write(set, { isForeign: alongside !== undefined });
  }

  async isQueuePaused(): Promise<boolean> {
    return this.#isPaused();
  }

  async counts(): Promise<JobCounts> {
    return this.#archive.queue.ledger.tally.totals.counts();
  }

  async head(limit: number): Promise<readonly QueuePlace[]> {
    return this.#archive.queue.waiting.head(limit);
  }

  async find(id: string): Promise<JobRecord | null> {
    return this.#archive.jobs.find(id);
  }

  /** Writes what is still to be written; the archive stays open. */
  close(): Promise<void> {
    return this.#committer.idle();
  }

  #isPaused(): boolean {
    return this.#archive.facts.read<boolean>(pausedFact) ?? false;
  }

  /** Changes jobs in slices; gives the ids of those that changed. */
  async #slices(
    ids: readonly string[],
    { alongside }: QueueCause,
    change: (slice: readonly string[]) => string[],
  ): Promise<string[]> {
    const changed: string[] = [];
    const size = new SliceSize(changedAtOnce.least, changedAtOnce.most);
    for (let from = 0, to = 0; from < ids.length; from = to) {
      // A change of few is one transaction.
      to = ids.length <= changedAtOnce.most ? ids.length : Math.min(ids.length, from + size.current);
      const isLast = to === ids.length;
      await (isLast ? this.#archive.settleParts() : this.#archive.awaitLog());
      const part = await this.#committer.write(
        () => {
          const beganAtMs = performance.now();
          const ofSlice = change(ids.slice(from, to));
          size.took(performance.now() - beganAtMs);
          if (isLast && changed.length + ofSlice.length > 0) alongside?.([...changed, ...ofSlice]);
          return ofSlice;
        },
        { isForeign: isLast && alongside !== undefined, durability: isLast ? 'awaited' : 'part' },
      );
      for (const id of part) changed.push(id);
    }
    return changed;
  }
}
