import type { Notice, Order, OrderKind, Reply } from '../../contract/orders.ts';
import type { Reading } from '../../contract/reading.ts';
import type { TableState } from '../../contract/tables.ts';
import type { JobInput } from '../archive/job-record.ts';
import { checkInputFile } from '../files/input-file.ts';
import { type ProgressStep, ProgressTracker } from '../jobs/progress.ts';
import { interpretTable } from '../recipes/table/interpret-table.ts';
import { planTable } from '../recipes/table/plan-table.ts';
import { readTable } from '../recipes/table/read-table.ts';

export type ReadingProgress = (TableState & { state: 'reading' })['progress'];

export interface ImportOptions {
  readonly input: JobInput;
  readonly reading: Reading;
  readonly maxTableBytes: number;
  readonly scratchPath: string;
  readonly run: <K extends OrderKind>(
    kind: K,
    order: Order<K>,
    onNotice?: (notice: Notice) => void,
  ) => Promise<Reply<K>>;
  readonly onProgress: (progress: ReadingProgress) => void;
}

/** Weights are shares of the time that a long csv takes. */
const steps = {
  plan: { stage: 'opening', weight: 3 },
  read: { stage: 'reading', weight: 60 },
  interpret: { stage: 'reading', weight: 12 },
  store: { stage: 'storing', weight: 25 },
} as const satisfies Record<string, ProgressStep>;

/**
 * Reads a table of a chosen file to its end and stores its rows at `scratchPath`, as a job would read it. Throws the faults
 * of reading, and FILE_CHANGED.
 */
export async function importTable(options: ImportOptions): Promise<void> {
  const { input, reading, maxTableBytes, run, scratchPath } = options;
  const progress = new ProgressTracker(steps, ({ fraction, stage, rowsDone }) =>
    options.onProgress({ fraction, stage, rowsDone }),
  );
  const context = { input, reading, maxTableBytes, run };
  progress.report('plan', 0);
  await checkInputFile(input);
  const plan = await planTable(context);
  progress.report('plan', 1);
  const read = await readTable(context, plan, [], (fraction, rowsDone) =>
    progress.report('read', fraction, { rowsDone }),
  );
  progress.report('read', 1, { rowsDone: read.rows });
  await checkInputFile(input);
  progress.report('interpret', 0);
  const interpreted = await interpretTable(context, read);
  progress.report('interpret', 1);
  const { segments } = interpreted.read;
  const order = { plan: interpreted.plan, segments, scratchPath };
  await run('store-rows', order, ({ fraction }) => progress.report('store', fraction));
  progress.report('store', 1);
}
