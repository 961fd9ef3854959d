import type { ColumnView } from '../tabular/segment.ts';
import { countedRuns, type NumberCells, type Step } from './counted-runs.ts';
import { countedWholes, wholeCells } from './counted-wholes.ts';
import { type NumberRuns, type NumberScratch, reserveValues, sortedRuns } from './number-runs.ts';

/**
 * The runs of all cells of one kind. Values beyond ±`limit` and what is no number are left out. Columns of a sheet mostly
 * hold whole numbers or decimals of a few places in a narrow range, multiples of one of the `steps`: those are
 * counted, all others sorted. The runs are the same either way.
 */
export function runsOfCells(
  scratch: NumberScratch,
  views: readonly ColumnView[],
  kind: number,
  limit: number,
  steps: readonly Step[],
): NumberRuns {
  const wholes = wholeCells(views, kind);
  const whole = wholes && countedWholes(wholes, countOf(views, kind));
  if (whole) return whole;
  const cells: NumberCells[] = [];
  let total = 0;
  for (const view of views) {
    const { counts, rows } = view;
    if (counts[kind] === 0) continue;
    const { numbers } = view;
    if (!numbers) continue;
    cells.push({ numbers, kinds: counts[kind] === rows ? null : view.kinds, kind });
    total += counts[kind] as number;
  }
  return countedRuns(scratch, cells, total, limit, steps) ?? sortedRuns(scratch, gather(scratch, cells, total, limit));
}

const countOf = (views: readonly ColumnView[], kind: number): number =>
  views.reduce((sum, { counts }) => sum + (counts[kind] as number), 0);

/** Puts the values into `scratch.values`, in any order, and answers how many. */
function gather(scratch: NumberScratch, cells: readonly NumberCells[], total: number, limit: number): number {
  const values = reserveValues(scratch, total);
  let length = 0;
  for (const { numbers, kinds, kind } of cells) {
    if (kinds === null) {
      values.set(numbers, length);
      length += numbers.length;
    } else length = copyCells(numbers, kinds, kind, values, length);
  }
  return dropBeyond(values, length, limit);
}

function copyCells(
  numbers: Float64Array,
  kinds: Uint8Array,
  kind: number,
  values: Float64Array,
  start: number,
): number {
  let length = start;
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === kind) values[length++] = numbers[row] as number;
  }
  return length;
}

/** How many of the first `length` values are left when those beyond the limit are taken out. */
function dropBeyond(values: Float64Array, length: number, limit: number): number {
  let kept = 0;
  // Not a number fails both comparisons.
  while (kept < length && (values[kept] as number) >= -limit && (values[kept] as number) <= limit) kept++;
  for (let index = kept; index < length; index++) {
    const value = values[index] as number;
    if (value >= -limit && value <= limit) values[kept++] = value;
  }
  return kept;
}
