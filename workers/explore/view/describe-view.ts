import type { DuckDBConnection } from '@duckdb/node-api';
import type { Order } from '../../../contract/orders.ts';
import type { ColumnStatistics, TableCell } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { cellOf, valueSql } from './cell-sql.ts';
import { withDuck } from './duck.ts';
import { columnAt, fromTable, type TableFile, tableFile } from './table-file.ts';
import { type Condition, viewCondition } from './view-condition.ts';

/** Up to so many different values (by estimate) they are counted one by one. */
const countedValues = 10_000;
const edgeText = 200;

interface Described {
  readonly connection: DuckDBConnection;
  readonly table: TableFile;
  readonly condition: Condition;
  readonly order: Order<'describe-view'>;
}

/** What columns hold within the rows of a view. */
export async function describeView(
  order: Order<'describe-view'>,
  context: OrderContext,
): Promise<{ columns: ColumnStatistics[] }> {
  return withDuck(context, order.spillFolder, async (connection) => {
    const table = await tableFile(connection, order.path);
    const described = { connection, table, order, condition: viewCondition(table, order.view) };
    const columns: ColumnStatistics[] = [];
    const figures = await readFigures(described);
    for (const [index, column] of order.columns.entries()) {
      context.throwIfCancelled();
      columns.push(await describeColumn(described, column, figures[index] as Figures));
    }
    return { columns };
  });
}

interface Figures {
  readonly rows: number;
  readonly count: number;
  readonly distinct: number;
  readonly minimum: TableCell;
  readonly maximum: TableCell;
  /** Of finite numbers and of dates; null where there are none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
}

const figureCount = 7;

/** One pass over all the columns. */
async function readFigures({ connection, table, condition, order }: Described): Promise<Figures[]> {
  const selected = order.columns.flatMap((place) => {
    const value = valueSql(table, place);
    const isMeasured = isMeasure(table, place);
    const finite = `FILTER (WHERE isfinite(${value}))`;
    const edge = (sql: string) => (columnAt(table, place).storage === 'text' ? `left(${sql}, ${edgeText})` : sql);
    return [
      `CAST(count(c${place}) AS DOUBLE)`,
      `CAST(approx_count_distinct(c${place}) AS DOUBLE)`,
      ...[edge(`min(${value})`), edge(`max(${value})`)],
      ...(isMeasured ? ['min', 'max', 'avg'].map((name) => `${name}(${value}) ${finite}`) : ['NULL', 'NULL', 'NULL']),
    ];
  });
  const sql = `SELECT CAST(count(*) AS DOUBLE), ${selected.join(', ')} FROM ${fromTable(table)} WHERE ${condition.sql}`;
  const [row = []] = (await connection.runAndReadAll(sql, { ...condition.values })).getRows();
  return order.columns.map((place, index) => {
    const [count, distinct, minimum, maximum, low, high, mean] = row.slice(1 + index * figureCount);
    const column = columnAt(table, place);
    return {
      rows: Number(row[0]),
      count: Number(count),
      distinct: Math.min(Number(distinct), Number(count)),
      ...{ minimum: cellOf(minimum, column), maximum: cellOf(maximum, column) },
      ...{ low: numberOrNull(low), high: numberOrNull(high), mean: column.type === 'date' ? null : numberOrNull(mean) },
    };
  });
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Whether a histogram can be drawn: numbers and dates. */
function isMeasure(table: TableFile, place: number): boolean {
  const { storage } = columnAt(table, place);
  return storage !== 'text' && storage !== 'boolean';
}

async function describeColumn(described: Described, column: number, figures: Figures): Promise<ColumnStatistics> {
  const { rows, count, minimum, maximum, mean } = figures;
  const counted = figures.distinct <= countedValues ? await countValues(described, column) : null;
  return {
    ...{ column, count, missing: rows - count, minimum, maximum, mean },
    distinct: counted?.distinct ?? figures.distinct,
    isDistinctExact: counted !== null,
    histogram: await readHistogram(described, column, figures),
    topValues: counted?.topValues ?? null,
  };
}

async function countValues({ connection, table, condition, order }: Described, place: number) {
  const value = valueSql(table, place);
  const sql =
    `SELECT ${value} AS value, CAST(count(*) AS DOUBLE) AS times, CAST(count(*) OVER () AS DOUBLE) FROM ${fromTable(table)} ` +
    `WHERE ${condition.sql} AND c${place} IS NOT NULL GROUP BY ALL ORDER BY times DESC, value LIMIT ${Math.max(1, order.topValues)}`;
  const rows = (await connection.runAndReadAll(sql, { ...condition.values })).getRows();
  const column = columnAt(table, place);
  return {
    distinct: Number(rows[0]?.[2] ?? 0),
    topValues: rows
      .slice(0, order.topValues)
      .map(([cell, times]) => ({ value: cellOf(cell, column), count: Number(times) })),
  };
}

async function readHistogram(
  { connection, table, condition, order }: Described,
  place: number,
  { low, high }: Figures,
): Promise<number[] | null> {
  if (low === null || high === null) return null;
  const bins = new Array<number>(order.bins).fill(0);
  const value = valueSql(table, place);
  // Halves, because the distance between the edges of all doubles is no double.
  const share = high > low ? `(${value} / 2 - $low::DOUBLE / 2) / ($high::DOUBLE / 2 - $low::DOUBLE / 2)` : '0';
  const bin = `least(greatest(floor(${share} * ${order.bins}), 0), ${order.bins - 1})`;
  const bounds = high > low ? { low, high } : {};
  const sql =
    `SELECT ${bin} AS bin, CAST(count(*) AS DOUBLE) FROM ${fromTable(table)} ` +
    `WHERE ${condition.sql} AND isfinite(${value}) GROUP BY ALL`;
  for (const [index, count] of (await connection.runAndReadAll(sql, { ...condition.values, ...bounds })).getRows()) {
    bins[Number(index)] = Number(count);
  }
  return bins;
}
