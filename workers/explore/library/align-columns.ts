import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../../contract/faults.ts';
import type { Order } from '../../../contract/orders.ts';
import { sqlName } from '../../tabular/duckdb/session.ts';
import { describeColumns, storedAs } from '../sql/write-stored-table.ts';

/** What the rows of a library table are called in its file. */
export const libraryRows = 'library_rows';

interface DuckColumn {
  readonly name: string;
  readonly type: string;
}

/** How the columns that come meet those of the table. */
export interface Alignment {
  /** Columns of both, by the table's names. */
  readonly shared: readonly string[];
  readonly newColumns: string[];
  readonly absentColumns: string[];
}

/**
 * Makes the table fit for the rows of the view `arriving`: columns it has not are added, numbers and dates get the wider of both
 * types. Without a table (`isThere`) it is made. Throws LIBRARY_TYPES_DIFFER, LIBRARY_KEY_UNKNOWN.
 */
export async function alignColumns(
  connection: DuckDBConnection,
  { keyColumns, mode }: Order<'import-rows'>,
  isThere: boolean,
): Promise<Alignment> {
  const arriving = await describeColumns(connection, 'arriving');
  if (!isThere) await connection.run(`CREATE TABLE ${libraryRows} AS SELECT * FROM arriving LIMIT 0`);
  const present = await describeColumns(connection, libraryRows);
  const inTable = new Map(present.map((column) => [folded(column.name), column]));
  const inRows = new Set(arriving.map(({ name }) => folded(name)));
  if (mode === 'key') {
    const unknown = keyColumns.filter((name) => !inTable.has(folded(name)) || !inRows.has(folded(name)));
    if (unknown.length > 0 || keyColumns.length === 0)
      throw new Fault('LIBRARY_KEY_UNKNOWN', { columns: listed(unknown) });
  }
  const newColumns: string[] = [];
  const differing: string[] = [];
  for (const column of arriving) {
    const known = inTable.get(folded(column.name));
    if (known === undefined) {
      await connection.run(`ALTER TABLE ${libraryRows} ADD COLUMN ${sqlName(column.name)} ${column.type}`);
      newColumns.push(column.name);
    } else if (!(await widen(connection, known, column))) differing.push(column.name);
  }
  if (differing.length > 0) throw new Fault('LIBRARY_TYPES_DIFFER', { columns: listed(differing) });
  return {
    newColumns,
    shared: present.filter(({ name }) => inRows.has(folded(name))).map(({ name }) => name),
    absentColumns: present.filter(({ name }) => !inRows.has(folded(name))).map(({ name }) => name),
  };
}

/** Gives a column of the table the type that holds both; false when there is none. A column without values fits any. */
async function widen(connection: DuckDBConnection, present: DuckColumn, arriving: DuckColumn): Promise<boolean> {
  if (present.type === arriving.type) return true;
  const become = (type: string) =>
    connection.run(`ALTER TABLE ${libraryRows} ALTER COLUMN ${sqlName(present.name)} SET DATA TYPE ${type}`);
  if (storedAs(present.type).type === storedAs(arriving.type).type) {
    const wider = [...widths].find((type) => type === present.type || type === arriving.type);
    if (wider !== undefined && wider !== present.type) await become(wider);
    return wider !== undefined;
  }
  if (!(await hasValues(connection, 'arriving', arriving.name))) return true;
  if (await hasValues(connection, libraryRows, present.name)) return false;
  await become(arriving.type);
  return true;
}

/** Of two types of one kind the one named first holds both. */
const widths = ['DOUBLE', 'BIGINT', 'INTEGER', 'TIMESTAMP', 'DATE', 'VARCHAR', 'BOOLEAN'] as const;

async function hasValues(connection: DuckDBConnection, table: string, column: string): Promise<boolean> {
  const sql = `SELECT 1 FROM ${table} WHERE ${sqlName(column)} IS NOT NULL LIMIT 1`;
  return (await connection.runAndReadAll(sql)).currentRowCount > 0;
}

const folded = (name: string): string => name.toLowerCase();
const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.slice(0, 10).join(', '));
