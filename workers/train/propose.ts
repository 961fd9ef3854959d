import { Fault } from '../../contract/faults.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { proposeTraining } from '../evaluate/proposal/propose-training.ts';
import type { OrderContext } from '../order-context.ts';
import { joinTables } from './join-tables.ts';

/** Looks at a table as a training would, without one. Throws TARGET_UNKNOWN. */
export async function propose(
  { exclude, seed, table, target }: Order<'propose-training'>,
  context: OrderContext,
): Promise<Reply<'propose-training'>> {
  const joined = joinTables([table]);
  const columns = joined.columns.map((column) => {
    context.throwIfCancelled();
    return joined.cellsOf(column, column.type ?? 'text').cells;
  });
  if (target !== null && !columns.some(({ name }) => name === target)) {
    throw new Fault('TARGET_UNKNOWN', { file: table.plan.fileName, column: target });
  }
  return proposeTraining({
    ...{ columns, target, task: null, exclude, include: [], groupColumn: null, timeColumn: null, seed },
    throwIfCancelled: () => context.throwIfCancelled(),
  });
}
