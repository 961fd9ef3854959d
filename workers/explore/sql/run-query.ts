import { rm } from 'node:fs/promises';
import { type DuckDBConnection, StatementType } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { QueriedTable } from '../../../contract/library/library-orders.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { sqlName, sqlText } from '../../tabular/duckdb/session.ts';
import { faultOfSql } from './fault-of-sql.ts';
import { oneStatement, parseQuery } from './parse-query.ts';
import { lock, withSqlSession } from './sql-session.ts';
import { writeStoredTable } from './write-stored-table.ts';

/** What a query may hold before it goes to the spill folder. */
const memoryLimit = '1GB';
/** Stands before the statement in the one that is run. */
const prefix = 'CREATE TEMP TABLE "found rows" AS SELECT * FROM (\n';

/** The rows of a reading statement over the tables given, as a stored table. */
export async function runQuery(order: Order<'run-query'>, context: OrderContext): Promise<Reply<'run-query'>> {
  const { sql, tables, maxRows, timeoutMs, scratchPath, spillFolder } = order;
  try {
    await parseQuery({ sql }, context); // refuses what does not only read
    return await withSqlSession({ spillFolder, timeoutMs, memoryLimit }, context, async (connection) => {
      for (const [place, table] of tables.entries()) await present(connection, table, place);
      const results = tables.filter(({ schema }) => schema !== null).map(({ path }) => literalGlob(path));
      await lock(connection, [...results, scratchPath]);
      const text = await oneStatement(connection, sql);
      await check(connection, text, sql);
      try {
        await connection.run(`${prefix}${text}\n) LIMIT ${maxRows + 1}`);
      } catch (error) {
        throw faultOfSql(error, sql, prefix);
      }
      return await writeStoredTable(connection, '"found rows"', maxRows, scratchPath);
    });
  } catch (error) {
    await rm(scratchPath, { force: true });
    throw error;
  }
}

/** Makes a table known by its name, to be read only. */
async function present(connection: DuckDBConnection, { schema, name, path }: QueriedTable, place: number) {
  if (schema === null) {
    await connection.run(`ATTACH ${sqlText(path)} AS library_${place} (READ_ONLY)`);
    await connection.run(`CREATE VIEW main.${sqlName(name)} AS SELECT * FROM library_${place}.main.library_rows`);
    return;
  }
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${sqlName(schema)}`);
  const from = `read_parquet(${sqlText(literalGlob(path))})`;
  await connection.run(`CREATE VIEW ${sqlName(schema)}.${sqlName(name)} AS SELECT * FROM ${from}`);
}

/** Binds the statement by itself, so that what is wrong is told with its own place. */
async function check(connection: DuckDBConnection, text: string, sql: string): Promise<void> {
  try {
    const prepared = await (await connection.extractStatements(text)).prepare(0);
    const type = prepared.statementType;
    prepared.destroySync();
    if (type !== StatementType.SELECT) throw new Fault('SQL_NOT_READING', { statement: 'none that reads' });
  } catch (error) {
    throw faultOfSql(error, sql);
  }
}

/** `path` so that DuckDB takes it for one file, not for a pattern. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, (sign) => `[${sign}]`);
}
