import type { FaultData } from '../../contract/faults.ts';
import type { Reading } from '../../contract/reading.ts';
import type { Locale } from '../../contract/texts.ts';
import type { Trigger, Work } from '../../contract/timetable.ts';
import type { Database } from './database.ts';
import type { Row } from './readable-rows.ts';
import { restoreRow } from './restore-row.ts';

/** A file a schedule works on each time; `tables` null: its main table. */
export interface ScheduledFile {
  readonly path: string;
  readonly tables: readonly Reading[] | null;
}

/** Where finished reports are put, and in which language. */
export interface ResultsPlace {
  readonly folder: string;
  readonly locale: Locale;
}

export interface NewSchedule {
  readonly id: string;
  readonly name: string;
  readonly trigger: Trigger;
  readonly work: Work;
  readonly files: readonly ScheduledFile[];
  readonly results: ResultsPlace | null;
  readonly nextRunMs: number;
  readonly createdAtMs: number;
}

export interface ScheduleRecord extends Omit<NewSchedule, 'nextRunMs'> {
  readonly isEnabled: boolean;
  /** null: it does not run any more. */
  readonly nextRunMs: number | null;
  readonly lastTickMs: number | null;
  readonly lastRunMs: number | null;
  readonly lastBatchId: string | null;
  readonly missedTicks: number;
  readonly fault: FaultData | null;
}

export interface ScheduleChange {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly trigger: Trigger;
  readonly work: Work;
  readonly nextRunMs: number | null;
}

/** A tick that is taken: from then on nobody else takes it. */
export interface TakenTick {
  readonly id: string;
  /** The tick; taken only if it is still the next one. */
  readonly tickMs: number;
  /** null: it was the last one, and the schedule is disabled. */
  readonly nextRunMs: number | null;
  readonly missedTicks: number;
  readonly batchId: string;
  readonly atMs: number;
}

const placeOf = (folder: unknown, locale: unknown): ResultsPlace | null =>
  folder === null ? null : { folder: folder as string, locale: locale as Locale };

/** The schedules of the archive. */
export class ScheduleRepository {
  readonly #database: Database;
  readonly #statements;

  constructor(database: Database) {
    this.#database = database;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert:
        prepare(`INSERT INTO schedules (id, name, is_enabled, trigger, work, inputs, results_folder, results_locale,
        next_run_ms, created_at_ms) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`),
      list: prepare('SELECT * FROM schedules ORDER BY created_at_ms, id'),
      find: prepare('SELECT * FROM schedules WHERE id = ?'),
      due: prepare('SELECT * FROM schedules WHERE is_enabled AND next_run_ms <= ? ORDER BY next_run_ms, id'),
      next: prepare('SELECT min(next_run_ms) AS next FROM schedules WHERE is_enabled'),
      ahead: prepare('SELECT 1 FROM schedules WHERE is_enabled AND last_run_ms > ? LIMIT 1'),
      change:
        prepare(`UPDATE schedules SET name = ?, is_enabled = ?, trigger = ?, work = ?, next_run_ms = ?, fault = NULL
        WHERE id = ?`),
      take: prepare(`UPDATE schedules SET last_tick_ms = next_run_ms, next_run_ms = :nextRunMs, last_run_ms = :atMs,
        is_enabled = :nextRunMs IS NOT NULL, last_batch_id = :batchId, missed_ticks = missed_ticks + :missedTicks,
        fault = NULL WHERE id = :id AND is_enabled AND next_run_ms = :tickMs`),
      replan: prepare('UPDATE schedules SET next_run_ms = ? WHERE id = ? AND is_enabled AND next_run_ms = ?'),
      ran: prepare('UPDATE schedules SET last_batch_id = ?, fault = NULL WHERE id = ?'),
      fail: prepare('UPDATE schedules SET fault = ? WHERE id = ?'),
      remove: prepare('DELETE FROM schedules WHERE id = ?'),
      resultsFolders: prepare(
        'SELECT DISTINCT results_folder AS folder FROM schedules WHERE results_folder IS NOT NULL',
      ),
    };
  }

  insert(schedule: NewSchedule): void {
    const { id, name, trigger, work, files, results, nextRunMs, createdAtMs } = schedule;
    this.#statements.insert.run(
      ...[id, name, JSON.stringify(trigger), JSON.stringify(work), JSON.stringify(files)],
      ...[results?.folder ?? null, results?.locale ?? null, nextRunMs, createdAtMs],
    );
  }

  /** Writes one as an earlier archive held it. */
  restore(row: Row): void {
    restoreRow(this.#database, 'schedules', row);
  }

  list(): ScheduleRecord[] {
    return this.#statements.list.all().map(recordOf);
  }

  find(id: string): ScheduleRecord | null {
    const row = this.#statements.find.get(id);
    return row === undefined ? null : recordOf(row);
  }

  /** Enabled ones whose next tick has come. */
  due(nowMs: number): ScheduleRecord[] {
    return this.#statements.due.all(nowMs).map(recordOf);
  }

  /** When the next tick of any of them comes; null when there is none. */
  nextRunMs(): number | null {
    return (this.#statements.next.get() as { next: number | null }).next;
  }

  /** Whether an enabled one ran at a time later than `atMs`: the clock has been set back. */
  hasRunAfter(atMs: number): boolean {
    return this.#statements.ahead.get(atMs) !== undefined;
  }

  /** False when there is no such schedule. */
  change(id: string, { name, isEnabled, trigger, work, nextRunMs }: ScheduleChange): boolean {
    const values = [name, isEnabled ? 1 : 0, JSON.stringify(trigger), JSON.stringify(work), nextRunMs, id];
    return Number(this.#statements.change.run(...values).changes) > 0;
  }

  /** False when another process has taken the tick, or somebody has changed the schedule. */
  take({ id, tickMs, nextRunMs, missedTicks, batchId, atMs }: TakenTick): boolean {
    const changes = this.#statements.take.run({ id, tickMs, nextRunMs, missedTicks, batchId, atMs }).changes;
    return Number(changes) > 0;
  }

  /** Moves the next tick from `fromMs` to `toMs`; false when somebody else has moved it. */
  replan(id: string, fromMs: number, toMs: number): boolean {
    return Number(this.#statements.replan.run(toMs, id, fromMs).changes) > 0;
  }

  /** Notes a batch that a person started out of turn. False when there is no such schedule. */
  noteRun(id: string, batchId: string): boolean {
    return Number(this.#statements.ran.run(batchId, id).changes) > 0;
  }

  noteFault(id: string, fault: FaultData): void {
    this.#statements.fail.run(JSON.stringify(fault), id);
  }

  /** False when there is no such schedule. */
  remove(id: string): boolean {
    return Number(this.#statements.remove.run(id).changes) > 0;
  }

  resultsFolders(): string[] {
    return this.#statements.resultsFolders.all().map((row) => (row as { folder: string }).folder);
  }
}

function recordOf(row: unknown): ScheduleRecord {
  const cells = row as Record<string, string | number | null>;
  const json = <T>(name: string) => JSON.parse(cells[name] as string) as T;
  return {
    id: cells.id as string,
    name: cells.name as string,
    isEnabled: cells.is_enabled === 1,
    trigger: json<Trigger>('trigger'),
    work: json<Work>('work'),
    files: json<ScheduledFile[]>('inputs'),
    results: placeOf(cells.results_folder, cells.results_locale),
    nextRunMs: cells.next_run_ms as number | null,
    lastTickMs: cells.last_tick_ms as number | null,
    lastRunMs: cells.last_run_ms as number | null,
    lastBatchId: cells.last_batch_id as string | null,
    missedTicks: cells.missed_ticks as number,
    fault: cells.fault === null ? null : json<FaultData>('fault'),
    createdAtMs: cells.created_at_ms as number,
  };
}
