import { mkdir, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import { holdThread } from '../../hold-thread.ts';
import type { OrderContext } from '../../order-context.ts';
import { isOutOfMemory } from '../is-out-of-memory.ts';

/** Beyond this the database moves what it joins to the disk. */
const memoryLimit = '1GB';
const cancelLookMs = 30;

/**
 * Runs `work` in a database that lives for one order. A cancel interrupts its query. Throws JOB_CANCELLED, DISK_FULL, ROWS_TOO_LARGE, and what
 * `work` throws.
 */
export async function withOwnDuck<T>(
  spillFolder: string,
  context: OrderContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  return holdThread(context.cancelFlag, () => connected(spillFolder, context, work));
}

async function connected<T>(
  spillFolder: string,
  context: OrderContext,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  await mkdir(spillFolder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ threads: '2', memory_limit: memoryLimit, temp_directory: spillFolder },
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
  });
  const connection = await instance.connect();
  const watch = setInterval(() => {
    if (context.isCancelled()) connection.interrupt();
  }, cancelLookMs);
  try {
    return await work(connection);
  } catch (error) {
    context.throwIfCancelled();
    const isFull = error instanceof Error && /No space left on device|max_temp_directory_size/i.test(error.message);
    if (isFull) throw new Fault('DISK_FULL', {}, { cause: error });
    throw isOutOfMemory(error) ? new Fault('ROWS_TOO_LARGE', {}, { cause: error }) : error;
  } finally {
    clearInterval(watch);
    connection.closeSync();
    instance.closeSync();
    await rm(spillFolder, { recursive: true, force: true });
  }
}
