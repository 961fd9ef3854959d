import type { FaultData } from '../../contract/faults.ts';
import { type Consequence, consequenceOf, consequenceOfLoss } from '../jobs/queue/consequence.ts';
import type { Claim as QueueClaim, Settlement } from '../jobs/queue/job-queue.ts';
import type { Database } from './database.ts';
import { controlOf, type JobControl, type JobLedger, selectControl, sequencesOf } from './job-ledger.ts';
import { type Claim, type JobRecord, jobRecordOf, selectJob } from './job-record.ts';

export interface Lease {
  readonly hostId: string;
  readonly leaseMs: number;
}

/** An attempt that has ended, and what follows. */
interface Ended {
  readonly job: JobControl;
  readonly consequence: Consequence;
  readonly fault: FaultData | null;
  readonly durationMs: number | null;
  readonly reusedFrom: string | null;
}

/** The attempts of jobs: leases, their ends, and what becomes of those whose host is gone. All within the caller's transaction. */
export class JobAttempts {
  readonly #ledger: JobLedger;
  readonly #statements;

  constructor(database: Database, ledger: JobLedger) {
    this.#ledger = ledger;
    const prepare = (sql: string) => database.prepare(sql);
    const isReady = `state = 'queued' AND not_before_ms IS NULL AND batch_sequence NOT IN
      (SELECT sequence FROM batches INDEXED BY batches_arriving WHERE arriving_host IS NOT NULL)`;
    const listed = 'sequence IN (SELECT value FROM json_each(?))';
    const released = 'wish = NULL, lease_host = NULL, lease_expires_at_ms = NULL';
    this.#statements = {
      // The planner does not know how few jobs are in these indexes.
      ready: prepare(`SELECT ${selectControl} FROM jobs INDEXED BY jobs_waiting WHERE ${isReady}
        ORDER BY rank, sequence LIMIT ? OFFSET ?`),
      readyOf: prepare(`SELECT ${selectControl} FROM jobs INDEXED BY jobs_waiting WHERE ${isReady} AND batch_sequence IN
        (SELECT sequence FROM batches WHERE id IN (SELECT value FROM json_each(?)))
        ORDER BY rank, sequence LIMIT ? OFFSET ?`),
      records: prepare(
        selectJob.replace('FROM jobs', 'FROM json_each(?) AS asked CROSS JOIN jobs ON jobs.sequence = asked.value'),
      ),
      start: prepare(`UPDATE jobs SET state = 'running', attempt = attempt + 1, fencing_token = fencing_token + 1,
        started_at_ms = ?, finished_at_ms = NULL, duration_ms = NULL, fault = NULL, wish = NULL, lease_host = ?,
        lease_expires_at_ms = ? WHERE ${listed}`),
      isHeld: prepare(`SELECT 1 FROM jobs WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      // Larger every time, whatever the clock shows: by that the other hosts see that this one lives.
      renew: prepare(`UPDATE jobs SET lease_expires_at_ms = max(?, lease_expires_at_ms + 1)
        WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      end: prepare(`UPDATE jobs SET state = ?, fault = ?, failures = failures + ?, finished_at_ms = ?, duration_ms = value ->> 1,
        reused_from = ?, ${released} FROM json_each(?) WHERE sequence = value ->> 0`),
      wait: prepare(`UPDATE jobs SET state = ?, fault = ?, failures = failures + ?, not_before_ms = ?, started_at_ms = NULL,
        ${released} WHERE ${listed}`),
      runningOn: prepare(`SELECT ${selectControl} FROM jobs INDEXED BY jobs_running
        WHERE state = 'running' AND lease_host IN (SELECT value FROM json_each(?)) ORDER BY sequence`),
      hasFinishedShard: prepare('SELECT 1 FROM shards WHERE job_sequence = ? AND attempt = ? LIMIT 1'),
      wish: prepare(`UPDATE jobs SET wish = ? WHERE ${listed}`),
      wishes: prepare(`SELECT id, wish FROM jobs INDEXED BY jobs_running
        WHERE state = 'running' AND wish IS NOT NULL AND lease_host = ?`),
    };
  }

  /** The jobs that may start, in their order; of these batches only, if any are named. */
  ready(limit: number, offset: number, batchIds: readonly string[] | undefined): JobControl[] {
    const rows = batchIds
      ? this.#statements.readyOf.all(JSON.stringify(batchIds), limit, offset)
      : this.#statements.ready.all(limit, offset);
    return rows.map(controlOf);
  }

  /** The records of jobs, in the same order. */
  records(jobs: readonly JobControl[]): JobRecord[] {
    return this.#statements.records.all(sequencesOf(jobs)).map(jobRecordOf);
  }

  /** Begins attempts of jobs that are ready. */
  start(jobs: readonly JobControl[], { hostId, leaseMs }: Lease, nowMs: number): void {
    this.#ledger.step(jobs, { to: 'running', cause: 'started', atMs: nowMs, hostId });
    this.#statements.start.run(nowMs, hostId, nowMs + leaseMs, sequencesOf(jobs));
  }

  isHeld({ sequence, fencingToken }: Claim): boolean {
    return this.#statements.isHeld.get(sequence, fencingToken) !== undefined;
  }

  /** Lengthens the leases; gives the claims that are no longer the newest. */
  renew(claims: readonly QueueClaim[], leaseMs: number, nowMs: number): QueueClaim[] {
    return claims.filter(
      ({ sequence, fencingToken }) => this.#statements.renew.run(nowMs + leaseMs, sequence, fencingToken).changes === 0,
    );
  }

  /** Ends attempts. Gives for each whether its claim was the newest; where it was not, nothing was changed. */
  settle(settlements: readonly Settlement[], nowMs: number): boolean[] {
    // First of all: it may write the rows that the batch sums up.
    for (const { claim, alongside } of settlements) if (alongside && this.isHeld(claim)) alongside();
    const sequences = settlements.map(({ claim }) => claim.sequence);
    const jobs = new Map(this.#ledger.bySequences(sequences).map((job) => [job.sequence, job]));
    const ended: Ended[] = [];
    const haveCounted = settlements.map(({ claim, end }) => {
      const job = jobs.get(claim.sequence);
      if (job?.state !== 'running' || job.fencingToken !== claim.fencingToken) return false;
      jobs.delete(claim.sequence); // A second settlement of the same claim does not count.
      const fault = end.kind === 'failed' || end.kind === 'timedOut' ? end.fault : null;
      const reusedFrom = (end.kind === 'completed' && end.reusedFrom) || null;
      ended.push({ job, consequence: consequenceOf(end, job), fault, durationMs: end.durationMs, reusedFrom });
      return true;
    });
    this.#end(ended, nowMs);
    return haveCounted;
  }

  /** Takes jobs away from hosts that are gone; gives their ids. */
  recover(hostIds: readonly string[], fault: FaultData, nowMs: number, retryAtMs: number): string[] {
    const jobs = this.#statements.runningOn.all(JSON.stringify(hostIds)).map(controlOf);
    const ended = jobs.map((job): Ended => {
      // An attempt that got somewhere is not to blame for the end of its host; one that never does would end it for ever.
      const isBlameless = this.#statements.hasFinishedShard.get(job.sequence, job.attempt) !== undefined;
      const consequence = consequenceOfLoss(job, isBlameless, retryAtMs > nowMs ? retryAtMs : null);
      return { job, consequence, fault, durationMs: null, reusedFrom: null };
    });
    this.#end(ended, nowMs);
    return jobs.map((job) => job.id);
  }

  /** Writes what follows from ended attempts, those that end alike together. */
  #end(ended: readonly Ended[], nowMs: number): void {
    const alike = new Map<string, Ended[]>();
    for (const one of ended) {
      const { consequence, fault, reusedFrom, job } = one;
      const key =
        fault || reusedFrom ? String(job.sequence) : `${consequence.to} ${consequence.cause} ${job.leaseHost}`;
      const others = alike.get(key);
      if (others) others.push(one);
      else alike.set(key, [one]);
    }
    for (const group of alike.values()) this.#endAlike(group, nowMs);
  }

  #endAlike(group: readonly Ended[], nowMs: number): void {
    const { job: first, consequence, fault, reusedFrom } = group[0]!;
    const { to, cause, addedFailures, notBeforeMs } = consequence;
    const jobs = group.map(({ job }) => job);
    this.#ledger.step(jobs, { to, cause, atMs: nowMs, hostId: first.leaseHost, fault });
    const faultText = fault && to !== 'cancelled' ? JSON.stringify(fault) : null;
    if (to === 'queued' || to === 'paused') {
      this.#statements.wait.run(to, faultText, addedFailures, notBeforeMs, sequencesOf(jobs));
      return;
    }
    const rows = JSON.stringify(group.map(({ job, durationMs }) => [job.sequence, durationMs]));
    this.#statements.end.run(to, faultText, addedFailures, nowMs, reusedFrom, rows);
    if (to !== 'completed') return;
    for (const { job, durationMs } of group) this.#ledger.tally.summed(job.batchSequence, { ...job, durationMs }, 1);
  }

  /** Notes what is wished of running jobs; a cancel is never taken back. */
  ask(jobs: readonly JobControl[], wish: 'cancel' | 'pause'): void {
    this.#statements.wish.run(wish, sequencesOf(jobs.filter((job) => job.wish !== 'cancel')));
  }

  wishes(hostId: string): { readonly id: string; readonly wish: 'cancel' | 'pause' }[] {
    return this.#statements.wishes.all(hostId) as never;
  }
}
