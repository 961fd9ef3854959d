import path from 'node:path';
import { importReportPath } from '../table/interpret-table.ts';
import type { TrainAttempt } from './train-attempt.ts';

/** Makes the shard of the table: all rows as a matrix, with folds and roles. Throws the faults of a target or columns that do not suit. */
export async function makeTable(attempt: TrainAttempt): Promise<void> {
  const { checkpoints, context, options, progress } = attempt;
  const startedAtMs = performance.now();
  const { sha256, tables, writeReport } = await attempt.tables();
  progress.report('prepare', 0, { subject: null });
  const [{ facts, file }, report] = await Promise.all([
    context.run(
      'make-matrix',
      { tables, options, scratchPath: path.join(context.scratchFolder, 'table.matrix') },
      ({ fraction, subject }) => progress.report('prepare', fraction, { subject }),
    ),
    writeReport(importReportPath(context.scratchFolder)),
  ]);
  context.measure('prepareMs', performance.now() - startedAtMs);
  checkpoints.table({ sha256, facts }, file, report, startedAtMs);
}
