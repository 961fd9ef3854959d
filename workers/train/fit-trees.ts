import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import type { FitMemory } from '../trees/fit/fit-memory.ts';
import { leadFit } from '../trees/fit/lead-fit.ts';
import { dismissHelpers } from '../trees/fit/phases.ts';
import { readFit, writeFit } from './fit-file.ts';
import { openMatrix } from './matrix.ts';
import { partRows } from './part-rows.ts';
import { prepareFit } from './prepare-fit.ts';

const none = new Uint32Array(0);

/**
 * Fits trees on the rows of a part, with encoders learned from these rows alone, and writes them. A fold is scored on its own
 * rows round by round; rounds are all kept, for how many of them count is decided over all folds. Throws JOB_CANCELLED.
 */
export async function fitTrees(order: Order<'fit-trees'>, context: OrderContext): Promise<Reply<'fit-trees'>> {
  try {
    return await fitPart(order, context);
  } finally {
    dismissHelpers(order.control as FitMemory);
  }
}

async function fitPart(order: Order<'fit-trees'>, context: OrderContext): Promise<Reply<'fit-trees'>> {
  const { control, part, pauseAfterRound, resumePath, scratchPath, settings } = order;
  const startedAtMs = performance.now();
  const matrix = openMatrix(order.matrix);
  const { held, train } = partRows(matrix, part);
  const validated = part.kind === 'fold' ? held : none;
  const isCancelled = () => context.isCancelled();
  const { features, options, set } = prepareFit(matrix, { train, held: validated }, settings, isCancelled);
  const earlier = resumePath === null ? null : await readFit(resumePath);
  context.throwIfCancelled();
  const result = leadFit(control as FitMemory, set, options, {
    isCancelled,
    onRound: (round) => context.notify({ fraction: round / settings.rounds, rowsDone: round, subject: null }),
    ...(pauseAfterRound === null ? {} : { pauseAfterRound }),
    ...(earlier ? { resumeFrom: earlier.members[0]! } : {}),
  });
  const { bestRound, ensemble, history } = result.paused ?? result;
  const member = { start: set.start ?? null, ensemble, history, bestRound };
  const file = writeFit({ features, members: [member] }, scratchPath);
  const roundsDone = (ensemble.treeStarts.length - 1) / ensemble.outputs;
  const durationMs = performance.now() - startedAtMs;
  return { file, isFinished: result.paused === null, bestRound, roundsDone, durationMs };
}
