import type { TablePlan } from '../../../contract/orders.ts';
import type { Reading } from '../../../contract/reading.ts';

/** Places in the plan, rising, of the columns that the reading wants as they are written; names the table lacks have none. */
export function asWrittenColumns(plan: TablePlan, reading: Reading): number[] {
  if (reading.isAllAsWritten) return plan.columnNames.map((_, place) => place);
  return placesOfNames(plan, reading.asWritten);
}

/** Places in the plan, rising, of the columns called by `names`. */
export function placesOfNames(plan: TablePlan, names: readonly string[]): number[] {
  const wanted = new Set(names);
  if (wanted.size === 0) return [];
  return plan.columnNames.flatMap((name, place) => (wanted.has(name) ? [place] : []));
}
