import type { ComparedColumn, DriftLevel } from '../../../contract/comparison.ts';
import type { ColumnPair, MatchedTables } from '../../../contract/comparison-orders.ts';
import { driftThresholds } from '../../../contract/drift-thresholds.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import { fromTable } from '../../explore/view/table-file.ts';
import type { OrderContext } from '../../order-context.ts';
import { pairCell, pairForm, type Side, tableOf } from '../rows/side-sql.ts';
import { type ComparedTables, withTables } from '../with-tables.ts';
import { readJson, writeJson } from '../write-json.ts';
import { categoryShift } from './category-shift.ts';
import { numberShift, sideFigures } from './number-shift.ts';
import { sortedNumbers } from './sorted-numbers.ts';

/** A text column of which so many cells are all different has no categories. */
const categoryShare = 0.5;

/** Compares how the values of a share of the columns are spread in two tables. Throws JOB_CANCELLED, DISK_FULL. */
export async function compareColumns(
  order: Order<'compare-columns'>,
  context: OrderContext,
): Promise<Reply<'compare-columns'>> {
  const { keyPairs, pairs } = await readJson<MatchedTables>(order.matchPath);
  const own = pairs.flatMap((pair, index) => (index % order.groups === order.group ? [{ pair, index }] : []));
  const columns = await withTables(order, context, async (tables) => {
    const made: ComparedColumn[] = [];
    for (const { pair, index } of own) {
      context.throwIfCancelled();
      const subject = tables.later.columns[pair.later]!.name;
      context.notify({ fraction: made.length / own.length, rowsDone: null, subject });
      made.push(await compareColumn(tables, pair, keyPairs?.includes(index) ?? false, context));
    }
    return made;
  });
  return writeJson(order.scratchPath, columns);
}

async function compareColumn(
  tables: ComparedTables,
  pair: ColumnPair,
  isKey: boolean,
  context: OrderContext,
): Promise<ComparedColumn> {
  const after = tables.later.columns[pair.later]!;
  const before = tables.earlier.columns[pair.earlier]!;
  const names = { name: after.name, earlierName: before.name, type: after.type, earlierType: before.type, isKey };
  const form = pairForm(tables, pair);
  const compared =
    form === 'integer' || form === 'double' || form === 'moment'
      ? await compareNumbers(tables, pair, context)
      : await compareCategories(tables, pair);
  const { earlier, later } = compared;
  const isEmpty = earlier.values + earlier.missing === 0 || later.values + later.missing === 0;
  const hasNone = earlier.values === 0 && later.values === 0;
  const isAllDifferent =
    compared.measure === 'category' &&
    Math.max(earlier.distinct / Math.max(1, earlier.values), later.distinct / Math.max(1, later.values)) >
      categoryShare &&
    Math.max(earlier.distinct, later.distinct) > 20;
  const noIndex = isKey ? 'key' : isEmpty || hasNone ? 'empty' : isAllDifferent ? 'allDifferent' : null;
  const psi = noIndex === null ? compared.psi : null;
  const psiByChance = noIndex === null ? compared.psiByChance : null;
  return { ...names, changedRows: null, ...compared, psi, noIndex, psiByChance, drift: driftOf(psi, psiByChance) };
}

/** A drift is said to be there only where chance alone would hardly bring it. */
export function driftOf(psi: number | null, psiByChance: number | null): DriftLevel {
  if (psi === null || psi <= (psiByChance ?? 0) || psi < driftThresholds.moderate) return 'none';
  return psi < driftThresholds.major ? 'moderate' : 'major';
}

type Measured = Omit<
  ComparedColumn,
  'name' | 'earlierName' | 'type' | 'earlierType' | 'isKey' | 'changedRows' | 'noIndex' | 'drift'
>;

async function compareNumbers(tables: ComparedTables, pair: ColumnPair, context: OrderContext): Promise<Measured> {
  const read = async (side: Side) => {
    const cell = pairCell(tables, pair, side);
    const number = pairForm(tables, pair) === 'moment' ? `epoch_ms(${cell})` : cell;
    const { rows } = tableOf(tables, side);
    const { infinite, sorted } = await sortedNumbers(tables.connection, tableOf(tables, side), number, context);
    const { distinct, ...figures } = sideFigures(sorted);
    const values = sorted.length + infinite;
    return { sorted, side: { values, missing: rows - values, distinct, ...figures } };
  };
  const earlier = await read('earlier');
  const later = await read('later');
  return {
    measure: pairForm(tables, pair) === 'moment' ? 'date' : 'number',
    ...{ earlier: earlier.side, later: later.side, categories: null },
    ...numberShift(
      { earlier: earlier.sorted, later: later.sorted },
      { earlier: earlier.side.missing, later: later.side.missing },
    ),
  };
}

async function compareCategories(tables: ComparedTables, pair: ColumnPair): Promise<Measured> {
  const sample = (side: Side) => {
    const cell = `CAST(${pairCell(tables, pair, side)} AS VARCHAR)`;
    return `SELECT ${cell} AS v FROM ${fromTable(tableOf(tables, side))} WHERE ${cell} IS NOT NULL`;
  };
  const valuesOf = async (side: Side) => {
    const reader = await tables.connection.runAndReadAll(`SELECT count(*) FROM (${sample(side)})`);
    return Number(reader.getRowsJS()[0]?.[0] ?? 0);
  };
  const values = { earlier: await valuesOf('earlier'), later: await valuesOf('later') };
  const missing = { earlier: tables.earlier.rows - values.earlier, later: tables.later.rows - values.later };
  const { categories, distinct, psi, psiByChance } = await categoryShift(
    tables.connection,
    { earlier: sample('earlier'), later: sample('later') },
    missing,
  );
  const figures = { mean: null, median: null, minimum: null, maximum: null };
  const side = (name: Side) => ({ values: values[name], missing: missing[name], distinct: distinct[name], ...figures });
  return {
    ...{ measure: 'category', earlier: side('earlier'), later: side('later') },
    ...{ psi, psiByChance, ks: null, histogram: null, categories },
  };
}
