import type { Database } from './database.ts';

/** Single values by name, each as JSON: settings, heads of chains, when something was last done. */
export class FactRepository {
  readonly #statements;

  constructor(database: Database) {
    this.#statements = {
      read: database.prepare('SELECT value FROM facts WHERE name = ?'),
      write: database.prepare(
        'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      ),
      remove: database.prepare('DELETE FROM facts WHERE name = ?'),
    };
  }

  /** The value as JSON text, for those who only compare; null when there is none. */
  readText(name: string): string | null {
    const row = this.#statements.read.get(name) as { value: string } | undefined;
    return row?.value ?? null;
  }

  /** The value; null when there is none. */
  read<T>(name: string): T | null {
    const text = this.readText(name);
    return text === null ? null : (JSON.parse(text) as T);
  }

  /** Puts a value in place of the earlier one, in the caller's transaction if there is one. */
  write(name: string, value: unknown): void {
    this.#statements.write.run(name, JSON.stringify(value));
  }

  remove(name: string): void {
    this.#statements.remove.run(name);
  }
}
