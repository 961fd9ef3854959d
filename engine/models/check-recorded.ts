import type { Order, OrderKind, Reply } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import type { JobInput } from '../archive/job-record.ts';
import { interpretTable } from '../recipes/table/interpret-table.ts';
import { planTable } from '../recipes/table/plan-table.ts';
import { readTable } from '../recipes/table/read-table.ts';

/** How a model agrees with recorded predictions; null: none were given. */
export interface RecordedCheck {
  readonly checkedRows: number | null;
  readonly largestDifference: number | null;
}

interface CheckOptions {
  readonly maxTableBytes: number;
  readonly run: <K extends OrderKind>(kind: K, order: Order<K>) => Promise<Reply<K>>;
}

/** Compares a model with the predictions in a table. Throws MODEL_MISMATCH, MODEL_CHECK_IMPOSSIBLE, the faults of reading. */
export async function checkRecorded(
  modelPath: string,
  input: JobInput | null,
  { maxTableBytes, run }: CheckOptions,
): Promise<RecordedCheck> {
  if (input === null) return { checkedRows: null, largestDifference: null };
  const context = { input, reading: mainTable, maxTableBytes, run };
  const read = await readTable(context, await planTable(context), [], () => {});
  const { plan, read: table } = await interpretTable(context, read);
  const { fileName } = input;
  return run('check-model', { modelPath, fileName, columnNames: plan.columnNames, segments: table.segments });
}
