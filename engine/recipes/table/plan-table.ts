import type { TablePlan } from '../../../contract/orders.ts';
import { partsFor } from '../../pool/pool-policy.ts';
import type { TableContext } from './table-context.ts';

/** Where the table stands in its file and how it is cut, by the file alone. Throws the faults of `plan-table`. */
export function planTable({ input, reading, maxTableBytes, run }: TableContext): Promise<TablePlan> {
  const { path, fileName, sizeBytes } = input;
  const limits = { maxParts: partsFor(sizeBytes), maxMemoryBytes: maxTableBytes };
  return run('plan-table', { path, fileName, reading, ...limits });
}
