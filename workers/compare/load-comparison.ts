import type { ComparedColumn } from '../../contract/comparison.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import { readJson } from './write-json.ts';

/**
 * The columns read last, since a person pages through one comparison at a time. Artifacts are stored by their digest and never
 * change, so the path says it all.
 */
let latest: { readonly path: string; readonly columns: readonly ComparedColumn[] } | null = null;

/** A comparison as it was assembled. */
export const loadComparison = (order: Order<'load-comparison'>): Promise<Reply<'load-comparison'>> =>
  readJson(order.path);

/** A page of the compared columns, in sheet order or those that drifted or changed most first. */
export async function loadComparedColumns(
  order: Order<'load-compared-columns'>,
): Promise<Reply<'load-compared-columns'>> {
  const { limit, offset, path } = order;
  if (latest?.path !== path) latest = { path, columns: await readJson<ComparedColumn[]>(path) };
  const search = folded(order.search.trim());
  const found = latest.columns.filter(({ name }) => folded(name).includes(search));
  if (order.order === 'drift') found.sort((a, b) => (b.psi ?? -1) - (a.psi ?? -1));
  if (order.order === 'changes') found.sort((a, b) => (b.changedRows ?? -1) - (a.changedRows ?? -1));
  return { columns: found.slice(offset, offset + limit), total: found.length };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
