import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../../contract/faults.ts';
import { type PredictOptions, predictOptionsSchema } from '../../contract/predict/predict-options.ts';
import type { PredictionReport } from '../../contract/predict/prediction-report.ts';
import type { JobRecord } from '../../engine/archive/job-record.ts';
import type { PredictPlan } from '../../engine/recipes/predict/predict-plan.ts';
import { predictRecipe } from '../../engine/recipes/predict/predict-recipe.ts';
import { readJson } from '../../workers/compare/write-json.ts';
import { memoryCheckpoints, testAttempt } from './recipe-context.ts';

const modelId = '0190f0a0-0000-7000-8000-000000000001';

export interface MadePrediction {
  readonly report: PredictionReport;
  /** Of the workbook or the zip file. */
  readonly resultPath: string;
  /** The first rows with their predictions, by the names of their columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Predicts a file by a model's document from start to end, on this thread; what it made goes when `work` is done. */
export async function predicting<T>(
  file: string,
  document: string | Uint8Array,
  wishes: Partial<PredictOptions>,
  work: (made: MadePrediction) => Promise<T> | T,
): Promise<T> {
  const modelPath = `${file}.model.json`;
  writeFileSync(modelPath, document);
  const model = (id: string) => {
    if (id !== modelId) throw new Fault('MODEL_UNKNOWN');
    return { path: modelPath, sha256: '', name: path.basename(file), version: 1 };
  };
  const { context, remove } = await testAttempt(file, { model });
  try {
    const options = predictOptionsSchema.parse({ modelId, isExplained: false, ...wishes });
    Object.assign(context.job as JobRecord, { recipe: 'predict', options });
    const { plan } = await predictRecipe.plan(context);
    const { checkpoints, shards } = memoryCheckpoints();
    await predictRecipe.work(context, plan as PredictPlan, checkpoints);
    const files = await predictRecipe.merge(context, plan as PredictPlan, shards());
    const pathOf = (kind: string) => files.find((one) => one.kind === kind)!.path;
    const table = await context.run('describe-table', { path: pathOf('predictions') });
    const page = await context.run('page-view', {
      ...{ path: pathOf('predictions'), orderPath: null, offset: 0, limit: Math.max(1, Math.min(500, table.rows)) },
      columns: table.columns.map((_, place) => place),
    });
    const rows = page.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at]!])));
    const report = await readJson<PredictionReport>(pathOf('prediction-report'));
    return await work({ report, resultPath: pathOf('export'), rows });
  } finally {
    await remove();
  }
}
