import type { DuckDBConnection } from '@duckdb/node-api';
import { StoredFile } from '../explore/parquet/stored-file.ts';
import { withOwnDuck } from '../explore/view/own-duck.ts';
import { type TableFile, tableFile } from '../explore/view/table-file.ts';
import { threadKernel } from '../kernel-instance.ts';
import type { OrderContext } from '../order-context.ts';

/** The two tables of a comparison, open in a database of their own. */
export interface ComparedTables {
  readonly connection: DuckDBConnection;
  readonly later: TableFile;
  readonly earlier: TableFile;
  readonly laterFile: StoredFile;
  readonly earlierFile: StoredFile;
}

export function fileOf(tables: ComparedTables, side: 'earlier' | 'later'): StoredFile {
  return side === 'earlier' ? tables.earlierFile : tables.laterFile;
}

interface TablePaths {
  readonly laterPath: string;
  readonly earlierPath: string;
  readonly spillFolder: string;
}

/**
 * Runs `work` with both tables in a database that lives for one order. A cancel interrupts its query. Throws JOB_CANCELLED,
 * DISK_FULL, and what `work` throws.
 */
export async function withTables<T>(
  { laterPath, earlierPath, spillFolder }: TablePaths,
  context: OrderContext,
  work: (tables: ComparedTables) => Promise<T>,
): Promise<T> {
  threadKernel().call.reset();
  return withOwnDuck(spillFolder, context, async (connection) => {
    const later = await tableFile(connection, laterPath);
    const earlier = await tableFile(connection, earlierPath);
    const laterFile = new StoredFile(laterPath);
    try {
      const earlierFile = new StoredFile(earlierPath);
      try {
        return await work({ connection, later, earlier, laterFile, earlierFile });
      } finally {
        earlierFile.close();
      }
    } finally {
      laterFile.close();
    }
  });
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
