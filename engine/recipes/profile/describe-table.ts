import path from 'node:path';
import type { TablePlan } from '../../../contract/orders.ts';
import { addUpOrders } from '../table/order-progress.ts';
import type { ReadTable } from '../table/read-table.ts';
import type { KeySearch } from './key-search.ts';
import type { ProfileAttempt } from './profile-attempt.ts';

/**
 * Describes the groups of columns that are missing, as many at a time as there are threads; they are handed in once the
 * table itself is `noted`. Tells `keys` of each. What `amid` asks for stands in line behind the first half of them.
 */
export async function describeTable(
  attempt: ProfileAttempt,
  plan: TablePlan,
  { segments }: ReadTable,
  noted: Promise<void>,
  keys: KeySearch,
  amid: () => void,
): Promise<void> {
  const { context, checkpoints, progress } = attempt;
  const { groups } = attempt.parts();
  const startedAtMs = performance.now();
  progress.report('describe', 0);
  const orders = addUpOrders(groups.length, (fraction, _, subject) =>
    progress.report('describe', fraction, { subject }),
  );
  const describe = async (group: number): Promise<void> => {
    const scratchPath = path.join(context.scratchFolder, `columns-${group}.json`);
    const begunAtMs = performance.now();
    const order = { plan, segments, columns: columnsOf(attempt, plan, group), scratchPath };
    const described = await context.run('describe-columns', order, orders.noticesOf(group));
    keys.described(described.hasKey);
    await noted;
    checkpoints.group(group, described, begunAtMs);
  };
  const settle = async (group: number): Promise<void> => {
    const finished = groups[group];
    if (finished) keys.described(finished.hasKey);
    else await describe(group);
    orders.finished(group, null);
  };
  const places = [...groups.keys()];
  const half = Math.ceil(places.length / 2);
  const first = places.slice(0, half).map(settle);
  amid();
  await Promise.all([...first, ...places.slice(half).map(settle)]);
  progress.report('describe', 1);
  context.measure('describeMs', performance.now() - startedAtMs);
}

/** The columns of a group; those that were found only while the table was read go with the last one. */
function columnsOf({ plan: { groups, table } }: ProfileAttempt, { columnNames }: TablePlan, group: number): number[] {
  const known = table.columnNames.length;
  const further = Array.from({ length: columnNames.length - known }, (_, index) => known + index);
  return group === groups.length - 1 ? [...groups[group]!, ...further] : [...groups[group]!];
}
