import type { ContentRepository } from './content-repository.ts';
import { type Database, inTransaction } from './database.ts';

/** A file of a shard as it lies among the artifacts. */
export interface ShardFile {
  readonly name: string;
  readonly sha256: string;
  readonly extension: string;
  readonly sizeBytes: number;
}

/** A finished shard. */
export interface ShardRecord {
  readonly place: number;
  readonly attempt: number;
  readonly finishedAtMs: number;
  readonly durationMs: number;
  /** JSON. */
  readonly reply: string;
  readonly files: readonly ShardFile[];
}

/** What attempts of a job have agreed on and finished so far. */
export interface SavedPlan {
  /** JSON. */
  readonly plan: string;
  /** By place. */
  readonly names: readonly string[];
  readonly finished: readonly ShardRecord[];
}

/** The plans of jobs and their shards. Whoever writes holds the job's newest claim, in the transaction of the write. */
export class ShardRepository {
  readonly #database: Database;
  readonly #contents: ContentRepository;
  readonly #statements;

  constructor(database: Database, contents: ContentRepository) {
    this.#database = database;
    this.#contents = contents;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      plan: prepare('SELECT plan FROM job_plans WHERE job_sequence = ? AND made_by = ?'),
      savePlan: prepare('INSERT INTO job_plans (job_sequence, made_by, plan) VALUES (?, ?, ?)'),
      removePlan: prepare('DELETE FROM job_plans WHERE job_sequence = ?'),
      names: prepare('SELECT name FROM shards WHERE job_sequence = ? ORDER BY place'),
      insert: prepare('INSERT INTO shards (job_sequence, place, name) VALUES (?, ?, ?)'),
      remove: prepare('DELETE FROM shards WHERE job_sequence = ?'),
      finished: prepare(`SELECT place, attempt, finished_at_ms, duration_ms, reply FROM shards
        WHERE job_sequence = ? AND reply IS NOT NULL ORDER BY place`),
      files: prepare(`SELECT place, name, sha256, extension, size_bytes FROM shard_files
        JOIN contents USING (sha256, extension) WHERE job_sequence = ?`),
      finish: prepare(`UPDATE shards SET finished_at_ms = ?, duration_ms = ?, attempt = ?, reply = ?
        WHERE job_sequence = ? AND place = ? AND finished_at_ms IS NULL`),
      attach: prepare('INSERT INTO shard_files (job_sequence, place, name, sha256, extension) VALUES (?, ?, ?, ?, ?)'),
      reopen: prepare(`UPDATE shards SET finished_at_ms = NULL, duration_ms = NULL, attempt = NULL, reply = NULL
        WHERE job_sequence = ? AND place = ?`),
      detach: prepare('DELETE FROM shard_files WHERE job_sequence = ? AND place = ?'),
    };
  }

  /** What earlier attempts left; null when there is no plan, or one that another version of the engine made. */
  load(sequence: number, engineVersion: string): SavedPlan | null {
    const row = this.#statements.plan.get(sequence, engineVersion) as { plan: string } | undefined;
    if (!row) return null;
    const names = (this.#statements.names.all(sequence) as { name: string }[]).map(({ name }) => name);
    const files = this.#statements.files.all(sequence) as unknown as (FileRow & { place: number })[];
    const finished = (this.#statements.finished.all(sequence) as unknown as ShardRow[]).map((shard) => ({
      ...{ place: shard.place, attempt: shard.attempt, reply: shard.reply },
      ...{ finishedAtMs: shard.finished_at_ms, durationMs: shard.duration_ms },
      files: files.filter(({ place }) => place === shard.place).map(fileOf),
    }));
    return { plan: row.plan, names, finished };
  }

  /** Notes which shards a job has, in place of those of an earlier plan. */
  begin(sequence: number, names: readonly string[]): void {
    inTransaction(this.#database, () => {
      this.#statements.removePlan.run(sequence);
      this.#statements.remove.run(sequence);
      for (const [place, name] of names.entries()) this.#statements.insert.run(sequence, place, name);
    });
  }

  /** Keeps the plan, so that another attempt can go on by it. */
  savePlan(sequence: number, engineVersion: string, plan: string): void {
    this.#statements.savePlan.run(sequence, engineVersion, plan);
  }

  /** Notes a finished shard and refers to its files, which are in their places. False when it is finished already. */
  finish(sequence: number, shard: ShardRecord): boolean {
    const { place, reply, finishedAtMs, files } = shard;
    return inTransaction(this.#database, () => {
      if (!this.#note(sequence, shard, reply)) return false;
      for (const { name, sha256, extension, sizeBytes } of files) {
        this.#contents.hold({ sha256, extension, sizeBytes }, finishedAtMs);
        this.#statements.attach.run(sequence, place, name, sha256, extension);
      }
      return true;
    });
  }

  /** Notes a finished shard of a job that has its result: nobody needs what the shard made any more. */
  finishForHistory(sequence: number, shard: ShardRecord): boolean {
    return this.#note(sequence, shard, null);
  }

  #note(sequence: number, shard: ShardRecord, reply: string | null): boolean {
    const { place, attempt, finishedAtMs, durationMs } = shard;
    return this.#statements.finish.run(finishedAtMs, durationMs, attempt, reply, sequence, place).changes === 1;
  }

  /** A shard whose files are gone is to be done again. */
  reopen(sequence: number, place: number): void {
    inTransaction(this.#database, () => {
      this.#statements.detach.run(sequence, place);
      this.#statements.reopen.run(sequence, place);
    });
  }
}

interface ShardRow {
  readonly place: number;
  readonly attempt: number;
  readonly finished_at_ms: number;
  readonly duration_ms: number;
  readonly reply: string;
}

interface FileRow {
  readonly name: string;
  readonly sha256: string;
  readonly extension: string;
  readonly size_bytes: number;
}

function fileOf({ name, sha256, extension, size_bytes }: FileRow): ShardFile {
  return { name, sha256, extension, sizeBytes: size_bytes };
}
