import path from 'node:path';
import { importReportPath } from '../table/interpret-table.ts';
import type { TrainAttempt } from './train-attempt.ts';

/** Makes the shard of the table: all rows as a matrix, with folds and roles. Throws the faults of a target or columns that do not suit. */
export async function makeTable(attempt: TrainAttempt): Promise<void> {
  const { checkpoints, context, options, progress } = attempt;
  const startedAtMs = performance.now();
  const { sha256, tables, writeReport } = await attempt.tables();
  progress.report('prepare', 0, { subject: null });
  // Whichever fails, nothing is still being written when that is told.
  const [made, reported] = await Promise.allSettled([
    context.run(
      'make-matrix',
      { tables, options, scratchPath: path.join(context.scratchFolder, 'table.matrix') },
      ({ fraction, subject }) => progress.report('prepare', fraction, { subject }),
    ),
    writeReport(importReportPath(context.scratchFolder)),
  ]);
  if (made.status === 'rejected') throw made.reason;
  if (reported.status === 'rejected') throw reported.reason;
  const { facts, file } = made.value;
  context.measure('prepareMs', performance.now() - startedAtMs);
  checkpoints.table({ sha256, facts }, file, reported.value, startedAtMs);
}
