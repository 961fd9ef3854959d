import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSqlSession } from '../../../workers/explore/sql/sql-session.ts';
import { withDuck } from '../../../workers/explore/view/duck.ts';
import { withOwnDuck } from '../../../workers/explore/view/own-duck.ts';
import { testContext } from '../../builders/order-context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-memory-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One cell of three gigabytes, which no spill folder helps with. */
const ask = (connection: DuckDBConnection) =>
  connection.run(`SELECT string_agg(repeat('x', 1000000), '') FROM range(3000)`);
const { context } = testContext();
const session = { spillFolder: '', memoryLimit: '256MB' };

describe('rows that need more memory than they may take', () => {
  it.each([
    ['a view', 'ROWS_TOO_LARGE', () => withDuck(context, null, ask)],
    ['a comparison', 'ROWS_TOO_LARGE', () => withOwnDuck(path.join(folder, 'spill'), context, ask)],
    [
      'an import',
      'ROWS_TOO_LARGE',
      () => withSqlSession({ ...session, spillFolder: folder, timeoutMs: null }, context, ask),
    ],
    [
      'a query',
      'QUERY_TOO_LARGE',
      () => withSqlSession({ ...session, spillFolder: folder, timeoutMs: 60_000 }, context, ask),
    ],
  ])('of %s are told by %s', async (_what, code, run) => {
    await expect(run()).rejects.toMatchObject({ code });
  });
});
