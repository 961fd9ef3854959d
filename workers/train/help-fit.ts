import type { Order, Reply } from '../../contract/orders.ts';
import type { OrderContext } from '../order-context.ts';
import type { FitMemory } from '../trees/fit/fit-memory.ts';
import { helpFit } from '../trees/fit/help-fit.ts';

/** Works for the leader of a fit until that is done, or does not begin. */
export async function helpFitting({ control }: Order<'help-fit'>, context: OrderContext): Promise<Reply<'help-fit'>> {
  helpFit(control as FitMemory, () => context.isCancelled());
  return {};
}
