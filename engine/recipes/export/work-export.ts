import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { fingerprintInputs } from '../fingerprint-inputs.ts';
import { optionsOf } from '../options-of.ts';
import type { Checkpoints, RecipeContext } from '../recipe.ts';
import { importReportPath, interpretTable } from '../table/interpret-table.ts';
import { addUpOrders } from '../table/order-progress.ts';
import { readTable } from '../table/read-table.ts';
import { tableContextOf } from '../table/table-context-of.ts';
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
  if (!attempt.shards().table) await (plan.table ? storeTable(attempt, plan.table) : takeStoredTable(attempt));
  const { columns, rows, sha256, sheet } = attempt.shards().table!;
  context.showTable({ sheet, rows, columns }, sha256);
  attempt.progress.report('read', 1);
  attempt.progress.report('store', 1);
  if (!attempt.shards().layout) await arrange(attempt);
  attempt.progress.report('arrange', 1);
  await writeParts(attempt);
  attempt.progress.report('write', 1);
}

/** Reads the input and stores its rows. */
async function storeTable(attempt: ExportAttempt, planned: NonNullable<ExportPlan['table']>): Promise<void> {
  const { checkpoints, context, progress } = attempt;
  const { input } = context.job;
  const startedAtMs = performance.now();
  progress.report('read', 0, { subject: planned.sheet });
  await checkInputFile(input);
  const digesting = digestInput(context);
  digesting.catch(() => undefined);
  const tableContext = tableContextOf(context);
  const raw = await readTable(tableContext, planned, [], (fraction, rowsDone) =>
    progress.report('read', fraction, { rowsDone }),
  );
  const { plan, read, writeReport } = await interpretTable(tableContext, raw);
  progress.report('read', 1, { rowsDone: read.rows });
  context.measure('readMs', performance.now() - startedAtMs);
  const scratchPath = path.join(context.scratchFolder, 'rows.parquet');
  const [rows, report, sha256] = await Promise.all([
    context.run('store-rows', { plan, segments: read.segments, descriptions: null, scratchPath }, ({ fraction }) =>
      progress.report('store', fraction),
    ),
    writeReport(importReportPath(context.scratchFolder)),
    digesting,
  ]);
  // Changed while it was being read: rows and digest would belong to different files.
  await checkInputFile(input);
  const percentColumns = (plan.columnFacts ?? []).flatMap((facts, place) => (facts?.isPercent ? [place] : []));
  const facts = { sha256, sheet: plan.sheet, rows: read.rows, columns: plan.columnNames.length, percentColumns };
  checkpoints.table(facts, { rows, report }, startedAtMs);
}

/** The input is a table that Auspex has stored: it is taken as it lies there. */
async function takeStoredTable({ checkpoints, context, plan }: ExportAttempt): Promise<void> {
  const { input } = context.job;
  const startedAtMs = performance.now();
  await checkInputFile(input);
  const stored = await context.run('look-at-stored-rows', { path: input.path });
  if (!stored) throw new Fault('FILE_CHANGED', { file: input.fileName });
  const sha256 = await digestInput(context);
  checkpoints.table({ ...stored, sha256, sheet: plan.title, percentColumns: [] }, null, startedAtMs);
}

async function digestInput(context: RecipeContext): Promise<string> {
  if (context.fingerprint !== null) return context.fingerprint;
  return fingerprintInputs(context.job, context.run);
}

async function arrange({ checkpoints, context, plan, progress, shards }: ExportAttempt): Promise<void> {
  const startedAtMs = performance.now();
  const { percentColumns, rowsPath } = shards().table!;
  const inScratch = (name: string) => path.join(context.scratchFolder, name);
  progress.report('arrange', 0, { subject: null });
  const { arranged, groups, layout, rows } = await context.run(
    'arrange-rows',
    {
      ...{ rowsPath: rowsPath ?? context.job.input.path, options: optionsOf(context.job, 'export'), title: plan.title },
      ...{ percentColumns, spillFolder: inScratch('spill') },
      ...{ scratchPath: inScratch('arranged.parquet'), layoutPath: inScratch('layout.json') },
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
