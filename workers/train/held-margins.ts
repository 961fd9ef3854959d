import { encodeFeatures } from '../features/encode-features.ts';
import { takeRows } from '../features/input-column.ts';
import { scoreMargins } from '../trees/score/score-margins.ts';
import { type FitFile, modelOfFit } from './fit-file.ts';
import type { TrainingMatrix } from './matrix.ts';

/** Rows that are encoded at once: the copies of their cells take little memory. */
const blockRows = 65_536;

/** Margins of `rows` (rows × outputs) by a fit, of whose members the first `rounds` rounds count. */
export function heldMargins(
  { columns }: Pick<TrainingMatrix, 'columns'>,
  fit: FitFile,
  rounds: readonly number[],
  rows: Uint32Array,
  throwIfCancelled: () => void,
): Float64Array {
  const ensemble = modelOfFit(fit, rounds);
  const { outputs } = ensemble;
  const margins = new Float64Array(rows.length * outputs);
  for (let from = 0; from < rows.length; from += blockRows) {
    throwIfCancelled();
    const block = rows.subarray(from, Math.min(rows.length, from + blockRows));
    const cells = columns.map((column) => takeRows(column.cells, block));
    margins.set(scoreMargins(ensemble, encodeFeatures(fit.features, cells), 0, block.length), from * outputs);
  }
  return margins;
}
