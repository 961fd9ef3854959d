import type { DuckDBConnection } from '@duckdb/node-api';
import type { OrderContext } from '../../order-context.ts';
import type { Condition } from './view-condition.ts';

/**
 * The answer of a query of two columns, a row's place and a double for it, row by row without ever holding it. Empty cells
 * must have become NaN in the query. Throws JOB_CANCELLED.
 */
export async function streamNumbers(
  connection: DuckDBConnection,
  sql: string,
  values: Condition['values'],
  context: OrderContext,
  take: (row: number, number: number) => void,
): Promise<void> {
  const result = await connection.stream(sql, { ...values });
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    context.throwIfCancelled();
    const rows = chunk.getColumnVector(0);
    const numbers = chunk.getColumnVector(1);
    for (let index = 0; index < chunk.rowCount; index++) {
      take(rows.getItem(index) as number, numbers.getItem(index) as number);
    }
  }
}
