import type { Order } from '../../../contract/orders.ts';
import type { FitReply } from '../../../contract/train/train-orders.ts';
import type { RecipeContext } from '../recipe.ts';
import { newFitControl } from './fit-control.ts';

type FitOrder = Omit<Order<'fit-trees'>, 'control'>;

/** Fits on one thread: the way for many fits at a time. */
export function runFit(
  { run }: Pick<RecipeContext, 'run'>,
  order: FitOrder,
  onProgress: (fraction: number, round: number) => void,
): Promise<FitReply> {
  return run('fit-trees', { ...order, control: newFitControl() }, ({ fraction, rowsDone }) =>
    onProgress(fraction, rowsDone ?? 0),
  );
}

/** Fits with all threads; the model is the same however many there are. */
export async function runFitWithHelpers(
  { computeThreads, run }: Pick<RecipeContext, 'computeThreads' | 'run'>,
  order: FitOrder,
  onProgress: (fraction: number, round: number) => void,
): Promise<FitReply> {
  const control = newFitControl();
  // The leader is given first: helpers that wait for a thread behind other jobs may come late, or never.
  const leading = run('fit-trees', { ...order, control }, ({ fraction, rowsDone }) =>
    onProgress(fraction, rowsDone ?? 0),
  );
  const helping = Array.from({ length: computeThreads - 1 }, () => run('help-fit', { control }));
  const [led] = await Promise.allSettled([leading, ...helping]);
  // What went wrong with a helper is no loss: its leader did the work.
  if (led.status === 'rejected') throw led.reason;
  return led.value;
}
