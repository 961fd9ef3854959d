import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { OrderContext } from '../../order-context.ts';
import { faultOfDuckDbError } from './fault-of-duckdb-error.ts';

/** One file in DuckDB, for the time of one order. */
export interface DuckDbSession {
  readonly connection: DuckDBConnection;
  /** For the parameter `$path` of a query. */
  readonly parameters: { readonly path: string };
}

export interface SessionLimits {
  readonly threads: number;
  readonly memoryBytes: number;
}

const cancelCheckMs = 50;

/**
 * Runs `use` with a database in memory that may read the file at `path` and nothing else: no other file, no network, no
 * extension beyond those built in (Parquet and JSON are), nothing written to the disk. A cancel interrupts its query.
 * Faults: JOB_CANCELLED, those of faultOfDuckDbError, and of `use`.
 */
export async function withDuckDb<T>(
  path: string,
  fileName: string,
  limits: SessionLimits,
  context: OrderContext,
  use: (session: DuckDbSession) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: `${Math.floor(limits.memoryBytes / 2 ** 20)}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  const watch = setInterval(() => {
    if (context.isCancelled()) connection.interrupt();
  }, cancelCheckMs);
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const pattern = literalGlob(path);
    await connection.run(`SET allowed_paths = [${sqlText(path)}, ${sqlText(pattern)}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return await use({ connection, parameters: { path: pattern } });
  } catch (error) {
    if (context.isCancelled()) throw new Fault('JOB_CANCELLED');
    throw faultOfDuckDbError(error, fileName, limits.memoryBytes);
  } finally {
    clearInterval(watch);
    connection.closeSync();
    instance.closeSync();
  }
}

/** The rows of a query as arrays of plain values. */
export async function rowsOf(session: DuckDbSession, sql: string): Promise<unknown[][]> {
  const needsPath = sql.includes('$path');
  const reader = await session.connection.runAndReadAll(sql, needsPath ? session.parameters : undefined);
  return reader.getRowsJS() as unknown[][];
}

/** `path` so that DuckDB takes it for one file, not for a pattern. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, (sign) => `[${sign}]`);
}

/** A text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
