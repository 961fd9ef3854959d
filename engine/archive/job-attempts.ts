import type { FaultData } from '../../contract/faults.ts';
import { type Consequence, consequenceOf, consequenceOfLoss } from '../jobs/queue/consequence.ts';
import type { Claim as QueueClaim, Wish as QueueWish, Settlement } from '../jobs/queue/job-queue.ts';
import type { Database } from './database.ts';
import { controlOf, type JobControl, type JobLedger, type Stepping, selectControl, sequencesOf } from './job-ledger.ts';
import { type Claim, type JobRecord, memberOf, selectJob } from './job-record.ts';
import { roomFor } from './job-rows.ts';

export interface Lease {
  readonly hostId: string;
  readonly leaseMs: number;
}

/** A job that may start. */
export type ReadyJob = ReturnType<typeof memberOf>;

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
    const selectReady = selectJob.replace('FROM jobs LEFT', 'FROM jobs INDEXED BY jobs_waiting LEFT');
    const listed = 'sequence IN (SELECT value FROM json_each(?))';
    const released = 'wish = NULL, lease_host = NULL, lease_expires_at_ms = NULL';
    this.#statements = {
      // The planner does not know how few jobs are in these indexes.
      ready: prepare(`${selectReady} WHERE ${isReady} ORDER BY rank, jobs.sequence LIMIT ? + 0 OFFSET ? + 0`),
      readyOf: prepare(`${selectReady} WHERE ${isReady} AND batch_sequence IN
        (SELECT sequence FROM batches WHERE id IN (SELECT value FROM json_each(?)))
        ORDER BY rank, jobs.sequence LIMIT ? + 0 OFFSET ? + 0`),
      // Its start changes nothing in jobs_listed: see listed-states.ts.
      start: prepare(`UPDATE jobs SET state = 'running', attempt = attempt + 1, fencing_token = fencing_token + 1,
        started_at_ms = ?, finished_at_ms = NULL, duration_ms = NULL, fault = NULL, wish = NULL, lease_host = ?,
        lease_expires_at_ms = ?, start_event = iif(attempt = 0, ? + key, start_event),
        room = iif(room IS NULL, NULL, ${roomFor.end}) FROM json_each(?) WHERE sequence = value`),
      isHeld: prepare(`SELECT wish FROM jobs WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      // Larger every time, whatever the clock shows: by that the other hosts see that this one lives.
      renew: prepare(`UPDATE jobs SET lease_expires_at_ms = max(?, lease_expires_at_ms + 1)
        WHERE sequence = ? AND state = 'running' AND fencing_token = ?`),
      end: prepare(`UPDATE jobs SET state = ?1, listed_state = ?1, fault = ?2, failures = failures + ?3, finished_at_ms = ?4,
        duration_ms = value ->> 1, reused_from = ?5, ${released} FROM json_each(?6) WHERE sequence = value ->> 0`),
      // The lease is left standing, as what comes back is what stands then: it says whose attempt it was.
      complete:
        prepare(`UPDATE jobs SET state = 'completed', listed_state = 'completed', fault = NULL, finished_at_ms = ?,
        end_event = ? + key, duration_ms = value ->> 2, reused_from = NULL, wish = NULL, room = NULL FROM json_each(?) WHERE sequence = value ->> 0 AND state = 'running'
        AND fencing_token = value ->> 1 AND wish IS NOT 'cancel'
        RETURNING json_array(sequence, batch_sequence, attempt, lease_host, jobs.rows, input_size_bytes, end_event) AS job`),
      wait: prepare(`UPDATE jobs SET state = ?1, listed_state = ?1, fault = ?2, failures = failures + ?3, not_before_ms = ?4,
        started_at_ms = NULL, ${released} WHERE sequence IN (SELECT value FROM json_each(?5))`),
      runningOn: prepare(`SELECT ${selectControl} FROM jobs INDEXED BY jobs_running
        WHERE state = 'running' AND lease_host IN (SELECT value FROM json_each(?)) ORDER BY sequence`),
      hasFinishedShard: prepare('SELECT 1 FROM shards WHERE job_sequence = ? AND attempt = ? LIMIT 1'),
      wish: prepare(`UPDATE jobs SET wish = ? WHERE ${listed}`),
      wishes: prepare(`SELECT id, wish FROM jobs INDEXED BY jobs_running
        WHERE state = 'running' AND wish IS NOT NULL AND lease_host = ?`),
    };
  }

  /** The jobs that may start, in their order; of these batches only, if any are named. */
  ready(limit: number, offset: number, batchIds: readonly string[] | undefined): ReadyJob[] {
    if (batchIds) this.#ledger.tally.fresh.settle();
    const rows = batchIds
      ? this.#statements.readyOf.all(JSON.stringify(batchIds), limit, offset)
      : this.#statements.ready.all(limit, offset);
    return rows.map(memberOf);
  }

  /** Begins attempts of jobs that are ready; gives their records as they are then, without asking for them again. */
  start(jobs: readonly ReadyJob[], { hostId, leaseMs }: Lease, nowMs: number): JobRecord[] {
    const stepping = jobs.map(({ record, batchSequence }): Stepping => {
      const { sequence, state, attempt } = record;
      return { sequence, state, attempt, batchSequence };
    });
    const firstEvent = this.#ledger.tally.totals.nextEvents(jobs.length);
    this.#ledger.stepAs(firstEvent, stepping, { to: 'running', cause: 'started', atMs: nowMs, hostId });
    this.#statements.start.run(nowMs, hostId, nowMs + leaseMs, firstEvent, sequencesOf(stepping));
    // The records were read for this: what changes is written into them.
    return jobs.map(({ record }) =>
      Object.assign(record, {
        ...{ state: 'running', attempt: record.attempt + 1, fencingToken: record.fencingToken + 1, startedAtMs: nowMs },
        ...{ finishedAtMs: null, durationMs: null, fault: null, wish: null },
        ...{ leaseHost: hostId, leaseExpiresAtMs: nowMs + leaseMs },
      } as const),
    );
  }

  isHeld(claim: Claim): boolean {
    return this.#held(claim) !== undefined;
  }

  #held({ sequence, fencingToken }: Claim): { readonly wish: QueueWish | null } | undefined {
    return this.#statements.isHeld.get(sequence, fencingToken) as { wish: QueueWish | null } | undefined;
  }

  /** Lengthens the leases; gives the claims that are no longer the newest. */
  renew(claims: readonly QueueClaim[], leaseMs: number, nowMs: number): QueueClaim[] {
    return claims.filter(
      ({ sequence, fencingToken }) => this.#statements.renew.run(nowMs + leaseMs, sequence, fencingToken).changes === 0,
    );
  }

  /**
   * Ends attempts. Gives for each whether it counted. It does not when its claim was not the newest, and nothing was changed;
   * nor does a completion when a cancel was on record first, and the job is cancelled.
   */
  settle(settlements: readonly Settlement[], nowMs: number): boolean[] {
    // First of all: it may write the rows that the batch sums up.
    for (const { claim, end, alongside } of settlements) {
      const held = alongside && this.#held(claim);
      if (held && !(end.kind === 'completed' && held.wish === 'cancel')) alongside();
    }
    const completed = this.#complete(settlements, nowMs);
    const rest = settlements.filter(({ claim }) => !completed.has(claim.sequence));
    const jobs = new Map<number, JobControl>();
    if (rest.length > 0) {
      const found = this.#ledger.bySequences(rest.map(({ claim }) => claim.sequence));
      for (const job of found) jobs.set(job.sequence, job);
    }
    const ended: Ended[] = [];
    const haveCounted = settlements.map(({ claim, end }) => {
      const { sequence, fencingToken } = claim;
      if (completed.get(sequence) === fencingToken) return completed.delete(sequence);
      const job = jobs.get(sequence);
      if (job?.state !== 'running' || job.fencingToken !== fencingToken) return false;
      jobs.delete(sequence); // A second settlement of the same claim does not count.
      const fault = end.kind === 'failed' || end.kind === 'timedOut' ? end.fault : null;
      const reusedFrom = (end.kind === 'completed' && end.reusedFrom) || null;
      ended.push({ job, consequence: consequenceOf(end, job), fault, durationMs: end.durationMs, reusedFrom });
      return !(end.kind === 'completed' && job.wish === 'cancel');
    });
    this.#end(ended, nowMs);
    return haveCounted;
  }

  /** Completes at once what ends as most do; gives the tokens of those jobs by their sequences. */
  #complete(settlements: readonly Settlement[], nowMs: number): Map<number, number> {
    const claims = new Map<string, readonly [number, number, number] | null>();
    for (const { claim, end } of settlements) {
      const key = `${claim.sequence} ${claim.fencingToken}`;
      if (claims.has(key)) continue; // Only the first settlement of a claim counts.
      const isPlain = end.kind === 'completed' && end.reusedFrom === undefined;
      claims.set(key, isPlain ? [claim.sequence, claim.fencingToken, end.durationMs] : null);
    }
    const plain = [...claims.values()].filter((row) => row !== null);
    const tokens = new Map<number, number>();
    if (plain.length === 0) return tokens;
    // A stale claim of the same job is not the one that comes back.
    const given = new Map(plain.sort((a, b) => a[1] - b[1]).map((row) => [row[0], row]));
    const byHost = new Map<string | null, (Stepping | null)[]>();
    const firstEvent = this.#ledger.tally.totals.nextEvents(plain.length);
    for (const row of this.#statements.complete.all(nowMs, firstEvent, JSON.stringify(plain))) {
      const cells = JSON.parse((row as { job: string }).job);
      const [sequence, batchSequence, attempt, hostId, rows, sizeBytes, event] = cells;
      const [, token, durationMs] = given.get(sequence)!;
      tokens.set(sequence, token);
      this.#ledger.tally.summed(batchSequence, { rows, durationMs, sizeBytes }, 1);
      const ofHost = byHost.get(hostId) ?? Array<null>(plain.length).fill(null);
      ofHost[event - firstEvent] = { sequence, batchSequence, state: 'running', attempt };
      byHost.set(hostId, ofHost);
    }
    for (const [hostId, jobs] of byHost) {
      this.#ledger.stepAs(firstEvent, jobs, { to: 'completed', cause: 'finished', atMs: nowMs, hostId });
    }
    return tokens;
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
