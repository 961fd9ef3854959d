import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelDocument } from '../../contract/models/model-document.ts';
import type { NamedScratchFile } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import { type TrainOptions, trainOptionsSchema } from '../../contract/train/train-options.ts';
import type { TrainingReport } from '../../contract/train/training-report.ts';
import type { JobRecord } from '../../engine/archive/job-record.ts';
import type { RecipeContext } from '../../engine/recipes/recipe.ts';
import { trainRecipe } from '../../engine/recipes/train/train-recipe.ts';
import { memoryCheckpoints, type TestAttempt, testAttempt } from './recipe-context.ts';

/** Options as a person gives them. */
export type GivenOptions = Partial<TrainOptions> & Pick<TrainOptions, 'target'>;

/** An attempt of a training on files, the first one being the job's own. */
export async function trainAttempt(
  files: readonly string[],
  options: GivenOptions,
  changes: Partial<RecipeContext> = {},
): Promise<TestAttempt> {
  const attempt = await testAttempt(files[0]!, changes);
  const otherInputs: JobRecord['otherInputs'] = await Promise.all(
    files.slice(1).map(async (file) => {
      const found = await stat(file);
      const input = { path: file, fileName: path.basename(file), sizeBytes: found.size, modifiedAtMs: found.mtimeMs };
      return { input, reading: mainTable };
    }),
  );
  const job: JobRecord = {
    ...attempt.context.job,
    ...{ recipe: 'train', options: trainOptionsSchema.parse(options), otherInputs },
  };
  return { ...attempt, context: { ...attempt.context, job } };
}

export interface MadeTraining {
  readonly model: ModelDocument;
  readonly report: TrainingReport;
  readonly files: readonly NamedScratchFile[];
  /** The stored rows, by the names of their columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Trains from start to end, on this thread; files are there for as long as `look` takes. */
export async function train(
  files: readonly string[],
  options: GivenOptions,
  look: (made: MadeTraining) => void = () => {},
): Promise<MadeTraining> {
  const { context, remove } = await trainAttempt(files, options);
  try {
    const { plan } = await trainRecipe.plan(context);
    const { checkpoints, shards } = memoryCheckpoints();
    await trainRecipe.work(context, plan, checkpoints);
    const made = await trainRecipe.merge(context, plan, shards());
    const file = (kind: string) => made.find((one) => one.kind === kind)!.path;
    const model: ModelDocument = JSON.parse(readFileSync(file('model'), 'utf8'));
    const report: TrainingReport = JSON.parse(readFileSync(file('training-report'), 'utf8'));
    const stored = file('training-rows');
    const table = await context.run('describe-table', { path: stored });
    const page = await context.run('page-view', {
      ...{ path: stored, orderPath: null, offset: 0, limit: Math.max(1, Math.min(500, table.rows)) },
      columns: table.columns.map((_, place) => place),
    });
    const rows = page.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at]!])));
    const training = { model, report, files: made, rows };
    look(training);
    return training;
  } finally {
    await remove();
  }
}
