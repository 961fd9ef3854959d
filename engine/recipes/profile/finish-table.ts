import path from 'node:path';
import type { TablePlan } from '../../../contract/orders.ts';
import { optionsOf } from '../options-of.ts';
import { addUpOrders } from '../table/order-progress.ts';
import type { ReadTable } from '../table/read-table.ts';
import type { KeySearch } from './key-search.ts';
import type { ProfileAttempt } from './profile-attempt.ts';

/**
 * Stores the rows, unless that is done; handed in once the table itself is `noted`. It takes as long as all columns together take to be
 * described, and the disk longer: it begins among these, so that nobody waits for the disk at the end.
 */
export async function storeRows(
  attempt: ProfileAttempt,
  plan: TablePlan,
  { segments }: ReadTable,
  noted: Promise<void>,
): Promise<void> {
  const { checkpoints, context, progress } = attempt;
  if (attempt.parts().rows) return;
  const startedAtMs = performance.now();
  const order = { plan, segments, scratchPath: path.join(context.scratchFolder, 'rows.parquet') };
  const file = await context.run('store-rows', order, ({ fraction }) => progress.report('store', fraction));
  await noted;
  checkpoints.rows(file, startedAtMs);
  progress.report('store', 1);
}

/** Compares the columns by the measures that are missing: what takes long in a wide table, and what nobody has to wait for. */
export async function correlateTable(attempt: ProfileAttempt, plan: TablePlan, { segments }: ReadTable): Promise<void> {
  const { checkpoints, context, progress } = attempt;
  const { groups, measures } = attempt.parts();
  const descriptions = groups.map((group) => group!.file);
  const startedAtMs = performance.now();
  progress.report('correlate', 0, { subject: null });
  const orders = addUpOrders(measures.length, (fraction, _, subject) =>
    progress.report('correlate', fraction, { subject }),
  );
  const correlate = async (index: number) => {
    const order = {
      ...{ plan, segments, descriptions, options: optionsOf(context.job, 'profile') },
      ...{
        measures: attempt.plan.measures[index]!,
        scratchPath: path.join(context.scratchFolder, `measures-${index}.json`),
      },
    };
    const file = await context.run('correlate-columns', order, orders.noticesOf(index));
    checkpoints.measure(index, file, startedAtMs);
  };
  await Promise.all(
    measures.map(async (finished, index) => {
      if (!finished) await correlate(index);
      orders.finished(index, null);
    }),
  );
  progress.report('correlate', 1);
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
