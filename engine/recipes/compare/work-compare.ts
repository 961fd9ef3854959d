import path from 'node:path';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { Checkpoints, RecipeContext } from '../recipe.ts';
import { addUpOrders } from '../table/order-progress.ts';
import type { CompareAttempt } from './compare-attempt.ts';
import type { ComparePlan } from './compare-plan.ts';
import { CompareCheckpoints, finishedPartsOf } from './compare-shards.ts';
import { compareSteps } from './compare-steps.ts';
import { inputOf } from './input-of.ts';
import { storeInput } from './store-input.ts';

/** Does the shards that are missing: both tables are stored, one after the other, then matched, then rows and columns compared. */
export async function workCompare(context: RecipeContext, plan: ComparePlan, checkpoints: Checkpoints): Promise<void> {
  const attempt: CompareAttempt = {
    ...{ context, plan, checkpoints: new CompareCheckpoints(checkpoints) },
    progress: new ProgressTracker(compareSteps, (current) => context.showProgress(current)),
    parts: () => finishedPartsOf(plan, checkpoints.finished),
  };
  attempt.progress.report('plan', 1);
  if (!attempt.parts().earlier) await storeInput(attempt, 'earlier');
  attempt.progress.report('readEarlier', 1);
  if (!attempt.parts().later) await storeInput(attempt, 'later');
  attempt.progress.report('readLater', 1);
  const { columns, rows, sha256 } = attempt.parts().later!;
  context.showTable({ sheet: plan.later.sheet, rows, columns }, sha256!);
  if (attempt.parts().matchPath === null) await match(attempt);
  attempt.progress.report('match', 1);
  await compare(attempt);
}

/** What the orders about both stored tables have in common. */
function filesOf({ context, parts }: CompareAttempt) {
  const { later, earlier } = parts();
  return {
    laterPath: later!.rowsPath ?? inputOf(context.job, 'later').input.path,
    earlierPath: earlier!.rowsPath ?? inputOf(context.job, 'earlier').input.path,
  };
}

async function match(attempt: CompareAttempt): Promise<void> {
  const { checkpoints, context, progress } = attempt;
  const startedAtMs = performance.now();
  progress.report('match', 0, { subject: null });
  const { file } = await context.run(
    'match-tables',
    {
      ...filesOf(attempt),
      laterName: inputOf(context.job, 'later').input.fileName,
      earlierName: inputOf(context.job, 'earlier').input.fileName,
      options: optionsOf(context.job, 'compare'),
      scratchPath: path.join(context.scratchFolder, 'match.json'),
    },
    ({ fraction }) => progress.report('match', fraction),
  );
  context.measure('matchMs', performance.now() - startedAtMs);
  checkpoints.match(file, startedAtMs);
}

/** Rows and columns side by side, the rows first: they take longest. */
async function compare(attempt: CompareAttempt): Promise<void> {
  const { checkpoints, context, parts, plan, progress } = attempt;
  const { differences, groups, matchPath } = parts();
  const startedAtMs = performance.now();
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  const compareRows = async () => {
    progress.report('rows', 0, { subject: null });
    const { rows, facts } = await context.run(
      'compare-rows',
      {
        ...filesOf(attempt),
        ...{ matchPath: matchPath!, options: optionsOf(context.job, 'compare') },
        ...{ scratchPath: inScratch('differences.parquet'), factsPath: inScratch('differences.json') },
      },
      ({ fraction }) => progress.report('rows', fraction),
    );
    context.measure('compareRowsMs', performance.now() - startedAtMs);
    checkpoints.differences(rows, facts, startedAtMs);
  };
  const orders = addUpOrders(plan.groups, (fraction, _, subject) => progress.report('columns', fraction, { subject }));
  const compareGroup = async (group: number) => {
    const begunAtMs = performance.now();
    const order = {
      ...filesOf(attempt),
      ...{ matchPath: matchPath!, group, groups: plan.groups, scratchPath: inScratch(`columns-${group}.json`) },
    };
    const file = await context.run('compare-columns', order, orders.noticesOf(group));
    checkpoints.group(group, file, begunAtMs);
  };
  await Promise.all([
    differences ? null : compareRows(),
    ...groups.map(async (finished, group) => {
      if (finished === null) await compareGroup(group);
      orders.finished(group, null);
    }),
  ]);
  progress.report('rows', 1);
  progress.report('columns', 1);
}
