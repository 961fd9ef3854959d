import type { TablePlan } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { type ColumnView, cellKind } from '../tabular/segment.ts';
import { decideType } from './column-type.ts';
import { dayMs, describeDates, isoText, maximumTimeMs } from './date-statistics.ts';
import { gatherValues } from './gather-values.ts';
import type { MergedTexts } from './merge-texts.ts';
import { type NumberRuns, type NumberScratch, runsOf } from './number-runs.ts';
import { describeNumbers } from './number-statistics.ts';
import { describeTexts } from './text-statistics.ts';
import { topOfLists, topOfRuns, topOfTexts } from './top-values.ts';

export interface ColumnSource {
  readonly plan: TablePlan;
  /** Place of the column in the plan. */
  readonly place: number;
  readonly views: readonly ColumnView[];
  readonly texts: MergedTexts;
  readonly scratch: NumberScratch;
  readonly throwIfCancelled: () => void;
}

/**
 * The profile of one column over all its segments. Every figure is exact, and the same however the rows are cut into
 * segments. Error cells are neither missing nor values: they are counted in `kinds` alone.
 */
export function describeColumn(source: ColumnSource): ColumnProfile {
  const { plan, place, views, texts, scratch, throwIfCancelled } = source;
  const { missing, ...kinds } = countKinds(views);
  const type = decideType(kinds);
  const isMixed = type === 'mixed';
  const numbers = describeNumberCells(scratch, views, kinds.number);
  throwIfCancelled();
  const dates = describeDateCells(scratch, views);
  const booleans = describeBooleanCells(views, kinds.boolean);
  throwIfCancelled();
  const text = type === 'text' || isMixed ? describeTexts(texts, throwIfCancelled) : null;
  const errorExample = texts.errorCounts && topOfTexts(texts, texts.errorCounts)[0]?.value;
  return {
    index: plan.sourceColumns[place] ?? place,
    name: plan.columnNames[place] ?? '',
    originalName: plan.originalNames[place] ?? '',
    type,
    rows: views.reduce((sum, view) => sum + view.rows, 0),
    missing,
    kinds,
    distinct: numbers.distinct + dates.distinct + booleans.distinct + countInUse(texts.textCounts),
    topValues: topOfLists([numbers.top, dates.top, booleans.top, topOfTexts(texts, texts.textCounts)]),
    number: type === 'number' || isMixed ? numbers.statistics : null,
    text,
    date: type === 'date' || isMixed ? dates.statistics : null,
    booleanTrue: type === 'boolean' || (isMixed && kinds.boolean > 0) ? booleans.trueCells : null,
    ...(errorExample ? { errorExample } : {}),
  };
}

function countKinds(views: readonly ColumnView[]): ColumnProfile['kinds'] & { missing: number } {
  const sum = (kind: number) => views.reduce((total, view) => total + (view.counts[kind] as number), 0);
  return {
    missing: sum(cellKind.missing),
    number: sum(cellKind.number),
    text: sum(cellKind.text),
    boolean: sum(cellKind.boolean),
    date: sum(cellKind.date),
    error: sum(cellKind.error),
  };
}

function countInUse(counts: Uint32Array): number {
  let inUse = 0;
  for (let entry = 0; entry < counts.length; entry++) if ((counts[entry] as number) > 0) inUse++;
  return inUse;
}

function describeNumberCells(scratch: NumberScratch, views: readonly ColumnView[], cells: number) {
  const length = gatherValues(scratch, views, cellKind.number, Number.MAX_VALUE);
  const runs = runsOf(scratch, length);
  return {
    statistics: describeNumbers(runs, cells - length),
    distinct: runs.values.length,
    top: topOfRuns(runs, String),
  };
}

function describeDateCells(scratch: NumberScratch, views: readonly ColumnView[]) {
  const runs = dateRuns(scratch, gatherValues(scratch, views, cellKind.date, maximumTimeMs));
  const statistics = describeDates(runs);
  const hasTimes = statistics?.hasTimes ?? false;
  return { statistics, distinct: runs.values.length, top: topOfRuns(runs, (value) => isoText(value, hasTimes)) };
}

/** Dates are ordered as whole days or seconds where they are such: small numbers can be counted instead of sorted. */
function dateRuns(scratch: NumberScratch, length: number): NumberRuns {
  const times = scratch.values.subarray(0, length);
  const unit = [dayMs, 1000].find((ms) => times.every((time) => time % ms === 0)) ?? 1;
  for (let index = 0; index < length; index++) times[index] = Math.round((times[index] as number) / unit);
  const runs = runsOf(scratch, length);
  for (let index = 0; index < runs.values.length; index++) runs.values[index] = (runs.values[index] as number) * unit;
  return runs;
}

function describeBooleanCells(views: readonly ColumnView[], cells: number) {
  let trueCells = 0;
  for (const { kinds, numbers, rows, counts } of views) {
    if (!numbers || counts[cellKind.boolean] === 0) continue;
    for (let row = 0; row < rows; row++) if (kinds[row] === cellKind.boolean && numbers[row] === 1) trueCells++;
  }
  const top = [
    { value: 'false', count: cells - trueCells },
    { value: 'true', count: trueCells },
  ].filter(({ count }) => count > 0);
  return { trueCells, distinct: top.length, top };
}
