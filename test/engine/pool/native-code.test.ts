import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ThreadPool } from '../../../engine/pool/thread-pool.ts';

// Threads end while DuckDB or SQLite load or work in them. What goes wrong there ends this process, not only a test.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'auspex-native-'));
  const database = new DatabaseSync(path.join(folder, 'archive.sqlite'));
  database.exec(`CREATE TABLE facts (name PRIMARY KEY, value); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
    WHERE i < 60000) INSERT INTO facts SELECT 'fact ' || i, hex(zeroblob(200)) FROM n`);
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let queries = 0;
/** Sums more numbers than anybody waits for. */
const endlessQuery = () => ({
  ...{ sql: 'SELECT sum(hash(i) % 7) AS s FROM range(100000000000) t(i)', tables: [], maxRows: 10, timeoutMs: 600_000 },
  ...{ scratchPath: path.join(folder, `rows-${queries++}.parquet`), spillFolder: path.join(folder, 'spill') },
});

/** From before the thread has loaded its first module to amid the query. */
const momentsMs = [0, 30, 60, 90, 120, 180, 240, 400];
const open = () =>
  new ThreadPool({ threads: { compute: 1, explore: 2 }, prewarmedLanes: ['explore'], cancelGraceMs: 0 });

describe('threads in native code', () => {
  it('are not ended in it when the pool closes', async () => {
    for (const momentMs of momentsMs) {
      const pool = open();
      const check = { path: path.join(folder, 'archive.sqlite'), depth: 'full' } as const;
      const ends = Promise.allSettled([
        pool.run('run-query', endlessQuery(), { lane: 'explore' }),
        pool.run('check-archive', check, { lane: 'explore' }),
      ]);
      await sleep(momentMs);
      await pool.close();
      const [query, checked] = await ends;
      expect(query).toMatchObject({ status: 'rejected', reason: { code: 'JOB_CANCELLED' } });
      // What cannot hear a cancel is waited for.
      if (checked.status === 'fulfilled') expect(checked.value).toEqual({ damage: null });
      else expect(checked.reason).toMatchObject({ code: 'JOB_CANCELLED' });
    }
  });

  it('are not ended in it by a cancel, and work on', async () => {
    const pool = open();
    try {
      for (const momentMs of momentsMs) {
        const controller = new AbortController();
        const query = pool.run('run-query', endlessQuery(), { lane: 'explore', signal: controller.signal });
        const end = expect(query).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
        await sleep(momentMs);
        controller.abort();
        await end;
      }
      const parsed = await pool.run('parse-query', { sql: 'SELECT 1 FROM grades' }, { lane: 'explore' });
      expect(parsed.tables).toEqual([{ schema: null, name: 'grades' }]);
    } finally {
      await pool.close();
    }
  });
});
