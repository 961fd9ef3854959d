import type { JobState, Priority } from '../../contract/job-states.ts';
import { isEndedState, isWaitingState } from '../jobs/job-states.ts';
import { handicapsMs, rankStepMs, spreadRanks } from '../jobs/queue/rank.ts';
import { maxRetryDelayMs } from '../jobs/retry-delay.ts';
import type { Database } from './database.ts';
import { controlOf, type JobControl, type JobLedger, selectControl, sequencesOf } from './job-ledger.ts';
import { priorityNumber, priorityOf } from './job-record.ts';

/** Who asked for a change, and when. */
export interface ChangeCause {
  readonly nowMs: number;
  readonly hostId: string | null;
}

/** A place in the queue. */
export interface Place {
  readonly id: string;
  readonly state: JobState;
  readonly priority: Priority;
  readonly notBeforeMs: number | null;
}

/** How many of those that follow are looked at, at first, to make room for jobs that are moved. */
const followingAtFirst = 64;

/**
 * What people and time do to jobs that do not run. All within the caller's transaction; each takes ids and gives those of the
 * jobs it changed.
 */
export class JobWaiting {
  readonly #ledger: JobLedger;
  readonly #statements;

  constructor(database: Database, ledger: JobLedger) {
    this.#ledger = ledger;
    const prepare = (sql: string) => database.prepare(sql);
    const listed = 'sequence IN (SELECT value FROM json_each(?))';
    const isTimed = `state IN ('queued', 'scheduled') AND not_before_ms IS NOT NULL`;
    const fromTimed = `FROM jobs INDEXED BY jobs_timed WHERE ${isTimed}`;
    this.#statements = {
      due: prepare(`SELECT ${selectControl} ${fromTimed} AND not_before_ms <= ? ORDER BY not_before_ms LIMIT ? + 0`),
      // A retry that is so far off was dated by a clock that has since been put back.
      misdated: prepare(`SELECT ${selectControl} ${fromTimed} AND not_before_ms > ? AND state = 'queued' LIMIT ? + 0`),
      nextDue: prepare(`SELECT min(not_before_ms) AS at ${fromTimed}`),
      release: prepare(`UPDATE jobs SET state = 'queued', listed_state = 'queued', not_before_ms = NULL
        WHERE ${listed}`),
      pause: prepare(`UPDATE jobs SET state = 'paused', listed_state = 'paused' WHERE ${listed}`),
      reschedule: prepare(`UPDATE jobs SET state = 'scheduled', listed_state = 'scheduled' WHERE ${listed}`),
      cancel: prepare(`UPDATE jobs SET state = 'cancelled', listed_state = 'cancelled', not_before_ms = NULL,
        finished_at_ms = ? WHERE ${listed}`),
      redrive:
        prepare(`UPDATE jobs SET state = 'queued', listed_state = 'queued', rank = value ->> 1, failures = 0, fault = NULL,
        started_at_ms = NULL, finished_at_ms = NULL, duration_ms = NULL FROM json_each(?) WHERE sequence = value ->> 0`),
      prioritize: prepare(
        `UPDATE jobs SET priority = ?, rank = value ->> 1 FROM json_each(?) WHERE sequence = value ->> 0`,
      ),
      rank: prepare('UPDATE jobs SET rank = value ->> 1 FROM json_each(?) WHERE sequence = value ->> 0'),
      head: prepare(placesQuery('TRUE', 'rank, sequence')),
      from: prepare(placesQuery('(rank, sequence) >= (:rank, :sequence)', 'rank, sequence')),
      before: prepare(placesQuery('(rank, sequence) < (:rank, :sequence)', 'rank DESC, sequence DESC')),
      last: prepare(placesQuery('TRUE', 'rank DESC, sequence DESC')),
    };
  }

  /** Makes at most `limit` jobs ready whose time has come. */
  releaseDue(nowMs: number, limit: number): string[] {
    const due = this.#statements.due.all(nowMs, limit);
    const jobs = [...due, ...this.#statements.misdated.all(nowMs + maxRetryDelayMs + 1000, limit)].map(controlOf);
    if (jobs.length === 0) return [];
    // A retry was queued all the time; only a scheduled job changes its state.
    const scheduled = jobs.filter((job) => job.state === 'scheduled');
    this.#ledger.step(scheduled, { to: 'queued', cause: 'due', atMs: nowMs, hostId: null });
    this.#statements.release.run(sequencesOf(jobs));
    return idsOf(jobs);
  }

  nextDueMs(): number | null {
    return (this.#statements.nextDue.get() as { at: number | null }).at;
  }

  cancel(ids: readonly string[], { nowMs, hostId }: ChangeCause): string[] {
    const jobs = this.#jobsOf(ids, isWaitingState);
    this.#ledger.step(jobs, { to: 'cancelled', cause: 'cancelled', atMs: nowMs, hostId });
    this.#statements.cancel.run(nowMs, sequencesOf(jobs));
    return idsOf(jobs);
  }

  pause(ids: readonly string[], { nowMs, hostId }: ChangeCause): string[] {
    const jobs = this.#jobsOf(ids, (state) => state === 'scheduled' || state === 'queued');
    this.#ledger.step(jobs, { to: 'paused', cause: 'paused', atMs: nowMs, hostId });
    this.#statements.pause.run(sequencesOf(jobs));
    return idsOf(jobs);
  }

  resume(ids: readonly string[], { nowMs, hostId }: ChangeCause): string[] {
    const jobs = this.#jobsOf(ids, (state) => state === 'paused');
    // Who resumes a job that waited for its next attempt wants it now; one that never began keeps its time.
    const isStillToCome = (job: JobControl) => job.attempt === 0 && job.notBeforeMs !== null && job.notBeforeMs > nowMs;
    const later = jobs.filter(isStillToCome);
    const now = jobs.filter((job) => !isStillToCome(job));
    this.#ledger.step(later, { to: 'scheduled', cause: 'resumed', atMs: nowMs, hostId });
    this.#statements.reschedule.run(sequencesOf(later));
    this.#ledger.step(now, { to: 'queued', cause: 'resumed', atMs: nowMs, hostId });
    this.#statements.release.run(sequencesOf(now));
    return idsOf(jobs);
  }

  redrive(ids: readonly string[], { nowMs, hostId }: ChangeCause): string[] {
    const jobs = this.#jobsOf(ids, (state) => state === 'dead' || state === 'cancelled');
    if (jobs.length === 0) return [];
    this.#ledger.ended.remove(sequencesOf(jobs));
    this.#ledger.step(jobs, { to: 'queued', cause: 'redriven', atMs: nowMs, hostId });
    const first = this.#ledger.tally.totals.nextRanks(jobs.length, nowMs);
    const rankOf = (job: JobControl, place: number) => first + place * rankStepMs + handicapsMs[job.priority];
    this.#statements.redrive.run(JSON.stringify(jobs.map((job, place) => [job.sequence, rankOf(job, place)])));
    return idsOf(jobs);
  }

  setPriority(ids: readonly string[], priority: Priority, { nowMs, hostId }: ChangeCause): string[] {
    const jobs = this.#jobsOf(ids, (state) => !isEndedState(state)).filter((job) => job.priority !== priority);
    const rankOf = (job: JobControl) => job.rank - handicapsMs[job.priority] + handicapsMs[priority];
    this.#remark(jobs, 'priorityChanged', priority, { nowMs, hostId });
    const ranks = JSON.stringify(jobs.map((job) => [job.sequence, rankOf(job)]));
    this.#statements.prioritize.run(priorityNumber(priority), ranks);
    return idsOf(jobs);
  }

  /** Puts the waiting ones of `ids` right before `beforeId`, or at the end, in the order given. */
  move(ids: readonly string[], beforeId: string | null, { nowMs, hostId }: ChangeCause): string[] {
    const moved = this.#jobsOf(ids, isWaitingState).filter((job) => job.id !== beforeId);
    const [before] = beforeId === null ? [] : this.#jobsOf([beforeId], isWaitingState);
    if (moved.length === 0 || (beforeId !== null && !before)) return [];
    this.#remark(moved, 'moved', null, { nowMs, hostId });
    const ranks = this.#roomBefore(before ?? null, new Set(moved.map((job) => job.sequence)));
    this.#statements.rank.run(
      JSON.stringify([
        ...moved.map((job, place) => [job.sequence, ranks.ranks[place]!]),
        ...ranks.pushed.map((rank, place) => [ranks.following[place]!, rank]),
      ]),
    );
    return idsOf(moved);
  }

  /** Ranks for the jobs `own` before `before` (null: at the end), and for those that follow and have to make way. */
  #roomBefore(before: JobControl | null, own: ReadonlySet<number>) {
    const others = (rows: readonly unknown[]) => (rows as PlaceRow[]).filter((row) => !own.has(row.sequence));
    const at = before && { rank: before.rank, sequence: before.sequence };
    const limit = own.size + 1;
    const previous = others(
      at ? this.#statements.before.all({ ...at, limit }) : this.#statements.last.all({ limit }),
    )[0];
    for (let count = followingAtFirst; ; count *= 4) {
      const rows = at ? others(this.#statements.from.all({ ...at, limit: count + own.size })) : [];
      const ranks = rows.map((row) => row.rank);
      const spread = spreadRanks(previous?.rank ?? null, ranks, rows.length < count, own.size);
      if (spread) return { ...spread, following: rows.map((row) => row.sequence) };
    }
  }

  /** The waiting jobs in their order. */
  head(limit: number): Place[] {
    return (this.#statements.head.all({ limit }) as unknown as PlaceRow[]).map((row) => ({
      id: row.id,
      state: row.state,
      priority: priorityOf(row.priority),
      notBeforeMs: row.not_before_ms,
    }));
  }

  #jobsOf(ids: readonly string[], isKept: (state: JobState) => boolean): JobControl[] {
    return this.#ledger.byIds(ids).filter((job) => isKept(job.state));
  }

  /** Notes a change that leaves the states as they are. */
  #remark(
    jobs: readonly JobControl[],
    cause: 'moved' | 'priorityChanged',
    detail: string | null,
    by: ChangeCause,
  ): void {
    for (const state of new Set(jobs.map((job) => job.state))) {
      const alike = jobs.filter((job) => job.state === state);
      this.#ledger.step(alike, { to: state, cause, atMs: by.nowMs, hostId: by.hostId, detail });
    }
  }
}

interface PlaceRow {
  readonly id: string;
  readonly sequence: number;
  readonly rank: number;
  readonly state: JobState;
  readonly priority: number;
  readonly not_before_ms: number | null;
}

/** Waiting jobs in the order of the queue: each is in one of two indexes, those that may start and the others. */
function placesQuery(condition: string, order: string): string {
  const ready = `state = 'queued' AND not_before_ms IS NULL`;
  const held = `(state = 'scheduled' OR state = 'paused' OR (state = 'queued' AND not_before_ms IS NOT NULL))`;
  const part = (
    index: string,
    which: string,
  ) => `SELECT * FROM (SELECT id, state, sequence, rank, priority, not_before_ms
    FROM jobs INDEXED BY ${index} WHERE ${which} AND ${condition} ORDER BY ${order} LIMIT :limit + 0)`;
  return `${part('jobs_waiting', ready)} UNION ALL ${part('jobs_held', held)} ORDER BY ${order} LIMIT :limit + 0`;
}

function idsOf(jobs: readonly JobControl[]): string[] {
  return jobs.map((job) => job.id);
}
