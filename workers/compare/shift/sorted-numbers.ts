import type { DuckDBConnection } from '@duckdb/node-api';
import { fromTable, type TableFile } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { sortNumbers } from '../../profile/sort-numbers.ts';

/** The finite numbers that `sql` gives for the rows of a table, sorted in ascending order, and how many are infinite. */
export async function sortedNumbers(
  connection: DuckDBConnection,
  table: TableFile,
  sql: string,
  context: OrderContext,
): Promise<{ sorted: Float64Array; infinite: number }> {
  const values = new Float64Array(table.rows);
  let count = 0;
  let infinite = 0;
  const result = await connection.stream(
    `SELECT CAST(${sql} AS DOUBLE) FROM ${fromTable(table)} WHERE ${sql} IS NOT NULL`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    context.throwIfCancelled();
    const vector = chunk.getColumnVector(0);
    for (let index = 0; index < chunk.rowCount; index++) {
      const value = vector.getItem(index) as number;
      if (Number.isFinite(value)) values[count++] = value;
      else infinite++;
    }
  }
  const used = values.subarray(0, count);
  return { sorted: sortNumbers(used, new Float64Array(count)), infinite };
}
