import type { Order, Reply } from '../../contract/orders.ts';
import { givenColumns } from '../features/given-columns.ts';
import { explainInput } from '../predict/explain-input.ts';
import { openedModel } from '../predict/opened-models.ts';

/** The order `explain-values`. */
export async function explainValues(order: Order<'explain-values'>): Promise<Reply<'explain-values'>> {
  const model = await openedModel(order.modelPath);
  return explainInput(model, givenColumns(model.document.columns, order.values), order.explainedClass);
}
