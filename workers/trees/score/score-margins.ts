import type { TreeEnsemble } from '../ensemble.ts';
import type { FeatureColumn } from '../feature-column.ts';
import { packedTreesOf } from './packed-trees.ts';
import { fillSlot } from './value-slots.ts';

/** Words that a block of rows may take: they stay in the nearest cache while all trees go over them. */
const blockWords = 6000;
const mostBlockRows = 256;
/** Trees deeper than this are walked row by row, since most rows reach a leaf early. */
const deepestSideBySide = 8;

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
  const { outputs, baseScores, treeOutputs } = ensemble;
  const { slots, roots, depths, hasSets, kernel, nodesAt, valuesAt, setsAt } = packedTreesOf(ensemble);
  const { walkRows, walkSets } = kernel.call;
  const result = new Float64Array((toRow - fromRow) * outputs);
  const width = Math.max(1, slots.length);
  const blockRows = Math.max(4, Math.min(mostBlockRows, Math.floor(blockWords / width) & ~3));
  kernel.release();
  const blockAt = kernel.take(blockRows * width * 4);
  const marginsAt = kernel.take(blockRows * outputs * 8);
  // Rows of a block that is not full keep what stood there: they are walked, and not copied.
  const block = new Int32Array(kernel.buffer, blockAt, blockRows * width).fill(0);
  const margins = new Float64Array(kernel.buffer, marginsAt, blockRows * outputs);
  for (let start = fromRow; start < toRow; start += blockRows) {
    const end = Math.min(start + blockRows, toRow);
    const rows = Math.ceil((end - start) / 4) * 4;
    slots.forEach((slot, place) => {
      fillSlot(slot, columns[slot.feature]!, ensemble.roundsToSingle, start, end, block, place, width);
    });
    for (let at = 0; at < rows * outputs; at++) margins[at] = baseScores[at % outputs]!;
    for (let tree = 0; tree < treeOutputs.length; tree++) {
      const depth = depths[tree]!;
      const at = marginsAt + treeOutputs[tree]! * 8;
      if (hasSets[tree] === 0 && depth <= deepestSideBySide) {
        walkRows(nodesAt, valuesAt, roots[tree]!, depth, blockAt, width, rows, at, outputs * 8);
      } else walkSets(nodesAt, valuesAt, roots[tree]!, setsAt, blockAt, width, rows, at, outputs * 8);
    }
    result.set(margins.subarray(0, (end - start) * outputs), (start - fromRow) * outputs);
  }
  return result;
}
