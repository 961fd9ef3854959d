import path from 'node:path';
import type { ExportOptions } from '../../../contract/export-options.ts';
import { exportOptionsSchema } from '../../../contract/export-options.ts';
import type { PredictOptions } from '../../../contract/predict/predict-options.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { optionsOf } from '../options-of.ts';
import type { Checkpoints, LibraryModel, RecipeContext } from '../recipe.ts';
import { addUpOrders } from '../table/order-progress.ts';
import { storeTable, takeStoredTable } from '../table/store-table.ts';
import { type PredictPlan, storedGroupRows } from './predict-plan.ts';
import { type AssembledFacts, finishedPartsOf, PredictCheckpoints, type PredictShards } from './predict-shards.ts';
import { type PredictStep, predictSteps } from './predict-steps.ts';

/** What the steps of one attempt at a prediction share. */
interface PredictAttempt {
  readonly context: RecipeContext;
  readonly plan: PredictPlan;
  readonly options: PredictOptions;
  readonly model: LibraryModel;
  readonly checkpoints: PredictCheckpoints;
  readonly progress: ProgressTracker<PredictStep>;
  /** What is finished by now. */
  readonly shards: () => PredictShards;
  readonly inScratch: (name: string) => string;
}

/** Does the shards that are missing: rows are stored, matched, predicted in parts, put together, arranged and written in parts. */
export async function workPredict(context: RecipeContext, plan: PredictPlan, checkpoints: Checkpoints): Promise<void> {
  const options = optionsOf(context.job, 'predict');
  const attempt: PredictAttempt = {
    ...{ context, plan, options, model: context.model(options.modelId) },
    checkpoints: new PredictCheckpoints(plan, checkpoints),
    progress: new ProgressTracker(predictSteps, (current) => context.showProgress(current)),
    shards: () => finishedPartsOf(plan, checkpoints.finished),
    inScratch: (name) => path.join(context.scratchFolder, name),
  };
  const { progress, shards } = attempt;
  progress.report('plan', 1, { subject: plan.title });
  if (!shards().table) await makeTable(attempt);
  const { columns, rows, sha256, sheet } = shards().table!;
  context.showTable({ sheet, rows, columns }, sha256);
  for (const step of ['read', 'store'] as const) progress.report(step, 1);
  if (!shards().matched) await matchColumns(attempt);
  progress.report('match', 1);
  await scoreParts(attempt);
  progress.report('predict', 1);
  if (!shards().assembled) await assemble(attempt);
  progress.report('assemble', 1);
  const { predictions, report } = shards().assembled!;
  await context.publish([
    { ...predictions, kind: 'predictions', extension: '.parquet' },
    { ...report, kind: 'prediction-report', extension: '.json' },
  ]);
  if (!shards().layout) await arrange(attempt);
  progress.report('arrange', 1);
  await writeParts(attempt);
  progress.report('write', 1);
}

async function makeTable({ checkpoints, context, plan, progress }: PredictAttempt): Promise<void> {
  const startedAtMs = performance.now();
  if (plan.table) progress.report('read', 0, { subject: plan.table.sheet });
  const table = await (plan.table
    ? storeTable(
        context,
        plan.table,
        {
          read: (fraction, rowsDone) => progress.report('read', fraction, { rowsDone }),
          store: (fraction) => progress.report('store', fraction),
        },
        storedGroupRows,
      )
    : takeStoredTable(context, plan.title));
  checkpoints.table(table, startedAtMs);
}

const rowsPathOf = ({ context, shards }: PredictAttempt): string => shards().table!.rowsPath ?? context.job.input.path;

async function matchColumns(attempt: PredictAttempt): Promise<void> {
  const { checkpoints, context, model, options } = attempt;
  const startedAtMs = performance.now();
  const { columnMatches, groupBy } = options;
  const matched = await context.run('match-model', {
    ...{ rowsPath: rowsPathOf(attempt), fileName: context.job.input.fileName, modelPath: model.path },
    ...{ columnMatches, groupBy, isStrict: true },
  });
  checkpoints.matched(matched, startedAtMs);
}

async function scoreParts(attempt: PredictAttempt): Promise<void> {
  const { checkpoints, context, inScratch, model, options, plan, progress, shards } = attempt;
  const startedAtMs = performance.now();
  const { matched, scored } = shards();
  const orders = addUpOrders(plan.scoreParts, (fraction, rowsDone, subject) =>
    progress.report('predict', fraction, { rowsDone, subject }),
  );
  progress.report('predict', 0, { subject: null });
  await Promise.all(
    scored.map(async (finished, part) => {
      if (finished) return orders.finished(part, finished.rows);
      const begunAtMs = performance.now();
      const reply = await context.run(
        'score-rows',
        {
          ...{ rowsPath: rowsPathOf(attempt), modelPath: model.path, matched: matched!, options },
          ...{ part, parts: plan.scoreParts, scratchPath: inScratch(`scored-${part}`) },
        },
        orders.noticesOf(part),
      );
      checkpoints.scored(part, reply, begunAtMs);
      orders.finished(part, reply.rows);
    }),
  );
  context.measure('predictMs', performance.now() - startedAtMs);
}

async function assemble(attempt: PredictAttempt): Promise<void> {
  const { checkpoints, context, inScratch, model, options, progress, shards } = attempt;
  const startedAtMs = performance.now();
  const { matched, scored } = shards();
  progress.report('assemble', 0, { subject: null });
  const { modelId: id } = options;
  const reply = await context.run('assemble-predictions', {
    ...{ rowsPath: rowsPathOf(attempt), matched: matched!, options, fileName: context.job.input.fileName },
    model: { id, path: model.path, name: model.name, version: model.version },
    parts: scored.map((part) => part!),
    ...{ spillFolder: inScratch('join-spill'), scratchPath: inScratch('predictions.parquet') },
    reportPath: inScratch('report.json'),
  });
  context.measure('assembleMs', performance.now() - startedAtMs);
  checkpoints.assembled(reply, startedAtMs);
}

/** How the rows are written. */
function exportOptionsOf(
  { locale, split }: PredictOptions,
  { groupPlace, scaledColumns }: AssembledFacts,
): ExportOptions {
  return exportOptionsSchema.parse({
    ...{ format: 'xlsx', groupBy: groupPlace, split: split === 'workbooks' ? 'files' : 'sheets' },
    ...{ colorScales: [...scaledColumns], locale },
  });
}

async function arrange({ checkpoints, context, inScratch, options, plan, progress, shards }: PredictAttempt) {
  const startedAtMs = performance.now();
  const assembled = shards().assembled!;
  progress.report('arrange', 0, { subject: null });
  const { arranged, layout } = await context.run(
    'arrange-rows',
    {
      ...{ rowsPath: assembled.predictions.path, options: exportOptionsOf(options, assembled), title: plan.title },
      ...{ front: assembled.front, spillFolder: inScratch('spill') },
      ...{ scratchPath: inScratch('arranged.parquet'), layoutPath: inScratch('layout.json') },
    },
    ({ fraction }) => progress.report('arrange', fraction),
  );
  context.measure('arrangeMs', performance.now() - startedAtMs);
  checkpoints.layout(layout, arranged, startedAtMs);
}

async function writeParts({ checkpoints, context, inScratch, model, options, plan, progress, shards }: PredictAttempt) {
  const startedAtMs = performance.now();
  const { assembled, layout, written } = shards();
  const orders = addUpOrders(plan.writeParts, (fraction, rowsDone, subject) =>
    progress.report('write', fraction, { rowsDone, subject }),
  );
  progress.report('write', 0, { subject: null });
  await Promise.all(
    written.map(async (finished, part) => {
      if (finished) return orders.finished(part, finished.rows);
      const begunAtMs = performance.now();
      const { cutTexts, file, manifest, rows } = await context.run(
        'export-predicted-part',
        {
          ...{ rowsPath: layout!.arrangedPath ?? assembled!.predictions.path, layoutPath: layout!.layoutPath },
          ...{ options: exportOptionsOf(options, assembled!), title: plan.title, part, parts: plan.writeParts },
          ...{ reportPath: assembled!.report.path, modelPath: model.path },
          ...{ scratchPath: inScratch(`part-${part}.bin`), manifestPath: inScratch(`part-${part}.json`) },
        },
        orders.noticesOf(part),
      );
      checkpoints.written(part, { rows, cutTexts }, file, manifest, begunAtMs);
      orders.finished(part, rows);
    }),
  );
  context.measure('writeMs', performance.now() - startedAtMs);
}
