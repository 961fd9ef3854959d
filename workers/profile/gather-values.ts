import type { ColumnView } from '../tabular/segment.ts';
import { type NumberScratch, reserveValues } from './number-runs.ts';

/**
 * Puts the values of all cells of one kind into `scratch.values`, in any order, and answers how many. Values beyond
 * ±`limit` and what is no number are left out.
 */
export function gatherValues(
  scratch: NumberScratch,
  views: readonly ColumnView[],
  kind: number,
  limit: number,
): number {
  const cells = views.reduce((sum, view) => sum + (view.counts[kind] as number), 0);
  const values = reserveValues(scratch, cells);
  let length = 0;
  for (const view of views) {
    if (!view.numbers || view.counts[kind] === 0) continue;
    if (view.counts[kind] === view.rows) values.set(view.numbers, length);
    else copyCells(view.numbers, view.kinds, kind, values, length);
    length += view.counts[kind] as number;
  }
  return dropBeyond(values, length, limit);
}

function copyCells(numbers: Float64Array, kinds: Uint8Array, kind: number, values: Float64Array, start: number): void {
  let length = start;
  for (let row = 0; row < kinds.length; row++) {
    if (kinds[row] === kind) values[length++] = numbers[row] as number;
  }
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
