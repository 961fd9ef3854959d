import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../engine/archive/database.ts';

/**
 * The yardstick of a durable submission: rows of one column, each in a commit of its own with `synchronous=FULL`, by the same
 * library on the same disk. Gives rows a second.
 */
export function rawInsertsPerSecond(parent: string, rows: number): number {
  const folder = mkdtempSync(path.join(parent, 'raw-'));
  const database = openDatabase(path.join(folder, 'raw.sqlite'), 5000);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (value TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO rows VALUES (?)');
  for (let row = 0; row < 100; row++) insert.run(`warm ${row}`);
  const startedMs = performance.now();
  for (let row = 0; row < rows; row++) insert.run(`row ${row}`);
  const perSecond = rows / ((performance.now() - startedMs) / 1000);
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond;
}
