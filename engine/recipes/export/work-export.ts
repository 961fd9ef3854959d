import path from 'node:path';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { Checkpoints, RecipeContext } from '../recipe.ts';
import { addUpOrders } from '../table/order-progress.ts';
import { storeTable, takeStoredTable } from '../table/store-table.ts';
import type { ExportPlan } from './export-plan.ts';
import { ExportCheckpoints, type ExportShards, finishedPartsOf } from './export-shards.ts';
import { type ExportStep, exportSteps } from './export-steps.ts';

/** What the steps of one attempt at an export share. */
interface ExportAttempt {
  readonly context: RecipeContext;
  readonly plan: ExportPlan;
  readonly checkpoints: ExportCheckpoints;
  readonly progress: ProgressTracker<ExportStep>;
  /** What is finished by now. */
  readonly shards: () => ExportShards;
}

/** Does the shards that are missing: the rows are stored, arranged, then written in parts, as many at a time as there are threads. */
export async function workExport(context: RecipeContext, plan: ExportPlan, checkpoints: Checkpoints): Promise<void> {
  const attempt: ExportAttempt = {
    ...{ context, plan, checkpoints: new ExportCheckpoints(checkpoints) },
    progress: new ProgressTracker(exportSteps, (current) => context.showProgress(current)),
    shards: () => finishedPartsOf(plan, checkpoints.finished),
  };
  attempt.progress.report('plan', 1, { subject: plan.title });
  if (!attempt.shards().table) await makeTable(attempt);
  const { columns, rows, sha256, sheet } = attempt.shards().table!;
  context.showTable({ sheet, rows, columns }, sha256);
  attempt.progress.report('read', 1);
  attempt.progress.report('store', 1);
  if (!attempt.shards().layout) await arrange(attempt);
  attempt.progress.report('arrange', 1);
  await writeParts(attempt);
  attempt.progress.report('write', 1);
}

/** Stores the rows of the input, or takes them as they lie there. */
async function makeTable({ checkpoints, context, plan, progress }: ExportAttempt): Promise<void> {
  const startedAtMs = performance.now();
  if (plan.table) progress.report('read', 0, { subject: plan.table.sheet });
  const { facts, files } = await (plan.table
    ? storeTable(context, plan.table, {
        read: (fraction, rowsDone) => progress.report('read', fraction, { rowsDone }),
        store: (fraction) => progress.report('store', fraction),
      })
    : takeStoredTable(context, plan.title));
  checkpoints.table(facts, files, startedAtMs);
}

async function arrange({ checkpoints, context, plan, progress, shards }: ExportAttempt): Promise<void> {
  const startedAtMs = performance.now();
  const { rowsPath } = shards().table!;
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  progress.report('arrange', 0, { subject: null });
  const { arranged, groups, layout, rows } = await context.run(
    'arrange-rows',
    {
      ...{ rowsPath: rowsPath ?? context.job.input.path, options: optionsOf(context.job, 'export'), title: plan.title },
      ...{ spillFolder: inScratch('spill'), scratchPath: inScratch('arranged.parquet') },
      layoutPath: inScratch('layout.json'),
    },
    ({ fraction }) => progress.report('arrange', fraction),
  );
  context.measure('arrangeMs', performance.now() - startedAtMs);
  checkpoints.layout({ rows, groups }, layout, arranged, startedAtMs);
}

async function writeParts({ checkpoints, context, plan, progress, shards }: ExportAttempt): Promise<void> {
  const startedAtMs = performance.now();
  const { layout, parts, table } = shards();
  const rowsPath = layout!.arrangedPath ?? table!.rowsPath ?? context.job.input.path;
  const options = optionsOf(context.job, 'export');
  const orders = addUpOrders(plan.parts, (fraction, rowsDone, subject) =>
    progress.report('write', fraction, { rowsDone, subject }),
  );
  progress.report('write', 0, { subject: null });
  await Promise.all(
    parts.map(async (finished, part) => {
      if (!finished) {
        const begunAtMs = performance.now();
        const inScratch = (ending: string) => path.join(context.scratchFolder, `part-${part}${ending}`);
        const { cutTexts, file, manifest, rows } = await context.run(
          'export-part',
          {
            ...{ rowsPath, layoutPath: layout!.layoutPath, options, title: plan.title, part, parts: plan.parts },
            ...{ scratchPath: inScratch('.bin'), manifestPath: inScratch('.json') },
          },
          orders.noticesOf(part),
        );
        checkpoints.part(part, { rows, cutTexts }, file, manifest, begunAtMs);
        orders.finished(part, rows);
      } else orders.finished(part, finished.rows);
    }),
  );
  context.measure('writeMs', performance.now() - startedAtMs);
}
