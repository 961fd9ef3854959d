import path from 'node:path';
import type { TablePlan } from '../../../contract/orders.ts';
import { optionsOf } from '../options-of.ts';
import { addUpOrders } from '../table/order-progress.ts';
import type { ReadTable } from '../table/read-table.ts';
import type { KeySearch } from './key-search.ts';
import type { ProfileAttempt } from './profile-attempt.ts';

/** What comes after the first results, as far as it is missing: the shards that take long and that nobody has to wait for. */
export async function finishTable(attempt: ProfileAttempt, plan: TablePlan, { segments }: ReadTable): Promise<void> {
  const { checkpoints, context, progress } = attempt;
  const { groups, rows, measures } = attempt.parts();
  const descriptions = groups.map((group) => group!.file);
  const startedAtMs = performance.now();
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  progress.report('correlate', 0, { subject: null });
  const orders = addUpOrders(measures.length, (fraction, _, subject) =>
    progress.report('correlate', fraction, { subject }),
  );
  const store = async () => {
    const order = { plan, segments, descriptions, scratchPath: inScratch('rows.parquet') };
    const file = await context.run('store-rows', order, ({ fraction }) => progress.report('store', fraction));
    checkpoints.rows(file, startedAtMs);
  };
  const correlate = async (index: number) => {
    const order = {
      ...{ plan, segments, descriptions, options: optionsOf(context.job, 'profile') },
      ...{ measures: attempt.plan.measures[index]!, scratchPath: inScratch(`measures-${index}.json`) },
    };
    const file = await context.run('correlate-columns', order, orders.noticesOf(index));
    checkpoints.measure(index, file, startedAtMs);
  };
  // The longest first, so that the threads end together.
  await Promise.all([
    rows ? null : store(),
    ...measures.map(async (finished, index) => {
      if (!finished) await correlate(index);
      orders.finished(index, null);
    }),
  ]);
  progress.report('correlate', 1);
  progress.report('store', 1);
  context.measure('correlateMs', performance.now() - startedAtMs);
}

/**
 * Counts the rows that equal an earlier one, unless that is done or a column shows that there are none; handed in once the table
 * itself is `noted`. Begins as soon as a thread finds no group of columns left to describe.
 */
export async function countDuplicates(
  attempt: ProfileAttempt,
  plan: TablePlan,
  { segments }: ReadTable,
  noted: Promise<void>,
  keys: KeySearch,
): Promise<void> {
  const { checkpoints, context } = attempt;
  if (attempt.parts().duplicateRows !== null) return;
  const startedAtMs = performance.now();
  const hasKey = await keys.untilLeft(context.computeThreads - 1);
  const duplicateRows = hasKey ? 0 : (await context.run('count-duplicates', { plan, segments })).duplicateRows;
  await noted;
  checkpoints.duplicates(duplicateRows, startedAtMs);
}
