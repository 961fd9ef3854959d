import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ComparedColumn, Comparison } from '../../contract/comparison.ts';
import { type ComparisonOptions, comparisonOptionsSchema } from '../../contract/comparison-options.ts';
import type { NamedScratchFile } from '../../contract/orders.ts';
import { mainTable } from '../../contract/reading.ts';
import type { TableCell } from '../../contract/tables.ts';
import type { JobRecord } from '../../engine/archive/job-record.ts';
import { compareRecipe } from '../../engine/recipes/compare/compare-recipe.ts';
import { memoryCheckpoints, type TestAttempt, testAttempt } from './recipe-context.ts';

export type Row = readonly (string | number | null)[];

/** A csv file of its own folder. */
export function writeTable(name: string, header: readonly string[], rows: readonly Row[]): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'auspex-compare-')), name);
  const cell = (value: string | number | null) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);
  writeFileSync(file, `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`);
  return file;
}

/** An attempt of a comparison of two files. */
export async function compareAttempt(
  earlier: string,
  later: string,
  options: Partial<ComparisonOptions> = {},
): Promise<TestAttempt> {
  const attempt = await testAttempt(later);
  const found = await stat(earlier);
  const input = {
    ...{ path: earlier, fileName: path.basename(earlier), sizeBytes: found.size, modifiedAtMs: found.mtimeMs },
  };
  const job: JobRecord = {
    ...attempt.context.job,
    recipe: 'compare',
    options: comparisonOptionsSchema.parse(options),
    otherInputs: [{ input, reading: mainTable }],
  };
  return { ...attempt, context: { ...attempt.context, job } };
}

export interface MadeComparison {
  readonly comparison: Comparison;
  readonly columns: readonly ComparedColumn[];
  /** The stored differences, by the names of their columns. */
  readonly changes: readonly Readonly<Record<string, TableCell>>[];
  readonly files: readonly NamedScratchFile[];
}

/** Compares two files from start to end. */
export async function compareFiles(
  earlier: string,
  later: string,
  options: Partial<ComparisonOptions> = {},
): Promise<MadeComparison> {
  const { context, remove } = await compareAttempt(earlier, later, options);
  try {
    const { plan } = await compareRecipe.plan(context);
    const { checkpoints, shards } = memoryCheckpoints();
    await compareRecipe.work(context, plan, checkpoints);
    const files = await compareRecipe.merge(context, plan, shards());
    const file = (kind: string) => files.find((one) => one.kind === kind)!.path;
    const comparison: Comparison = JSON.parse(readFileSync(file('comparison'), 'utf8'));
    const columns: ComparedColumn[] = JSON.parse(readFileSync(file('comparison-columns'), 'utf8'));
    const stored = file('comparison-rows');
    const table = await context.run('describe-table', { path: stored });
    const page = await context.run('page-view', {
      ...{ path: stored, orderPath: null, offset: 0, limit: Math.max(1, table.rows) },
      columns: table.columns.map((_, place) => place),
    });
    const changes = page.rows.map((row) => Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at]!])));
    return { comparison, columns, changes, files };
  } finally {
    await remove();
  }
}
