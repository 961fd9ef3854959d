import type { Order } from '../../../contract/orders.ts';
import type { FitReply } from '../../../contract/train/train-orders.ts';
import type { RecipeContext } from '../recipe.ts';
import { newFitControl } from './fit-control.ts';

type FitOrder = Omit<Order<'fit-trees'>, 'control'>;

/** Fits on one thread, and on `helpers` more as they come free; the model is the same however many there are. */
export async function runFit(
  { run }: Pick<RecipeContext, 'run'>,
  order: FitOrder,
  helpers: number,
  onProgress: (fraction: number, round: number) => void,
): Promise<FitReply> {
  const control = newFitControl();
  // The leader is given first: helpers that wait for a thread behind other jobs may come late, or never.
  const leading = run('fit-trees', { ...order, control }, ({ fraction, rowsDone }) =>
    onProgress(fraction, rowsDone ?? 0),
  );
  const helping = Array.from({ length: helpers }, () => run('help-fit', { control }));
  const [led] = await Promise.allSettled([leading, ...helping]);
  // What went wrong with a helper is no loss: its leader did the work.
  if (led.status === 'rejected') throw led.reason;
  return led.value;
}
