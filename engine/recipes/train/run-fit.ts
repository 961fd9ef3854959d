import type { Order } from '../../../contract/orders.ts';
import type { FitReply, FitSettings } from '../../../contract/train/train-orders.ts';
import type { RecipeContext } from '../recipe.ts';
import { newFitControl } from './fit-control.ts';
import type { FitShard } from './train-shards.ts';

type FitOrder = Omit<Order<'fit-trees'>, 'control'>;

/** Fits on one thread, and on `helpers` more as they come free; the model is the same however many there are. */
async function runFit(
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

/**
 * Fits with each of several settings, one after the other, and makes one file of them. `scratchPath` is that of the file; what is told
 * of a fit that is cut into parts holds for one alone.
 */
export async function runFits(
  context: Pick<RecipeContext, 'run'>,
  { scratchPath, settings, ...order }: Omit<FitOrder, 'settings'> & { readonly settings: readonly FitSettings[] },
  helpers: number,
  onProgress: (fraction: number, round: number) => void,
): Promise<FitShard> {
  const fits: FitReply[] = [];
  for (const [place, own] of settings.entries()) {
    const path = settings.length === 1 ? scratchPath : `${scratchPath}.${place}`;
    const told = (fraction: number, round: number) => onProgress((place + fraction) / settings.length, round);
    fits.push(await runFit(context, { ...order, settings: own, scratchPath: path }, helpers, told));
  }
  const paths = fits.map(({ file }) => file.path);
  return {
    file: fits.length === 1 ? fits[0]!.file : await context.run('join-fits', { paths, scratchPath }),
    isFinished: fits.every(({ isFinished }) => isFinished),
    bestRounds: fits.map(({ bestRound }) => bestRound),
    durationMs: fits.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}
