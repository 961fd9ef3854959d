import type { TablePlan } from '../../../contract/orders.ts';
import type { Reading } from '../../../contract/reading.ts';

/** Places in the plan, rising, of the columns that the reading wants as they are written; names the table lacks have none. */
export function asWrittenColumns(plan: TablePlan, reading: Reading): number[] {
  const wanted = new Set(reading.asWritten);
  if (wanted.size === 0) return [];
  return plan.columnNames.flatMap((name, place) => (wanted.has(name) ? [place] : []));
}
