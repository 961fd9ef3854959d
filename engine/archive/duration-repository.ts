import type { RecipeName } from '../../contract/recipes.ts';
import type { Database } from './database.ts';

/** What one completed job took, and what was foretold. */
export interface DurationRecord {
  readonly sizeBytes: number;
  readonly durationMs: number;
  /** null where nothing was foretold. */
  readonly estimatedMs: number | null;
  /** What its plan said it would hold in memory; null where the recipe told nothing. */
  readonly memoryBytes: number | null;
}

/** Kept for each recipe and format; more tell nothing new, and older ones were made by another program. */
const keptPerKind = 500;

/** What jobs took on this machine: the ground of estimates. */
export class DurationRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      insert:
        prepare(`INSERT INTO durations (recipe, format, size_bytes, duration_ms, estimated_ms, memory_bytes, at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?)`),
      forget: prepare(`DELETE FROM durations WHERE recipe = ?1 AND format = ?2 AND sequence <= (
        SELECT sequence FROM durations WHERE recipe = ?1 AND format = ?2 ORDER BY sequence DESC LIMIT 1 OFFSET ?3)`),
      newest: prepare(`SELECT size_bytes, duration_ms, estimated_ms, memory_bytes FROM durations
        WHERE recipe = ? AND format = ? ORDER BY sequence DESC LIMIT ? + 0`),
    };
  }

  /** Within the transaction that completes the job. */
  note(recipe: RecipeName, format: string, duration: DurationRecord, atMs: number): void {
    const { sizeBytes, durationMs, estimatedMs, memoryBytes } = duration;
    this.#statements.insert.run(recipe, format, sizeBytes, durationMs, estimatedMs, memoryBytes, atMs);
    this.#statements.forget.run(recipe, format, keptPerKind);
  }

  /** The newest first. */
  newest(recipe: RecipeName, format: string, limit: number): DurationRecord[] {
    const rows = this.#statements.newest.all(recipe, format, limit) as Record<string, number | null>[];
    return rows.map((row) => ({
      sizeBytes: row.size_bytes as number,
      durationMs: row.duration_ms as number,
      estimatedMs: row.estimated_ms as number | null,
      memoryBytes: row.memory_bytes as number | null,
    }));
  }
}
