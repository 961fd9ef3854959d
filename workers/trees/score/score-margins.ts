import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';
import { packedCircuitsOf } from './packed-circuits.ts';
import { packedTreesOf } from './packed-trees.ts';
import { scoreByCircuits } from './score-by-circuits.ts';
import { fillSlot } from './value-slots.ts';

/** Words that a block of rows may take: they stay in the nearest cache while all trees go over them. */
const blockWords = 6000;
const mostBlockRows = 256;

/**
 * Margins of the rows `fromRow` up to `toRow` (not included): at (row − fromRow) × outputs + output. Leaves are summed in the
 * order of the trees, so the same rows give the same bits however they are cut into parts.
 */
export function scoreMargins(
  ensemble: TreeEnsemble,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
): Float64Array {
  const result = new Float64Array((toRow - fromRow) * ensemble.outputs);
  const circuits = packedCircuitsOf(ensemble);
  if (circuits) scoreByCircuits(ensemble, circuits, columns, fromRow, toRow, result);
  else walkTrees(ensemble, columns, fromRow, toRow, result);
  return result;
}

/** Walks each tree row by row. */
function walkTrees(
  ensemble: TreeEnsemble,
  columns: readonly FeatureColumn[],
  fromRow: number,
  toRow: number,
  result: Float64Array,
): void {
  const { outputs, baseScores, treeOutputs } = ensemble;
  const { slots, roots, kernel, nodesAt, valuesAt, setsAt } = packedTreesOf(ensemble);
  const width = Math.max(1, slots.length);
  const blockRows = Math.max(1, Math.min(mostBlockRows, Math.floor(blockWords / width)));
  kernel.release();
  const blockAt = kernel.take(blockRows * width * 4);
  const marginsAt = kernel.take(blockRows * outputs * 8);
  const block = new Int32Array(kernel.buffer, blockAt, blockRows * width);
  const margins = new Float64Array(kernel.buffer, marginsAt, blockRows * outputs);
  for (let start = fromRow; start < toRow; start += blockRows) {
    const end = Math.min(start + blockRows, toRow);
    const rows = end - start;
    slots.forEach((slot, place) => {
      fillSlot(slot, columns[slot.feature]!, ensemble.roundsToSingle, start, end, block, place, width);
    });
    for (let at = 0; at < rows * outputs; at++) margins[at] = baseScores[at % outputs]!;
    for (let tree = 0; tree < treeOutputs.length; tree++) {
      const at = marginsAt + treeOutputs[tree]! * 8;
      kernel.call.walkRows(nodesAt, valuesAt, roots[tree]!, setsAt, blockAt, width, rows, at, outputs * 8);
    }
    result.set(margins.subarray(0, rows * outputs), (start - fromRow) * outputs);
  }
}
