import { sortedOrder } from '../sorted-order.ts';
import type { TargetForm } from '../target-form.ts';

/**
 * Area under the ROC curve of the second class, or the mean over the classes of one against the rest, each class counting
 * the same (sklearn: ovr, macro). Classes that do not occur in `truth`, or alone do, take no part; null when none is left.
 */
export function areaUnderRoc({ classes, task }: TargetForm, truth: Float64Array, probabilities: Float64Array) {
  if (task === 'regression') return null;
  if (classes === 2) return areaOfClass(truth, columnOf(probabilities, 1, 2), 1);
  let sum = 0;
  let judged = 0;
  for (let place = 0; place < classes; place++) {
    const area = areaOfClass(truth, columnOf(probabilities, place, classes), place);
    if (area === null) continue;
    sum += area;
    judged++;
  }
  return judged > 0 ? sum / judged : null;
}

/** One column of a table row-major with `classes` columns. */
export function columnOf(table: Float64Array, place: number, classes: number): Float64Array {
  const column = new Float64Array(table.length / classes);
  for (let row = 0; row < column.length; row++) column[row] = table[row * classes + place] as number;
  return column;
}

/** The chance that a row of the class has a higher score than one of the others; half for ties (Mann & Whitney 1947). */
export function areaOfClass(truth: Float64Array, scores: Float64Array, place: number): number | null {
  const order = sortedOrder(scores);
  let positives = 0;
  let negatives = 0;
  let pairs = 0;
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from] as number];
    let tiedPositives = 0;
    let to = from;
    for (; to < order.length && scores[order[to] as number] === score; to++) {
      if (truth[order[to] as number] === place) tiedPositives++;
    }
    // A NaN equals nothing, itself included.
    if (to === from) throw new RangeError('a score is no number');
    const tiedNegatives = to - from - tiedPositives;
    pairs += tiedPositives * (negatives + tiedNegatives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    from = to;
  }
  return positives > 0 && negatives > 0 ? pairs / positives / negatives : null;
}
