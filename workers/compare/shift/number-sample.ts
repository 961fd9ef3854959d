import { countedRuns, decimalSteps, type Step } from '../../profile/counted-runs.ts';
import { type NumberRuns, type NumberScratch, reserveValues, sortedRuns } from '../../profile/number-runs.ts';
import type { ComparedCells } from '../cells/compared-cells.ts';

const dayMs = 86_400_000;
const secondMs = 1000;
/** Whole days and seconds are counted, as are numbers of a few decimals; others are sorted. */
const dateSteps: readonly Step[] = [dayMs, secondMs].map((divide) => ({ multiply: 1, divide }));

/** The finite numbers of a column; what they are written into belongs to `scratch`. `values`: cells that hold any number. */
export function numberSample(
  { numbers, present }: ComparedCells,
  isDate: boolean,
  scratch: NumberScratch,
): { readonly runs: NumberRuns; readonly values: number } {
  let values = 0;
  for (let row = 0; row < present.length; row++) values += present[row] as number;
  const cells = { numbers, kinds: values === present.length ? null : present, kind: 1 };
  reserveValues(scratch, values);
  const counted = countedRuns(scratch, [cells], values, Number.POSITIVE_INFINITY, isDate ? dateSteps : decimalSteps);
  if (counted) return { runs: counted, values };
  let finite = 0;
  for (let row = 0; row < present.length; row++) {
    const value = numbers[row] as number;
    if (present[row] === 1 && Number.isFinite(value)) scratch.values[finite++] = value;
  }
  return { runs: sortedRuns(scratch, finite), values };
}
