import { Fault } from '../../contract/faults.ts';
import type { ImportReport } from '../../contract/import-report.ts';
import type { Order, Reply } from '../../contract/orders.ts';
import type { ColumnProfile, Correlations, Overview } from '../../contract/profile.ts';
import { readScratchJson } from './scratch-file.ts';

/**
 * The columns read last, since a person pages through one profile at a time. Artifacts are stored by their digest and
 * never change, so the path says it all.
 */
let latest: { readonly path: string; readonly columns: readonly ColumnProfile[] } | null = null;

export async function loadOverview(order: Order<'load-overview'>): Promise<Reply<'load-overview'>> {
  return load<Overview>(order.path);
}

export async function loadImportReport(order: Order<'load-import-report'>): Promise<Reply<'load-import-report'>> {
  return load<ImportReport>(order.path);
}

/**
 * A page of the columns whose names contain `search`, whatever the case or width of the letters, and that are of `type`
 * where one is given; in sheet order, or those that miss most first.
 */
export async function loadColumns(order: Order<'load-columns'>): Promise<Reply<'load-columns'>> {
  const { path, offset, limit, type = null } = order;
  if (latest?.path !== path) latest = { path, columns: await load<ColumnProfile[]>(path) };
  const search = folded(order.search.trim());
  let columns = latest.columns;
  if (search !== '') columns = columns.filter(({ name }) => folded(name).includes(search));
  if (type !== null) columns = columns.filter((column) => column.type === type);
  if (order.order === 'missing') columns = [...columns].sort((a, b) => b.missing - a.missing || a.index - b.index);
  return { columns: columns.slice(offset, offset + limit), total: columns.length };
}

export async function loadCorrelations(order: Order<'load-correlations'>): Promise<Reply<'load-correlations'>> {
  return load<Correlations>(order.path);
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What an artifact holds. Throws INTERNAL when it is no longer the JSON that was written there. */
async function load<T>(path: string): Promise<T> {
  try {
    return await readScratchJson<T>(path);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Fault('INTERNAL', {}, { cause, detail: `${path}: ${cause.message}` });
    throw cause;
  }
}
