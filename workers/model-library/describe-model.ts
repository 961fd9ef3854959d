import type { ModelDescription } from '../../contract/models/model-library-orders.ts';
import type { Order } from '../../contract/orders.ts';
import { readDocument } from '../models/read-document.ts';

/** A document that lies among the artifacts never changes, and a person looks at one model again and again. */
let latest: { readonly path: string; readonly description: ModelDescription } | null = null;

/** What the library shows of a model's document. Throws MODEL_DAMAGED. */
export async function describeModel({ path }: Order<'describe-model'>): Promise<ModelDescription> {
  if (latest?.path === path) return latest.description;
  const { task, target, columns, groupColumn, card } = await readDocument(path);
  const { name, unit, classes } = target;
  const description = { task, target: name, unit, classes, inputs: columns, groupColumn, card };
  latest = { path, description };
  return description;
}
