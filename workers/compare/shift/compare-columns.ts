import type { ComparedColumn, DriftLevel } from '../../../contract/comparison.ts';
import type { ColumnPair, MatchedTables } from '../../../contract/comparison-orders.ts';
import { driftThresholds } from '../../../contract/drift-thresholds.ts';
import type { Order, Reply } from '../../../contract/orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { createNumberScratch, type NumberScratch } from '../../profile/number-runs.ts';
import { type CellRooms, type ComparedCells, comparedCells, createCellRooms } from '../cells/compared-cells.ts';
import { pairForm, type Side, tableOf } from '../sides.ts';
import { type ComparedTables, withTables } from '../with-tables.ts';
import { readJson, writeJson } from '../write-json.ts';
import { categoryShift } from './category-shift.ts';
import { numberSample } from './number-sample.ts';
import { numberShift, sideFigures } from './number-shift.ts';
import { writtenCells } from './written-cells.ts';

/** A text column of which so many cells are all different has no categories. */
const categoryShare = 0.5;

/** Compares how the values of a share of the columns are spread in two tables. Throws JOB_CANCELLED, DISK_FULL. */
export async function compareColumns(
  order: Order<'compare-columns'>,
  context: OrderContext,
): Promise<Reply<'compare-columns'>> {
  const { keyPairs, pairs } = await readJson<MatchedTables>(order.matchPath);
  const own = pairs.flatMap((pair, index) => (index % order.groups === order.group ? [{ pair, index }] : []));
  const columns = await withTables(order, async (tables) => {
    const made: ComparedColumn[] = [];
    const work = {
      context,
      rooms: createCellRooms(tables),
      scratches: { earlier: createNumberScratch(), later: createNumberScratch() },
    };
    for (const { pair, index } of own) {
      context.throwIfCancelled();
      const subject = tables.later.columns[pair.later]!.name;
      context.notify({ fraction: made.length / own.length, rowsDone: null, subject });
      made.push(compareColumn(tables, pair, keyPairs?.includes(index) ?? false, work));
    }
    return made;
  });
  return writeJson(order.scratchPath, columns);
}

/** What columns are compared with, one after the other. */
interface ColumnWork {
  readonly context: OrderContext;
  readonly rooms: CellRooms;
  readonly scratches: Readonly<Record<Side, NumberScratch>>;
}

function compareColumn(tables: ComparedTables, pair: ColumnPair, isKey: boolean, work: ColumnWork): ComparedColumn {
  const after = tables.later.columns[pair.later]!;
  const before = tables.earlier.columns[pair.earlier]!;
  const names = { name: after.name, earlierName: before.name, type: after.type, earlierType: before.type, isKey };
  const form = pairForm(tables, pair);
  const compared =
    form === 'integer' || form === 'double' || form === 'moment'
      ? compareNumbers(tables, pair, work)
      : compareCategories(tables, pair, work);
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

function compareNumbers(tables: ComparedTables, pair: ColumnPair, work: ColumnWork): Measured {
  const isDate = pairForm(tables, pair) === 'moment';
  const read = (side: Side) => {
    const cells = comparedCells(tables, pair, side, work.context, work.rooms);
    const { runs, values } = numberSample(cells, isDate, work.scratches[side]);
    return { runs, side: { values, missing: tableOf(tables, side).rows - values, ...sideFigures(runs) } };
  };
  const earlier = read('earlier');
  const later = read('later');
  return {
    measure: isDate ? 'date' : 'number',
    ...{ earlier: earlier.side, later: later.side, categories: null },
    ...numberShift(
      { earlier: earlier.runs, later: later.runs },
      { earlier: earlier.side.missing, later: later.side.missing },
    ),
  };
}

function compareCategories(tables: ComparedTables, pair: ColumnPair, { context, rooms }: ColumnWork): Measured {
  const cells = {
    earlier: comparedCells(tables, pair, 'earlier', context, rooms),
    later: comparedCells(tables, pair, 'later', context, rooms),
  };
  const missingIn = ({ present }: ComparedCells) => present.reduce((missing, one) => missing + 1 - one, 0);
  const missing = { earlier: missingIn(cells.earlier), later: missingIn(cells.later) };
  const { categories, distinct, psi, psiByChance } = categoryShift(cells, missing, (places) =>
    writtenCells(tables, pair, places),
  );
  const figures = { mean: null, median: null, minimum: null, maximum: null };
  const side = (name: Side) => {
    const values = tableOf(tables, name).rows - missing[name];
    return { values, missing: missing[name], distinct: distinct[name], ...figures };
  };
  return {
    ...{ measure: 'category', earlier: side('earlier'), later: side('later') },
    ...{ psi, psiByChance, ks: null, histogram: null, categories },
  };
}
