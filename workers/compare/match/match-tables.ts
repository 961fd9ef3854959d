import type { RowKey } from '../../../contract/comparison.ts';
import type { ColumnPair, MatchedTables } from '../../../contract/comparison-orders.ts';
import { Fault } from '../../../contract/faults.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { type ComparedTables, withTables } from '../with-tables.ts';
import { writeJson } from '../write-json.ts';
import { keyFigures } from './key-figures.ts';
import { plainName } from './name-likeness.ts';
import { pairColumns } from './pair-columns.ts';
import { type ProposedKey, proposeKey } from './propose-key.ts';
import { repeatedKeys } from './repeated-keys.ts';

/**
 * Which columns of two tables belong together and what tells their rows apart; writes MatchedTables as JSON. Throws
 * COMPARISON_NO_COMMON_COLUMN, COMPARISON_KEY_MISSING, JOB_CANCELLED.
 */
export async function matchTables(order: Order<'match-tables'>, context: OrderContext): Promise<Reply<'match-tables'>> {
  const { options, laterName, earlierName } = order;
  const matched = await withTables(order, async (tables): Promise<MatchedTables> => {
    const wanted = new Set((options.key ?? []).map(plainName));
    const ignored = options.ignored.filter((name) => !wanted.has(plainName(name)));
    const { addedPlaces, pairs, removedPlaces, schema } = pairColumns(tables, ignored, context);
    if (pairs.length === 0) {
      throw new Fault('COMPARISON_NO_COMMON_COLUMN', { later: laterName, earlier: earlierName });
    }
    context.notify({ fraction: 0.3, rowsDone: null, subject: null });
    const found = options.key ? givenKey(tables, pairs, options.key, order) : proposeKey(tables, pairs, context);
    const columns = found?.pairs.map((pair) => pairs[pair]!) ?? [];
    const figures = found && (found.figures ?? keyFigures(tables, columns, context));
    const key = found && {
      columns: columns.map(({ later }) => tables.later.columns[later]!.name),
      reason: found.reason,
      overlap: figures!.overlap,
      repeated: figures!.uniqueShare === 1 ? noRepeats : repeatedKeys(tables, columns, context),
    };
    const names = pairs.map(({ later }) => tables.later.columns[later]!.name);
    const rows = { earlier: tables.earlier.rows, later: tables.later.rows };
    return { schema, pairs, names, rows, keyPairs: found?.pairs ?? null, key, addedPlaces, removedPlaces };
  });
  return { file: writeJson(order.scratchPath, matched), pairs: matched.pairs.length };
}

const noRepeats: RowKey['repeated'] = { keys: 0, earlierRows: 0, laterRows: 0, examples: [] };

/** The key that was asked for: names of either table, whatever their case. */
function givenKey(
  { later, earlier }: ComparedTables,
  pairs: readonly ColumnPair[],
  names: readonly string[],
  { laterName, earlierName }: Order<'match-tables'>,
): Omit<ProposedKey, 'figures'> & { readonly figures: null } {
  const found = names.map((name) => {
    const bears = (test: (one: string) => boolean) =>
      pairs.findIndex((pair) => test(later.columns[pair.later]!.name) || test(earlier.columns[pair.earlier]!.name));
    const exact = bears((one) => one === name);
    const place = exact >= 0 ? exact : bears((one) => plainName(one) === plainName(name));
    if (place >= 0) return place;
    const isInLater = later.columns.some((column) => plainName(column.name) === plainName(name));
    throw new Fault('COMPARISON_KEY_MISSING', { column: name, file: isInLater ? earlierName : laterName });
  });
  return { pairs: [...new Set(found)], reason: 'given', figures: null };
}
