import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { NamedScratchFile, ProfileFacts, ScratchFile, TablePlan } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { partsFor } from '../../pool/pool-policy.ts';
import { engineVersion } from '../../version.ts';
import type { RecipeContext } from '../recipe.ts';
import { describeTable, type TableDescription } from './describe-table.ts';
import { profileSteps } from './profile-steps.ts';
import { type ReadTable, readTable } from './read-table.ts';

/**
 * The life of a profile: plan, read in slices, describe in groups of columns, publish what can be shown, then
 * correlations, duplicates and stored rows side by side, and the whole. The host's thread only passes buffers and paths on.
 */
export async function runProfile(context: RecipeContext): Promise<readonly NamedScratchFile[]> {
  const { job } = context;
  const startedAtMs = performance.now();
  const progress = new ProgressTracker(profileSteps, (current) => context.showProgress(current));
  progress.report('plan', 0);
  await checkInputFile(job.input);
  const { path: inputPath, fileName } = job.input;
  // Its bytes are digested while they are read. A failure is heard of when it is awaited, or of the plan first.
  const planning = planTable(context);
  const fingerprint = context.run('fingerprint-file', { path: inputPath, fileName });
  fingerprint.catch(() => undefined);
  const planned = await planning;
  progress.report('plan', 1, { subject: planned.sheet });

  progress.report('read', 0, { subject: planned.sheet });
  const table = await readTable(context, planned, (fraction, rowsDone) =>
    progress.report('read', fraction, { rowsDone }),
  );
  const plan: TablePlan = { ...planned, reader: table.reader };
  const { sha256 } = await fingerprint;
  // Changed while it was being read: rows and digest would belong to different files.
  await checkInputFile(job.input);
  progress.report('read', 1, { rowsDone: table.rows });
  context.showTable({ sheet: plan.sheet, rows: table.rows, columns: plan.columnNames.length });
  const readAtMs = performance.now();

  progress.report('describe', 0);
  const description = await describeTable(context, plan, table, (fraction, subject) =>
    progress.report('describe', fraction, { subject }),
  );
  progress.report('describe', 1);
  const facts: ProfileFacts = {
    ...{ sha256, engineVersion, rows: table.rows, missingCells: description.missingCells, duplicateRows: null },
    ...{ raggedRows: table.raggedRows, undecodableCells: table.undecodableCells, correlateMs: null },
    ...{ readMs: readAtMs - startedAtMs, describeMs: performance.now() - readAtMs },
  };
  await context.publish(await assemble(context, plan, description, null, facts, 'first'));
  return finishProfile(context, progress, plan, table, description, facts);
}

function planTable(context: RecipeContext): Promise<TablePlan> {
  const { input, askedSheet } = context.job;
  const { path: inputPath, fileName } = input;
  const maxParts = partsFor(context.computeThreads);
  return context.run('plan-table', {
    ...{ path: inputPath, fileName, sheet: askedSheet, maxParts, maxMemoryBytes: context.maxTableBytes },
  });
}

/** What comes after the first results: the parts that take long and that nobody has to wait for. */
async function finishProfile(
  context: RecipeContext,
  progress: ProgressTracker<keyof typeof profileSteps>,
  plan: TablePlan,
  table: ReadTable,
  description: TableDescription,
  facts: ProfileFacts,
): Promise<NamedScratchFile[]> {
  const { scratchFolder, job } = context;
  const { segments } = table;
  const descriptions = description.files;
  const describedAtMs = performance.now();
  const scratch = (name: string) => ({ scratchPath: path.join(scratchFolder, name) });
  progress.report('correlate', 0, { subject: null });
  const [correlations, rows, { duplicateRows }] = await Promise.all([
    context.run(
      'correlate-columns',
      { plan, segments, descriptions, options: job.options, ...scratch('correlations.json') },
      ({ fraction, subject }) => progress.report('correlate', fraction, { subject }),
    ),
    context.run('store-rows', { plan, segments, descriptions, ...scratch('rows.parquet') }, ({ fraction }) =>
      progress.report('store', fraction),
    ),
    context.run('count-duplicates', { rowHashes: description.rowHashes }),
  ]);
  progress.report('correlate', 1);
  progress.report('store', 1);
  const allFacts = { ...facts, duplicateRows, correlateMs: performance.now() - describedAtMs };
  const files = await assemble(context, plan, description, correlations, allFacts, 'all');
  progress.report('finish', 1);
  return [...files, { ...rows, kind: 'rows', extension: '.parquet' }];
}

async function assemble(
  context: RecipeContext,
  plan: TablePlan,
  description: TableDescription,
  correlations: ScratchFile | null,
  facts: ProfileFacts,
  folderName: string,
): Promise<readonly NamedScratchFile[]> {
  const scratchFolder = path.join(context.scratchFolder, folderName);
  await mkdir(scratchFolder);
  const { options } = context.job;
  const order = { plan, descriptions: description.files, correlations, facts, options, scratchFolder };
  const { files } = await context.run('assemble-profile', order);
  if (correlations && !files.some((file) => file.kind === 'profile-correlations')) {
    throw new Fault('INTERNAL', {}, { detail: 'the assembled profile lacks its correlations' });
  }
  return files;
}
