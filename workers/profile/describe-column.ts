import type { TablePlan } from '../../contract/orders.ts';
import type { ColumnProfile } from '../../contract/profile.ts';
import { threadKernel } from '../kernel-instance.ts';
import { putWords } from '../tabular/put-words.ts';
import { type ColumnView, cellKind, type WholeArray } from '../tabular/segment.ts';
import { decideType } from './column-type.ts';
import { decimalSteps } from './counted-runs.ts';
import { dayMs, describeDates, isoText, maximumTimeMs } from './date-statistics.ts';
import { blockLength, forEachBlock } from './deal-out.ts';
import type { MergedTexts } from './merge-texts.ts';
import type { NumberScratch } from './number-runs.ts';
import { describeNumbers } from './number-statistics.ts';
import { runsOfCells } from './runs-of-cells.ts';
import { describeTexts } from './text-statistics.ts';
import { topOfTexts } from './top-texts.ts';
import { topOfLists, topOfRuns, topValueCount } from './top-values.ts';

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
  const facts = plan.columnFacts?.[place];
  const errorExample = topOfTexts(texts, texts.errorCountsAt, 1)[0]?.value;
  return {
    index: plan.sourceColumns[place] ?? place,
    name: plan.columnNames[place] ?? '',
    originalName: plan.originalNames[place] ?? '',
    type,
    rows: views.reduce((sum, view) => sum + view.rows, 0),
    missing,
    kinds,
    distinct: numbers.distinct + dates.distinct + booleans.distinct + countInUse(texts),
    topValues: topOfLists([numbers.top, dates.top, booleans.top, topOfTexts(texts, texts.textCountsAt, topValueCount)]),
    number: type === 'number' || isMixed ? numbers.statistics : null,
    text,
    date: type === 'date' || isMixed ? dates.statistics : null,
    booleanTrue: type === 'boolean' || (isMixed && kinds.boolean > 0) ? booleans.trueCells : null,
    ...(errorExample ? { errorExample } : {}),
    ...(facts?.unit ? { unit: facts.unit } : {}),
    ...(facts?.isPercent ? { isPercent: true } : {}),
    ...(facts?.words && type === 'boolean' ? { words: facts.words } : {}),
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

function countInUse({ size, textCountsAt }: MergedTexts): number {
  const { call } = threadKernel();
  let inUse = 0;
  forEachBlock(size, (from, to) => {
    inUse += call.countInUse(textCountsAt, from, to);
  });
  return inUse;
}

function describeNumberCells(scratch: NumberScratch, views: readonly ColumnView[], cells: number) {
  return withKernelMemory(() => {
    const runs = runsOfCells(scratch, views, cellKind.number, Number.MAX_VALUE, decimalSteps);
    return {
      statistics: describeNumbers(runs, cells - runs.total),
      distinct: runs.values.length,
      top: topOfRuns(runs, String),
    };
  });
}

/** Whole days or seconds, in milliseconds. */
const timeSteps = [dayMs, 1000, 1].map((divide) => ({ multiply: 1, divide }));

function describeDateCells(scratch: NumberScratch, views: readonly ColumnView[]) {
  return withKernelMemory(() => {
    const runs = runsOfCells(scratch, views, cellKind.date, maximumTimeMs, timeSteps);
    const statistics = describeDates(runs);
    const hasTimes = statistics?.hasTimes ?? false;
    return { statistics, distinct: runs.values.length, top: topOfRuns(runs, (value) => isoText(value, hasTimes)) };
  });
}

/** What `use` takes of the kernel's memory is given back. */
function withKernelMemory<T>(use: () => T): T {
  const { call } = threadKernel();
  const mark = call.taken();
  const result = use();
  call.release(mark);
  return result;
}

function describeBooleanCells(views: readonly ColumnView[], cells: number) {
  const trueCells = views.reduce((sum, view) => sum + countTrue(view), 0);
  const top = [
    { value: 'false', count: cells - trueCells },
    { value: 'true', count: trueCells },
  ].filter(({ count }) => count > 0);
  return { trueCells, distinct: top.length, top };
}

function countTrue(view: ColumnView): number {
  const { rows, counts, wholes } = view;
  if (counts[cellKind.boolean] === 0) return 0;
  if (counts[cellKind.boolean] === rows && wholes && wholes.multiply === wholes.divide) return countOnes(wholes.values);
  const { kinds, numbers } = view;
  let found = 0;
  for (let row = 0; row < rows; row++) if (kinds[row] === cellKind.boolean && numbers?.[row] === 1) found++;
  return found;
}

/** How many of whole numbers that are 0 or 1 are 1. */
function countOnes(values: WholeArray): number {
  return withKernelMemory(() => {
    const kernel = threadKernel();
    const bucketsAt = kernel.call.allocate(8);
    const wordsAt = kernel.call.allocate(blockLength * 4);
    kernel.call.clear(bucketsAt, 8);
    forEachBlock(values.length, (from, to) => {
      putWords(kernel, values, from, to, wordsAt);
      kernel.call.countWholes(wordsAt, 0, cellKind.boolean, to - from, 1, 0, bucketsAt);
    });
    return kernel.words[(bucketsAt >> 2) + 1] as number;
  });
}
