import type { DuckDBConnection } from '@duckdb/node-api';
import type { SortKey, TableView } from '../../../contract/table-view.ts';
import type { OrderContext } from '../../order-context.ts';
import { GrowingList } from './growing-list.ts';
import { RadixOrder } from './radix-order.ts';
import { storedKeys } from './stored-keys.ts';
import { streamNumbers } from './stream-numbers.ts';
import { columnAt, fromTable, type TableFile } from './table-file.ts';
import { type Condition, viewCondition } from './view-condition.ts';

/** Up to so many different texts their ranks fit into memory beside everything else; more are sorted as rows. */
const rankedTexts = 200_000;

/**
 * What texts are put in order by, as Chinese readers expect: by pinyin, Chinese before Latin, `a` before `A` before `b`, digits by
 * the number they write (the collation `zh` of ICU, which is part of DuckDB, with its keyword for numeric order).
 */
const textOrder = (text: string): string => `icu_sort_key(${text}, 'zh@colNumeric=yes')`;

interface ViewSource {
  readonly connection: DuckDBConnection;
  readonly table: TableFile;
  readonly context: OrderContext;
}

/**
 * The places of the rows of `view`, in its order. Rows equal in every key stay in the order of the file; empty cells come
 * last. Throws COLUMN_UNKNOWN, REQUEST_INVALID, JOB_CANCELLED.
 */
export async function orderRows(
  connection: DuckDBConnection,
  table: TableFile,
  view: TableView,
  context: OrderContext,
): Promise<Uint32Array> {
  const source = { connection, table, context };
  const condition = viewCondition(table, view);
  for (const { column } of view.sort) columnAt(table, column);
  const steps = view.sort.length + 1;
  const rows = await keptRows(source, condition, (fraction) => report(source, fraction / steps));
  if (view.sort.length === 0 || rows.length === 0) return rows;
  const sorting = new RadixOrder(rows.length);
  for (const [index, key] of [...view.sort].reverse().entries()) {
    const keys = await keysOf(source, condition, key, rows, (fraction) =>
      report(source, (index + 1 + fraction) / steps),
    );
    sorting.sortBy(keys, key.direction);
  }
  return sorting.order.map((place) => rows[place] as number);
}

function report({ context }: ViewSource, fraction: number): void {
  context.notify({ fraction, rowsDone: null, subject: null });
}

async function keptRows(
  source: ViewSource,
  condition: Condition,
  onProgress: (fraction: number) => void,
): Promise<Uint32Array> {
  const { connection, table, context } = source;
  if (condition.sql === 'true') return new RadixOrder(table.rows).order;
  const rows = new GrowingList();
  const sql = `SELECT CAST(file_row_number AS DOUBLE), 0::DOUBLE FROM ${fromTable(table)} WHERE ${condition.sql}`;
  await streamNumbers(connection, sql, condition.values, context, (row) => {
    if ((rows.length & 0xffff) === 0) onProgress(row / table.rows);
    rows.push(row);
  });
  return rows.sorted();
}

/** A number for each of `rows` whose order is the order of the column's cells; NaN for an empty cell. */
async function keysOf(
  source: ViewSource,
  condition: Condition,
  { column }: SortKey,
  rows: Uint32Array,
  onProgress: (fraction: number) => void,
): Promise<Float64Array> {
  const { connection, table, context } = source;
  if (columnAt(table, column).storage !== 'text') {
    return storedKeys(table.path, column, rows, (done) => {
      context.throwIfCancelled();
      onProgress(done / rows.length);
    });
  }
  const keys = new Float64Array(rows.length).fill(Number.NaN);
  const placeOf = placesIn(rows);
  let done = 0;
  const take = (row: number, key: number) => {
    keys[placeOf(row)] = key;
    if ((++done & 0xffff) === 0) onProgress(done / rows.length);
  };
  if ((await countTexts(source, condition, column)) > rankedTexts) {
    await rankRows(source, condition, column, take);
    return keys;
  }
  await streamNumbers(connection, rankedSql(table, column, condition), condition.values, context, take);
  return keys;
}

function rankedSql(table: TableFile, column: number, { sql }: Condition): string {
  const from = fromTable(table);
  return (
    `WITH texts AS (SELECT DISTINCT c${column} AS text FROM ${from} WHERE ${sql} AND c${column} IS NOT NULL), ` +
    `ranks AS (SELECT text, row_number() OVER (ORDER BY ${textOrder('text')}, text) AS rank FROM texts) ` +
    `SELECT CAST(file_row_number AS DOUBLE), coalesce(CAST(rank AS DOUBLE), 'nan'::DOUBLE) ` +
    `FROM (SELECT file_row_number, c${column} AS cell FROM ${from} WHERE ${sql}) LEFT JOIN ranks ON cell = text`
  );
}

async function countTexts({ connection, table }: ViewSource, { sql, values }: Condition, column: number) {
  const counting = `SELECT CAST(approx_count_distinct(c${column}) AS DOUBLE) FROM ${fromTable(table)} WHERE ${sql}`;
  const result = await connection.runAndReadAll(counting, { ...values });
  return Number(result.getRows()[0]?.[0] ?? 0);
}

/** Ranks of very many texts: the rows come sorted, and a new rank begins where the hash of the text changes. */
async function rankRows(
  { connection, table, context }: ViewSource,
  { sql, values }: Condition,
  column: number,
  take: (row: number, key: number) => void,
): Promise<void> {
  const cell = `c${column}`;
  const sorted =
    `SELECT CAST(file_row_number AS DOUBLE), CAST(hash(${cell}) >> 11 AS DOUBLE) FROM ${fromTable(table)} ` +
    `WHERE ${sql} AND ${cell} IS NOT NULL ORDER BY ${textOrder(cell)}, ${cell}`;
  let rank = 0;
  let last = -1;
  await streamNumbers(connection, sorted, values, context, (row, hash) => {
    if (hash !== last) rank++;
    last = hash;
    take(row, rank);
  });
}

/** Where each of `rows` (rising) stands; asked for rising ones, it need not look for them. */
function placesIn(rows: Uint32Array): (row: number) => number {
  const isWhole = rows.length > 0 && rows[0] === 0 && rows[rows.length - 1] === rows.length - 1;
  if (isWhole) return (row) => row;
  let next = 0;
  return (row) => {
    if (rows[next] !== row) next = bisect(rows, row);
    return next++;
  };
}

/** The place of the first of `rows` (rising) that is not below `row`. */
export function bisect(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
