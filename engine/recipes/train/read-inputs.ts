import type { TrainingTable } from '../../../contract/train/train-orders.ts';
import { checkInputFile } from '../../files/input-file.ts';
import { fingerprintInputs } from '../fingerprint-inputs.ts';
import { type InterpretedTable, interpretTable } from '../table/interpret-table.ts';
import { readTable } from '../table/read-table.ts';
import { inputsOf } from './inputs-of.ts';
import type { ReadInputs, TrainAttempt } from './train-attempt.ts';

/** Reads every file, one after the other: each takes all threads. Throws the faults of reading, FILE_CHANGED. */
export async function readInputs(
  attempt: Pick<TrainAttempt, 'context' | 'options' | 'plan' | 'progress'>,
): Promise<ReadInputs> {
  const { context, options, plan, progress } = attempt;
  const { maxTableBytes, run } = context;
  const startedAtMs = performance.now();
  const inputs = inputsOf(context.job, options);
  progress.report('read', 0, { subject: context.job.input.fileName });
  const digesting = Promise.resolve(context.fingerprint ?? fingerprintInputs(context.job, run));
  // A failure is heard of when it is awaited, or of the reading first.
  digesting.catch(() => undefined);
  const tables: TrainingTable[] = [];
  const writers: InterpretedTable['writeReport'][] = [];
  for (const [place, { input, isTest, reading }] of inputs.entries()) {
    await checkInputFile(input);
    const tableContext = { input, reading, maxTableBytes, run };
    const raw = await readTable(tableContext, plan.tables[place]!, [], (fraction, rowsDone) =>
      progress.report('read', (place + fraction * 0.8) / inputs.length, { rowsDone, subject: input.fileName }),
    );
    const interpreted = await interpretTable(tableContext, raw);
    writers.push(interpreted.writeReport);
    // Changed while it was being read: rows and digest would belong to different files.
    await checkInputFile(input);
    tables.push({ plan: interpreted.plan, segments: interpreted.read.segments, isTest });
  }
  const sha256 = await digesting;
  progress.report('read', 1);
  context.measure('readMs', performance.now() - startedAtMs);
  const writeReport: ReadInputs['writeReport'] = async (scratchPath) => {
    const written = await Promise.all(writers.map((write, place) => write(`${scratchPath}.${place}`)));
    return run('join-import-reports', { paths: written.map(({ path }) => path), scratchPath });
  };
  return { tables, sha256, writeReport };
}
