import { constants, copyFile, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ImportOutcome } from '../../../contract/library/library.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { sqlName, sqlText } from '../../tabular/duckdb/session.ts';
import { fingerprintFile } from '../../tabular/fingerprint-file.ts';
import { withSqlSession } from '../sql/sql-session.ts';
import { describeColumns, storedAs } from '../sql/write-stored-table.ts';
import { tableFile } from '../view/table-file.ts';
import { alignColumns, libraryRows } from './align-columns.ts';
import { countGroups, noteGroups } from './count-groups.ts';
import { mergeByKey } from './merge-by-key.ts';

/**
 * Writing a table takes blocks for each of its columns at once: a gigabyte for a thousand. Those of a wide table are the smallest
 * there are; they are read half as fast, and take half as much again on the disk.
 */
const smallBlockBytes = 16_384;
const manyColumns = 100;
/** Beyond this DuckDB puts what it holds into the spill folder. */
const memoryLimit = '1GB';

/**
 * Brings the rows of a stored table into a library table, whose file is made anew: the present one is not touched. Columns meet
 * by their names; the table gets those it has not.
 */
export async function importRows(order: Order<'import-rows'>, context: OrderContext): Promise<Reply<'import-rows'>> {
  const { scratchPath, tablePath } = order;
  try {
    if (scratchPath !== null && tablePath !== null && order.mode !== 'replace') {
      await copyFile(tablePath, scratchPath, constants.COPYFILE_FICLONE);
    }
    const session = { spillFolder: order.spillFolder, memoryLimit, timeoutMs: null };
    const made = await withSqlSession(session, context, (connection) => importInto(connection, order, context));
    if (scratchPath === null) return { file: null, ...made };
    const file = await fingerprintFile({ path: scratchPath, fileName: 'library' }, context);
    return { file: { path: scratchPath, ...file }, ...made };
  } catch (error) {
    if (scratchPath !== null) {
      for (const ending of ['', '.wal']) await rm(scratchPath + ending, { force: true });
    }
    throw error;
  }
}

async function importInto(
  connection: DuckDBConnection,
  order: Order<'import-rows'>,
  context: OrderContext,
): Promise<{ columns: TableColumn[]; outcome: ImportOutcome }> {
  const present = await openTable(connection, order);
  await presentRows(connection, order.rowsPath);
  context.throwIfCancelled();
  const rowsBefore = present === null ? 0 : await countOf(connection, present);
  if (order.groupBy !== null) await noteGroups(connection, order.groupBy, present);
  const alignment = await alignColumns(connection, order, present === libraryRows);
  const rows = await countOf(connection, 'arriving');
  let updated = 0;
  if (order.mode === 'key') updated = await mergeByKey(connection, order.keyColumns, alignment.shared);
  else await connection.run(`INSERT INTO ${libraryRows} BY NAME SELECT * FROM arriving`);
  context.throwIfCancelled();
  const rowsAfter = await countOf(connection, libraryRows);
  const groups = order.groupBy === null ? { groups: [], total: 0 } : await countGroups(connection, order.groupBy);
  const columns = await describeColumns(connection, libraryRows);
  if (order.scratchPath !== null) {
    await connection.run('CHECKPOINT library');
    await connection.run('USE memory');
    await connection.run('DETACH library');
  }
  return {
    columns: columns.map(({ name, type }) => ({ name, type: storedAs(type).type })),
    outcome: {
      ...{ rows, updated, added: rows - updated, rowsBefore, rowsAfter },
      ...{ newColumns: alignment.newColumns, absentColumns: alignment.absentColumns },
      ...{ groupBy: order.groupBy, groups: groups.groups, groupTotal: groups.total },
    },
  };
}

/**
 * Opens the table as `library_rows`, in its new file or, for a preview, in memory; there is no such table yet where it is made
 * or replaced. Gives where its present rows are found; null: it has none.
 */
async function openTable(
  connection: DuckDBConnection,
  { scratchPath, tablePath, rowsPath, mode }: Order<'import-rows'>,
): Promise<string | null> {
  const isKept = tablePath !== null && mode !== 'replace';
  if (tablePath !== null && !(isKept && scratchPath !== null)) {
    await connection.run(`ATTACH ${sqlText(tablePath)} AS present (READ_ONLY)`);
  }
  if (scratchPath !== null) {
    const isWide = !isKept && (await tableFile(connection, rowsPath)).columns.length > manyColumns;
    await connection.run(
      `ATTACH ${sqlText(scratchPath)} AS library${isWide ? ` (BLOCK_SIZE ${smallBlockBytes})` : ''}`,
    );
    await connection.run('USE library');
  } else if (isKept) {
    await connection.run(`CREATE TABLE ${libraryRows} AS SELECT * FROM present.main.${libraryRows}`);
  }
  if (isKept) return libraryRows;
  return tablePath === null ? null : `present.main.${libraryRows}`;
}

/** The rows that come as the view `arriving`, by the names of their columns. */
async function presentRows(connection: DuckDBConnection, path: string): Promise<void> {
  const table = await tableFile(connection, path);
  const names = table.columns.map((_, place) => `c${place}`).join(', ');
  const taken = new Set<string>();
  const selected = table.columns.map(({ name }, place) => `c${place} AS ${sqlName(freeName(name, taken))}`);
  const from = sqlText(path.replace(/[[*?]/g, (sign) => `[${sign}]`));
  await connection.run(
    `CREATE TEMP VIEW arriving AS SELECT ${selected.join(', ')} FROM read_parquet(${from}) t(${names})`,
  );
}

/** Names that differ in case alone are one to DuckDB. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name} ${number}`;
  taken.add(free.toLowerCase());
  return free;
}

async function countOf(connection: DuckDBConnection, table: string): Promise<number> {
  const [[count]] = (await connection.runAndReadAll(`SELECT CAST(count(*) AS DOUBLE) FROM ${table}`)).getRows() as [
    [number],
  ];
  return count;
}
