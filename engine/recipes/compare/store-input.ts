import path from 'node:path';
import { Fault } from '../../../contract/faults.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { fingerprintInputs } from '../fingerprint-inputs.ts';
import { importReportPath, interpretTable } from '../table/interpret-table.ts';
import { readTable } from '../table/read-table.ts';
import type { CompareAttempt } from './compare-attempt.ts';
import { inputOf, type Side } from './input-of.ts';

/** Reads one of the two tables and stores its rows; one that Auspex has stored itself is taken as it lies there. */
export async function storeInput(attempt: CompareAttempt, side: Side): Promise<void> {
  const { checkpoints, context, plan, progress } = attempt;
  const { input, reading } = inputOf(context.job, side);
  const step = side === 'later' ? 'readLater' : 'readEarlier';
  const startedAtMs = performance.now();
  progress.report(step, 0, { subject: input.fileName });
  await checkInputFile(input);
  const digesting = side === 'later' ? digestInputs(attempt) : Promise.resolve(null);
  // A failure is heard of when it is awaited, or of the reading first.
  digesting.catch(() => undefined);
  const planned = plan[side].table;
  if (!planned) {
    const stored = await context.run('look-at-stored-rows', { path: input.path });
    if (!stored) throw new Fault('FILE_CHANGED', { file: input.fileName });
    checkpoints.table(side, { ...stored, sha256: await digesting }, null, startedAtMs);
    return;
  }
  const { maxTableBytes, run } = context;
  const tableContext = { input, reading, maxTableBytes, run };
  const raw = await readTable(tableContext, planned, [], (fraction, rowsDone) =>
    progress.report(step, fraction * 0.8, { rowsDone }),
  );
  const { plan: table, read, writeReport } = await interpretTable(tableContext, raw);
  const folder = context.scratchFolder;
  const [rows, report, sha256] = await Promise.all([
    run(
      'store-rows',
      {
        ...{ plan: table, segments: read.segments },
        scratchPath: path.join(folder, `${side}.parquet`),
      },
      ({ fraction }) => progress.report(step, 0.8 + fraction * 0.2),
    ),
    writeReport(`${importReportPath(folder)}.${side}`),
    digesting,
  ]);
  // Changed while it was being read: rows and digest would belong to different files.
  await checkInputFile(input);
  context.measure(side === 'later' ? 'readMs' : 'readEarlierMs', performance.now() - startedAtMs);
  const facts = { rows: read.rows, columns: table.columnNames.length, sha256 };
  checkpoints.table(side, facts, { rows, report }, startedAtMs);
}

async function digestInputs({ context }: CompareAttempt): Promise<string> {
  return context.fingerprint ?? fingerprintInputs(context.job, context.run);
}
