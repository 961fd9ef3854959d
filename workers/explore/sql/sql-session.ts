import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import { holdThread } from '../../hold-thread.ts';
import type { OrderContext } from '../../order-context.ts';
import { isOutOfMemory } from '../is-out-of-memory.ts';

const cancelLookMs = 30;
let opened = 0;

interface SessionOptions {
  readonly spillFolder: string;
  readonly memoryLimit: string;
  /** Null: for as long as it takes. */
  readonly timeoutMs: number | null;
}

/**
 * Runs `work` with a database in memory that lives as long. A cancel interrupts its query: JOB_CANCELLED; so does the end of its
 * time: QUERY_TIMED_OUT. Too little memory is QUERY_TOO_LARGE, or ROWS_TOO_LARGE where no query of a person's runs.
 */
export async function withSqlSession<T>(
  options: SessionOptions,
  context: OrderContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  return holdThread(context.cancelFlag, () => connected(options, context, work));
}

async function connected<T>(
  { spillFolder, memoryLimit, timeoutMs }: SessionOptions,
  context: OrderContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  // The files of two databases bear the same names.
  const ownFolder = path.join(spillFolder, `sql-${process.pid}-${threadId}-${opened++}`);
  await mkdir(ownFolder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ threads: '2', memory_limit: memoryLimit, temp_directory: ownFolder, errors_as_json: 'true' },
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
  });
  const connection = await instance.connect();
  const endsAtMs = timeoutMs === null ? Number.POSITIVE_INFINITY : performance.now() + timeoutMs;
  const isLate = () => performance.now() >= endsAtMs;
  const watch = setInterval(() => {
    if (context.isCancelled() || isLate()) connection.interrupt();
  }, cancelLookMs);
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return await work(connection);
  } catch (error) {
    context.throwIfCancelled();
    if (isLate() && !(error instanceof Fault)) {
      throw new Fault('QUERY_TIMED_OUT', { seconds: Math.round((timeoutMs ?? 0) / 1000) }, { cause: error });
    }
    if (error instanceof Fault || !isOutOfMemory(error)) throw error;
    throw new Fault(timeoutMs === null ? 'ROWS_TOO_LARGE' : 'QUERY_TOO_LARGE', {}, { cause: error });
  } finally {
    clearInterval(watch);
    connection.closeSync();
    instance.closeSync();
    await rm(ownFolder, { recursive: true, force: true });
  }
}

/** From here on nothing reaches a file but those at `paths`, nor the network, nor an extension, nor a setting. */
export async function lock(connection: DuckDBConnection, paths: readonly string[]): Promise<void> {
  const listed = paths.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ');
  await connection.run(`SET allowed_paths = [${listed}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}
