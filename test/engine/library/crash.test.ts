import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../../scripts/build.mjs';
import { RealEngineBench } from '../../builders/real-engine.ts';
import { builtWorkers } from '../../builders/worker-entry.ts';

const program = fileURLToPath(new URL('../../../dist/test/importing-process.js', import.meta.url));
const rows = 200_000;
const sql = `SELECT range AS id, 'text ' || (range % 1000) AS name FROM range(${rows})`;
let bench: RealEngineBench;
let child: ChildProcess | null = null;

beforeAll(() => bundle('test/fixtures/importing-process.ts', program));
beforeEach(async () => {
  bench = await RealEngineBench.open();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await bench.close();
});

describe('an import whose process is killed', () => {
  it.each([
    ['at once', 'begun', 0],
    ['a little later', 'begun', 60],
    ['in the middle of the second', 'imported', 40],
    ['after the first', 'imported', 0],
  ])('%s is there wholly or not at all, and asked for again, once', async (_, word, delayMs) => {
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    child = spawn(process.execPath, [program, bench.dataFolder, builtWorkers, sql, ...ids], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) if (line.startsWith(word)) break;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    child.kill('SIGKILL');
    await once(child, 'close');

    const engine = await bench.engine();
    const [left] = engine.library.list();
    const done = left?.imports ?? 0;
    expect(left?.rows ?? 0).toBe(done * rows);
    if (word === 'imported') expect(done).toBeGreaterThan(0);
    const { queryId } = await engine.queries.run({ sql, maxRows: 1_000_000, timeoutMs: 600_000 });
    const source = { kind: 'query', queryId } as const;
    const repeated = [];
    for (const importId of ids) {
      const asked = { importId, source, table: 'T', mode: 'append', keyColumns: [], groupBy: null } as const;
      repeated.push((await engine.library.import(asked)).isRepeated);
    }
    expect(repeated).toEqual(ids.map((_id, place) => place < done));
    expect(engine.library.list()).toMatchObject([{ rows: ids.length * rows, imports: ids.length }]);
    await engine.upkeep.cleanUp();
    const files = await readdir(path.join(bench.dataFolder, 'artifacts'), { recursive: true });
    expect(files.filter((name) => name.endsWith('.duckdb'))).toHaveLength(1);
    // Nothing is left of the process that was killed.
    expect(await readdir(path.join(bench.dataFolder, 'scratch'))).toHaveLength(1);
    const counted = await engine.queries.run({ sql: 'SELECT count(*) FROM T', maxRows: 1, timeoutMs: 60_000 });
    expect(counted.rows).toBe(1);
  });
});
