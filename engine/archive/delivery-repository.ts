import type { FaultData } from '../../contract/faults.ts';
import type { Locale } from '../../contract/texts.ts';
import type { Database } from './database.ts';

export type DeliveryKind = 'report' | 'webhook';
/** `dropped`: what was to be delivered, or the wish for it, is gone. */
export type DeliveryState = 'waiting' | 'done' | 'dead' | 'dropped';

export interface NewDelivery {
  readonly id: string;
  /** What it comes from; no second delivery ever comes from the same. */
  readonly origin: string;
  readonly kind: DeliveryKind;
  /** The folder or the web address. */
  readonly target: string;
  /** The file's or the batch's name. */
  readonly subject: string;
  readonly jobId: string | null;
  readonly payload: string;
  readonly atMs: number;
}

export interface DeliveryRecord extends NewDelivery {
  readonly sequence: number;
  readonly state: DeliveryState;
  readonly failures: number;
  readonly notBeforeMs: number;
  readonly fault: FaultData | null;
}

/** A job that has completed and whose report is wanted in a folder. */
export interface CompletedJob {
  readonly jobId: string;
  readonly fileName: string;
  readonly folder: string;
  readonly locale: Locale;
}

/** A batch whose last job has ended; ended again after a re-drive it counts anew. */
export interface EndedBatch {
  readonly id: string;
  readonly name: string;
  readonly finishedAtMs: number;
}

/** What is to reach a place outside the data folder, once each. */
export class DeliveryRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    const waiting = "state = 'waiting'";
    this.#statements = {
      newestEvent: prepare('SELECT last_event AS newest FROM totals'),
      // CROSS JOIN keeps the order of the tables: events in a range first, the rest by their keys.
      completedJobs: prepare(`SELECT jobs.id AS jobId, input_file_name AS fileName, results_folder AS folder,
        results_locale AS locale FROM job_events CROSS JOIN jobs ON jobs.sequence = job_sequence
        CROSS JOIN batches ON batches.sequence = batch_sequence
        WHERE job_events.sequence > ? AND job_events.sequence <= ? AND job_events.state = 'completed'
        AND results_folder IS NOT NULL ORDER BY job_events.sequence`),
      endedBatches: prepare(`SELECT DISTINCT batches.id, name, batches.finished_at_ms AS finishedAtMs
        FROM job_events CROSS JOIN jobs ON jobs.sequence = job_sequence
        CROSS JOIN batches ON batches.sequence = batch_sequence
        WHERE job_events.sequence > ? AND job_events.sequence <= ?
        AND job_events.state IN ('completed', 'cancelled', 'dead') AND batches.finished_at_ms IS NOT NULL`),
      insert:
        prepare(`INSERT INTO deliveries (id, origin, kind, target, subject, job_id, payload, state, not_before_ms, at_ms)
        VALUES (:id, :origin, :kind, :target, :subject, :jobId, :payload, 'waiting', :atMs, :atMs)
        ON CONFLICT (origin) DO NOTHING`),
      due: prepare(`SELECT * FROM deliveries WHERE ${waiting} AND kind = ? AND (not_before_ms <= ? OR not_before_ms > ?)
        ORDER BY not_before_ms, sequence LIMIT 1`),
      find: prepare('SELECT * FROM deliveries WHERE id = ?'),
      setPayload: prepare(`UPDATE deliveries SET payload = ? WHERE id = ? AND ${waiting}`),
      isReserved: prepare(`SELECT 1 FROM deliveries WHERE ${waiting} AND kind = 'report' AND target = ? AND id <> ?
        AND payload ->> 'fileName' = ?`),
      end: prepare(`UPDATE deliveries SET state = ?, fault = NULL, payload = NULL WHERE id = ? AND ${waiting}`),
      fail: prepare(`UPDATE deliveries SET state = ?, failures = failures + 1, not_before_ms = ?, fault = ?
        WHERE id = ? AND ${waiting}`),
      hasten: prepare(`UPDATE deliveries SET not_before_ms = ? WHERE ${waiting} AND kind = 'report' AND target = ?
        AND not_before_ms > ?`),
      waitingFolders: prepare(`SELECT DISTINCT target FROM deliveries INDEXED BY deliveries_in_trouble
        WHERE fault IS NOT NULL AND ${waiting} AND kind = 'report'`),
      faultOfTarget: prepare(
        'SELECT fault FROM deliveries WHERE target = ? AND fault IS NOT NULL ORDER BY sequence DESC LIMIT 1',
      ),
      troubles: prepare(`SELECT * FROM deliveries INDEXED BY deliveries_in_trouble WHERE fault IS NOT NULL
        ORDER BY sequence DESC LIMIT ? + 0 OFFSET ? + 0`),
      countTroubles: prepare(
        'SELECT count(*) AS count FROM deliveries INDEXED BY deliveries_in_trouble WHERE fault IS NOT NULL',
      ),
      redrive: prepare(`UPDATE deliveries SET state = 'waiting', failures = 0, not_before_ms = ?
        WHERE fault IS NOT NULL AND state = 'dead'`),
      forget: prepare(`DELETE FROM deliveries WHERE sequence IN (
        SELECT sequence FROM deliveries INDEXED BY deliveries_finished
        WHERE state IN ('done', 'dropped') AND at_ms < ? ORDER BY at_ms LIMIT ? + 0)`),
      dismiss: prepare(`UPDATE deliveries SET state = 'dropped', fault = NULL, payload = NULL
        WHERE fault IS NOT NULL AND state = 'dead'`),
    };
  }

  /** The number of the newest step in the life of any job. */
  newestEvent(): number {
    return (this.#statements.newestEvent.get() as { newest: number }).newest;
  }

  /** Jobs with a folder for their reports that completed after event `after` and up to event `upTo`. */
  completedJobs(after: number, upTo: number): CompletedJob[] {
    return this.#statements.completedJobs.all(after, upTo) as unknown as CompletedJob[];
  }

  /** Batches that have ended, and of which a job ended between these events. */
  endedBatches(after: number, upTo: number): EndedBatch[] {
    return this.#statements.endedBatches.all(after, upTo) as unknown as EndedBatch[];
  }

  /** Nothing happens when there is one of the same origin. */
  insert({ id, origin, kind, target, subject, jobId, payload, atMs }: NewDelivery): void {
    this.#statements.insert.run({ id, origin, kind, target, subject, jobId, payload, atMs });
  }

  /** The next one of a kind that may be tried; also one put off beyond `latestMs`, as only a jump of the clock explains. */
  due(kind: DeliveryKind, nowMs: number, latestMs: number): DeliveryRecord | null {
    const row = this.#statements.due.get(kind, nowMs, latestMs);
    return row === undefined ? null : recordOf(row);
  }

  find(id: string): DeliveryRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : recordOf(row);
  }

  setPayload(id: string, payload: string): void {
    this.#statements.setPayload.run(payload, id);
  }

  /** Whether another delivery is about to use a file name in a folder. */
  isNameReserved(target: string, fileName: string, exceptId: string): boolean {
    return this.#statements.isReserved.get(target, exceptId, fileName) !== undefined;
  }

  end(id: string, state: 'done' | 'dropped'): void {
    this.#statements.end.run(state, id);
  }

  /** Notes a failed try; `notBeforeMs` null: it was the last one. */
  fail(id: string, fault: FaultData, notBeforeMs: number | null, nowMs: number): void {
    this.#statements.fail.run(
      notBeforeMs === null ? 'dead' : 'waiting',
      notBeforeMs ?? nowMs,
      JSON.stringify(fault),
      id,
    );
  }

  /** Folders that could not be written to when reports were last to be put there. */
  troubledFolders(): string[] {
    return this.#statements.waitingFolders.all().map((row) => (row as { target: string }).target);
  }

  /** Lets the reports for a folder be tried at once. */
  hasten(target: string, nowMs: number): void {
    this.#statements.hasten.run(nowMs, target, nowMs);
  }

  /** What went wrong with the newest one that is in trouble; null when none is. */
  faultOfTarget(target: string): FaultData | null {
    const row = this.#statements.faultOfTarget.get(target) as { fault: string } | undefined;
    return row === undefined ? null : (JSON.parse(row.fault) as FaultData);
  }

  /** Those that have failed and are not done, newest first, and how many there are. */
  troubles(limit: number, offset: number): { deliveries: DeliveryRecord[]; total: number } {
    const { count } = this.#statements.countTroubles.get() as { count: number };
    return { deliveries: this.#statements.troubles.all(limit, offset).map(recordOf), total: count };
  }

  /** Gives the dead ones all their tries again; gives how many. */
  redriveDead(nowMs: number): number {
    return Number(this.#statements.redrive.run(nowMs).changes);
  }

  /** Forgets at most `limit` of those that came up before `beforeMs` and are done with; gives how many. */
  forgetFinished(beforeMs: number, limit: number): number {
    return Number(this.#statements.forget.run(beforeMs, limit).changes);
  }

  dismissDead(): number {
    return Number(this.#statements.dismiss.run().changes);
  }
}

function recordOf(row: unknown): DeliveryRecord {
  const cells = row as Record<string, string | number | null>;
  return {
    sequence: cells.sequence as number,
    id: cells.id as string,
    origin: cells.origin as string,
    kind: cells.kind as DeliveryKind,
    target: cells.target as string,
    subject: cells.subject as string,
    jobId: cells.job_id as string | null,
    payload: (cells.payload as string | null) ?? '',
    state: cells.state as DeliveryState,
    failures: cells.failures as number,
    notBeforeMs: cells.not_before_ms as number,
    fault: cells.fault === null ? null : (JSON.parse(cells.fault as string) as FaultData),
    atMs: cells.at_ms as number,
  };
}
