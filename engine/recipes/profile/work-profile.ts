import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import type { TablePlan } from '../../../contract/orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { ProgressTracker } from '../../jobs/progress.ts';
import type { Checkpoints, RecipeContext } from '../recipe.ts';
import { importReportPath, interpretTable } from '../table/interpret-table.ts';
import { type ReadTable, readTable } from '../table/read-table.ts';
import { tableContextOf } from '../table/table-context-of.ts';
import { assembleProfile } from './assemble-profile.ts';
import { describeTable } from './describe-table.ts';
import { correlateTable, countDuplicates, storeRows } from './finish-table.ts';
import { inputDigest } from './input-digest.ts';
import { KeySearch } from './key-search.ts';
import type { ProfileAttempt } from './profile-attempt.ts';
import type { ProfilePlan } from './profile-plan.ts';
import { finishedPartsOf, ProfileCheckpoints, type TableFacts } from './profile-shards.ts';
import { profileSteps } from './profile-steps.ts';

/**
 * Does the shards that are missing: reads in slices, describes in groups of columns while the rows are stored; then what can be
 * shown is published while correlations and duplicates are made side by side. The host's thread only passes buffers and paths on.
 */
export async function workProfile(context: RecipeContext, plan: ProfilePlan, checkpoints: Checkpoints): Promise<void> {
  const parts = () => finishedPartsOf(plan, checkpoints.finished);
  const { rows, groups, measures, duplicateRows, table: earlier } = parts();
  const attempt: ProfileAttempt = {
    ...{ context, plan, parts },
    checkpoints: new ProfileCheckpoints(plan, checkpoints),
    progress: new ProgressTracker(profileSteps, (current) => context.showProgress(current)),
  };
  if (earlier) showTable(attempt, earlier);
  attempt.progress.report('plan', 1, { subject: plan.table.sheet });
  // Made early, so that the first results are next in line once they can be.
  const firstFolder = path.join(context.scratchFolder, 'first');
  if (!isDoneInAMoment(plan)) await mkdir(firstFolder, { recursive: true });
  const isDone = earlier && rows && duplicateRows !== null && !measures.includes(null) && !groups.includes(null);
  if (isDone) return;
  const { table, read, hasKey, noted } = await readAgain(attempt, earlier);
  noted.catch(() => undefined);
  const keys = new KeySearch(groups.length, hasKey);
  let storing = Promise.resolve();
  const store = () => {
    storing = storeRows(attempt, table, read, noted);
    storing.catch(() => undefined);
  };
  // Not before: correlations wait for the last column, and storing can go on beside them.
  const describing = describeTable(attempt, table, read, noted, keys, store);
  const counting = countDuplicates(attempt, table, read, noted, keys);
  counting.catch(() => undefined);
  await Promise.all([describing, noted]);
  const publishing = isDoneInAMoment(plan)
    ? Promise.resolve()
    : assembleProfile(context, plan, parts(), firstFolder).then((files) => context.publish(files));
  try {
    await Promise.all([correlateTable(attempt, table, read), storing, counting, publishing]);
  } finally {
    // Nothing is published any more once the job has ended.
    await publishing.catch(() => undefined);
  }
}

/** A small table is done before anybody could look at its first results: they would cost more than they show. */
function isDoneInAMoment({ groups }: ProfilePlan): boolean {
  return groups.length === 1;
}

/**
 * Reads the table. `noted` makes sure that it is the one of an earlier attempt's shards, and hands in what was read: nothing
 * that follows from the rows may be handed in before, but the work on it need not wait.
 */
async function readAgain(
  attempt: ProfileAttempt,
  earlier: TableFacts | null,
): Promise<{ table: TablePlan; read: ReadTable; hasKey: boolean; noted: Promise<void> }> {
  const { checkpoints, context, plan, progress } = attempt;
  const { input } = context.job;
  const startedAtMs = performance.now();
  progress.report('read', 0, { subject: plan.table.sheet });
  await checkInputFile(input);
  const digesting = inputDigest(context);
  const tableContext = tableContextOf(context);
  const raw = await readTable(tableContext, plan.table, earlier?.textColumns ?? [], (fraction, rowsDone) =>
    progress.report('read', fraction, { rowsDone }),
  );
  const interpreted = await interpretTable(tableContext, raw);
  const { read, hasKey } = interpreted;
  progress.report('read', 1, { rowsDone: read.rows });
  context.measure('readMs', performance.now() - startedAtMs);
  const { rows, raggedRows, undecodableCells, reader, textFormat, textColumns } = read;
  const columns = interpreted.plan.columnNames.length;
  const note = async () => {
    const report = earlier ? null : await interpreted.writeReport(importReportPath(context.scratchFolder));
    const sha256 = await digesting;
    // Changed while it was being read: rows and digest would belong to different files.
    await checkInputFile(input);
    if (earlier && earlier.sha256 !== sha256) throw new Fault('FILE_CHANGED', { file: input.fileName });
    if (!report) return;
    const facts = { sha256, rows, columns, raggedRows, undecodableCells, reader, textFormat, textColumns };
    checkpoints.table(facts, report, startedAtMs);
    showTable(attempt, facts);
  };
  return { table: interpreted.plan, read, hasKey, noted: note() };
}

function showTable({ context, plan: { table } }: ProfileAttempt, { rows, columns, sha256 }: TableFacts): void {
  context.showTable({ sheet: table.sheet, rows, columns }, sha256);
}
