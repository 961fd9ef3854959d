import type { Database } from './database.ts';
import type { Row } from './readable-rows.ts';

/** Writes a row as another archive held it, as far as `table` has its columns. */
export function restoreRow(database: Database, table: string, row: Row): void {
  const known = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[];
  const names = known.map(({ name }) => name).filter((name) => row[name] !== undefined);
  const places = names.map(() => '?').join(', ');
  database
    .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`)
    .run(...names.map((name) => row[name]!));
}
