import { mkdir, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../contract/faults.ts';
import { type TableFile, tableFile } from '../explore/view/table-file.ts';
import type { OrderContext } from '../order-context.ts';

/** The two tables of a comparison, open in a database of their own. */
export interface ComparedTables {
  readonly connection: DuckDBConnection;
  readonly later: TableFile;
  readonly earlier: TableFile;
}

interface TablePaths {
  readonly laterPath: string;
  readonly earlierPath: string;
  readonly spillFolder: string;
}

/** Beyond this the database moves what it joins to the disk. */
const memoryLimit = '1GB';
const cancelLookMs = 30;

/**
 * Runs `work` with both tables in a database that lives for one order. A cancel interrupts its query. Throws JOB_CANCELLED,
 * DISK_FULL, and what `work` throws.
 */
export async function withTables<T>(
  { laterPath, earlierPath, spillFolder }: TablePaths,
  context: OrderContext,
  work: (tables: ComparedTables) => Promise<T>,
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
    const later = await tableFile(connection, laterPath);
    const earlier = await tableFile(connection, earlierPath);
    return await work({ connection, later, earlier });
  } catch (error) {
    context.throwIfCancelled();
    const isFull = error instanceof Error && /No space left on device|max_temp_directory_size/i.test(error.message);
    throw isFull ? new Fault('DISK_FULL', {}, { cause: error }) : error;
  } finally {
    clearInterval(watch);
    connection.closeSync();
    instance.closeSync();
    await rm(spillFolder, { recursive: true, force: true });
  }
}

/** The rows of a query as plain values. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJS() as unknown[][];
}

/** The first row of a query as numbers; what is null is 0. */
export async function numbersOf(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const [row = []] = await rowsOf(connection, sql);
  return row.map((value) => Number(value ?? 0));
}
