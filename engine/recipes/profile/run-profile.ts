import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type {
  CorrelationMeasure,
  NamedScratchFile,
  ProfileFacts,
  ScratchFile,
  TablePlan,
} from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import { partsFor } from '../../pool/pool-policy.ts';
import { engineVersion } from '../../version.ts';
import type { RecipeContext } from '../recipe.ts';
import { describeTable, type TableDescription } from './describe-table.ts';
import { addUpOrders } from './order-progress.ts';
import { profileSteps } from './profile-steps.ts';
import { type ReadTable, readTable } from './read-table.ts';

/** Where the first results and all of them are put together; made early, so that the first are next in line once they can be. */
const resultFolders = ['first', 'all'] as const;

/** Measures that one order takes: about the same work in each. */
const measureGroups: readonly (readonly CorrelationMeasure[])[] = [['spearman', 'cramersV'], ['pearson']];

/**
 * The life of a profile: plan, read in slices, describe in groups of columns; then what can be shown is published while
 * correlations, duplicates and stored rows are made side by side; and the whole. The host's thread only passes buffers and paths on.
 */
export async function runProfile(context: RecipeContext): Promise<readonly NamedScratchFile[]> {
  const { job } = context;
  const startedAtMs = performance.now();
  const progress = new ProgressTracker(profileSteps, (current) => context.showProgress(current));
  progress.report('plan', 0);
  await checkInputFile(job.input);
  for (const name of resultFolders) await mkdir(path.join(context.scratchFolder, name));
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
  const publishing = assemble(context, plan, description, null, facts, 'first').then((files) => context.publish(files));
  const finishing = finishProfile(context, progress, plan, table, description, facts);
  try {
    const [files] = await Promise.all([finishing, publishing]);
    return files;
  } finally {
    // Nothing is published any more once the job has ended.
    await publishing.catch(() => undefined);
  }
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
  const correlating = addUpOrders(measureGroups.length, (fraction, _, subject) =>
    progress.report('correlate', fraction, { subject }),
  );
  const correlate = async (measures: readonly CorrelationMeasure[], place: number): Promise<ScratchFile> => {
    const order = {
      plan,
      segments,
      descriptions,
      options: job.options,
      measures,
      ...scratch(`measures-${place}.json`),
    };
    const file = await context.run('correlate-columns', order, correlating.noticesOf(place));
    correlating.finished(place, null);
    return file;
  };
  // The longest first, so that the threads end together.
  const storing = context.run(
    'store-rows',
    { plan, segments, descriptions, ...scratch('rows.parquet') },
    ({ fraction }) => progress.report('store', fraction),
  );
  const onDisk = storing.then((file) => syncToDisk(file.path));
  const [rows, , correlations, { duplicateRows }] = await Promise.all([
    storing,
    onDisk,
    Promise.all(measureGroups.map(correlate)),
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
  correlations: readonly ScratchFile[] | null,
  facts: ProfileFacts,
  folderName: (typeof resultFolders)[number],
): Promise<readonly NamedScratchFile[]> {
  const scratchFolder = path.join(context.scratchFolder, folderName);
  const { options } = context.job;
  const order = { plan, descriptions: description.files, correlations, facts, options, scratchFolder };
  const { files } = await context.run('assemble-profile', order);
  if (correlations && !files.some((file) => file.kind === 'profile-correlations')) {
    throw new Fault('INTERNAL', {}, { detail: 'the assembled profile lacks its correlations' });
  }
  return files;
}

/** The rows are by far the largest file: on the disk while the threads still work, nobody waits for it at the end. */
async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
