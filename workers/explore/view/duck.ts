import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import { holdThread } from '../../hold-thread.ts';
import type { OrderContext } from '../../order-context.ts';
import { isOutOfMemory } from '../is-out-of-memory.ts';

/** Pages need a row group of a few columns; sorting long texts needs more than this and goes to the spill folder then. */
const duckSettings = {
  ...{ threads: '2', memory_limit: '512MB', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
};
const cancelLookMs = 30;

let instance: Promise<DuckDBInstance> | null = null;
let spillingInto: string | null = null;

async function open(): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const opened = await DuckDBInstance.create(':memory:', duckSettings);
  const connection = await opened.connect();
  // Files never change under their names, so what is known of one need not be read again.
  await connection.run('SET GLOBAL parquet_metadata_cache = true');
  connection.closeSync();
  return opened;
}

/**
 * Runs `work` on a connection of its own, which is closed afterwards: what it made there for a while goes with it. A cancel
 * interrupts the query in work; throws JOB_CANCELLED then.
 */
export async function withDuck<T>(
  context: OrderContext,
  spillFolder: string | null,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  return holdThread(context.cancelFlag, () => connected(context, spillFolder, work));
}

async function connected<T>(
  context: OrderContext,
  spillFolder: string | null,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  instance ??= open();
  const connection = await (await instance).connect();
  const watch = setInterval(() => {
    if (context.isCancelled()) connection.interrupt();
  }, cancelLookMs);
  try {
    if (spillFolder !== null) await spillInto(connection, spillFolder);
    return await work(connection);
  } catch (error) {
    context.throwIfCancelled();
    throw faultOfQuery(error);
  } finally {
    clearInterval(watch);
    connection.closeSync();
  }
}

/** Each thread has a folder of its own there: the files of two instances bear the same names. */
async function spillInto(connection: DuckDBConnection, folder: string): Promise<void> {
  if (spillingInto !== null) return;
  const own = path.join(folder, `thread-${threadId}`);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  await connection.run(`SET GLOBAL temp_directory = '${own.replaceAll("'", "''")}'`);
  spillingInto = own;
}

/** The system's own error numbers hide in messages of the database. */
function faultOfQuery(error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  if (/No space left on device|disk.*full|max_temp_directory_size/i.test(message)) {
    return new Fault('DISK_FULL', {}, { cause: error });
  }
  return isOutOfMemory(error) ? new Fault('ROWS_TOO_LARGE', {}, { cause: error }) : error;
}
