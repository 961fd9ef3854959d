import type { Order } from '../../../contract/orders.ts';
import type { RangeSummary } from '../../../contract/tables.ts';
import type { OrderContext } from '../../order-context.ts';
import { valueSql } from './cell-sql.ts';
import { withDuck } from './duck.ts';
import { pickedSql, pickRows, viewRows } from './read-rows.ts';
import { columnAt, fromTable, tableFile } from './table-file.ts';
import { viewCondition } from './view-condition.ts';

/** Counts and sums over a range of a view; infinite numbers and NaN have no say. */
export async function summarizeView(order: Order<'summarize-view'>, context: OrderContext): Promise<RangeSummary> {
  return withDuck(context, order.spillFolder, async (connection) => {
    const table = await tableFile(connection, order.path);
    const total = await viewRows(table, order);
    const { offset, limit } = order.rows;
    const rows = Math.max(0, Math.min(total, offset + limit) - offset);
    const isWhole = rows === total && order.orderPath !== null;
    const condition = isWhole
      ? viewCondition(table, order.view)
      : { sql: await pickedSql(connection, await pickRows(table, order, offset, limit)), values: {} };
    const figures = order.columns.map((place) => {
      const { storage } = columnAt(table, place);
      const count = `CAST(count(c${place}) AS DOUBLE)`;
      if (storage !== 'integer' && storage !== 'double') return `${count}, 0::DOUBLE, NULL, NULL, NULL`;
      const value = valueSql(table, place);
      const finite = `FILTER (WHERE isfinite(${value}))`;
      return `${count}, ${['CAST(count', 'sum', 'min', 'max']
        .map((name) => `${name}(${value}) ${finite}${name.startsWith('CAST') ? ' AS DOUBLE)' : ''}`)
        .join(', ')}`;
    });
    const sql = `SELECT ${figures.join(', ')} FROM ${fromTable(table)} WHERE ${condition.sql}`;
    const [read = []] = (await connection.runAndReadAll(sql, { ...condition.values })).getRows();
    return addUp(
      read.map((value) => (typeof value === 'number' ? value : null)),
      rows * order.columns.length,
    );
  });
}

function addUp(read: readonly (number | null)[], cells: number): RangeSummary {
  let values = 0;
  let numbers = 0;
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < read.length; at += 5) {
    const [count, numberCount, columnSum, low, high] = read.slice(at, at + 5);
    values += count ?? 0;
    numbers += numberCount ?? 0;
    sum += columnSum ?? 0;
    minimum = Math.min(minimum, low ?? minimum);
    maximum = Math.max(maximum, high ?? maximum);
  }
  const none = { sum: null, mean: null, minimum: null, maximum: null };
  return { cells, values, numbers, ...(numbers === 0 ? none : { sum, mean: sum / numbers, minimum, maximum }) };
}
